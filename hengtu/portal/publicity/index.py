"""The words a public record is found by: what its text shows, never what was hidden; no name of a person."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from hengtu.lib.dates_zh import civil_date
from hengtu.lib.search_words import words_of_code, words_of_name, words_of_number, words_of_text
from hengtu.portal.models import PublicRecord, PublicWords

_RANDOM_BITS = 43
PERSON = "自然人"


def words_of_record(content: dict[str, Any], month: str) -> set[str]:
    """Return the words of a record.

    Args:
        content: its fields. month: in which it was published, ``2026-01``.
    """
    firm = content.get("party_kind") != PERSON
    return {
        *words_of_number(str(content.get("number", ""))),
        *words_of_text(str(content.get("item", ""))),
        *words_of_text(str(content.get("facts", ""))),
        *words_of_text(str(content.get("result", ""))),
        *words_of_text(str(content.get("followed", ""))),
        *words_of_text(str(content.get("kind", ""))),
        *words_of_text(str(content.get("agency", ""))),
        *(words_of_name(str(content.get("party", ""))) if firm else ()),
        *(words_of_code(str(content.get("credit_code", ""))) if firm else ()),
        *filters(items=content.get("items") or (), month=month),
    }


def filters(*, items: Iterable[str] = (), month: str = "", agency: int | None = None, kind: str = "") -> set[str]:
    """Return the words that stand for filters; they begin with a mark, so nobody can type them."""
    words = {f"_item_{item.replace('-', '_')}" for item in items}
    words |= {f"_month_{month.replace('-', '_')}"} if month else set()
    words |= {f"_kind_{kind}"} if kind else set()
    return words | ({f"_agency_{agency}"} if agency is not None else set())


def write_words(record: PublicRecord) -> None:
    """Make a record that is shown findable."""
    words = words_of_record(json.loads(record.text), record.month) | filters(
        agency=record.agency_id, kind=record.matter.kind
    )
    PublicWords.objects.update_or_create(
        record=record,
        defaults={"key": _free_key(record), "agency_id": record.agency_id, "words": " ".join(sorted(words))},
    )


def forget_words(record: PublicRecord) -> None:
    """Make a record that is no longer shown unfindable."""
    PublicWords.objects.filter(record=record).delete()


def key_of(day: date, ref: str) -> int:
    """Return where a record stands in the order: by day of publication, then by its random id."""
    return (day.toordinal() << _RANDOM_BITS) | (int(ref, 16) & ((1 << _RANDOM_BITS) - 1))


def first_key(day: date) -> int:
    """Return the smallest key of a day."""
    return day.toordinal() << _RANDOM_BITS


def _free_key(record: PublicRecord) -> int:
    assert record.published_at is not None
    key = key_of(civil_date(record.published_at), record.ref)
    while PublicWords.objects.filter(pk=key).exists():
        key += 1
    return key
