"""The words a case is found by. A projection like the others: the rows follow from acts, register and papers."""

from __future__ import annotations

from typing import Any

from django.db import models


class WordsField(models.TextField):  # type: ignore[type-arg]
    """A set of words, written as one text: sorted, one blank between, each of letters, digits and ``_`` alone.

    PostgreSQL keeps a ``tsvector`` without positions, SQLite the text itself; no parser of either engine sees the
    words, so both find the same.
    """

    def db_type(self, connection: Any) -> str:
        return "tsvector" if connection.vendor == "postgresql" else "text"

    def get_placeholder(self, value: Any, compiler: Any, connection: Any) -> str:
        postgresql = connection.vendor == "postgresql"
        return "array_to_tsvector(string_to_array(%s, ' '))" if postgresql else "%s"

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> str:
        # 'a' 'b' of a tsvector: words hold no quotes, so taking them off gives the text back
        return (value or "").replace("'", "")


class CaseSearch(models.Model):
    """What one case is found by (检索词). Grain: one row per case stream; a projection of its own, beside the case's.

    ``key`` orders by day of discovery, then by id: on SQLite it is the row number of the full-text table, so the
    newest cases come first without sorting. ``words`` hold the scope of the case too (``cases.search.scope``).
    """

    key = models.BigIntegerField("排序号", primary_key=True)
    stream = models.OneToOneField("ledger.Stream", on_delete=models.PROTECT, related_name="+", verbose_name="行为链")
    words = WordsField("检索词")

    class Meta:
        verbose_name = "检索词"
        verbose_name_plural = "检索词"
