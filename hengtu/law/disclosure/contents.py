"""What is published of which act, which fields it has, and how each field is masked (APL:48p1, APL:50, GB118)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from hengtu.law.rulebook import records, rule_cache
from hengtu.law.settings import procedure_setting

DECISION, RESULT = "decision", "result"


class Mask(StrEnum):
    """How a field is masked before it is published."""

    PLAIN = "plain"  # as it stands: it names nobody
    PARTY = "party"  # a person's name hidden, an organisation's in full
    ORGANISATION = "organisation"  # only where the party is one
    TEXT = "text"  # free text: names, numbers, plates, phones, homes are taken out


@dataclass(frozen=True)
class PublicField:
    """One field of a public record."""

    key: str
    zh: str
    mask: Mask


@dataclass(frozen=True)
class Publishing:
    """What is published of one kind of act, from a dated row of the rulebook.

    ``content`` says where its fields are read; ``term``: the deadline of the rulebook; ``published_by``: the act that
    publishes; ``required_by``: a setting, where only a place's own rule asks for it; ``years``: the settings that count
    how long an organisation and a person are shown.
    """

    kind: str
    zh: str
    about: str
    content: str
    term: str
    published_by: str
    fields: tuple[PublicField, ...]
    years: tuple[str, str]
    basis: tuple[str, ...]
    required_by: str
    effective_from: date
    effective_to: date | None

    def is_in_force(self, on: date) -> bool:
        return self.effective_from <= on and (self.effective_to is None or on < self.effective_to)


# GB118: agency, whom it concerns, kind, conclusion; for decisions number, item, facts summary, basis, result, date.
# In the order in which they are shown.
FIELDS = {
    each.key: each
    for each in (
        PublicField("agency", "执法机关", Mask.PLAIN),
        PublicField("party", "当事人", Mask.PARTY),
        PublicField("credit_code", "统一社会信用代码", Mask.ORGANISATION),
        PublicField("number", "决定书文号", Mask.PLAIN),
        PublicField("item", "违法事项", Mask.PLAIN),
        PublicField("facts", "主要事实", Mask.TEXT),
        PublicField("basis", "依据", Mask.PLAIN),
        PublicField("result", "处理结果", Mask.TEXT),
        PublicField("followed", "后来的处理", Mask.TEXT),
        PublicField("decided_on", "决定日期", Mask.PLAIN),
    )
}


@rule_cache
def _publishings() -> Mapping[str, tuple[Publishing, ...]]:
    """Every row by the kind of act, the newest first."""
    found: dict[str, list[Publishing]] = {}
    for row in records("publishings").values():
        found.setdefault(str(row["kind"]), []).append(_publishing(row))
    return {kind: tuple(sorted(rows, key=_newest)) for kind, rows in found.items()}


def _newest(row: Publishing) -> int:
    return -row.effective_from.toordinal()


def _publishing(row: Mapping[str, Any]) -> Publishing:
    organisation, person = row["years"]
    until = row.get("effective_to")
    return Publishing(
        kind=str(row["kind"]),
        zh=str(row["zh"]),
        about=str(row["about"]),
        content=str(row["content"]),
        term=str(row["term"]),
        published_by=str(row["published_by"]),
        fields=_in_order(row["fields"]),
        years=(str(organisation), str(person)),
        basis=tuple(row["basis"]),
        required_by=str(row.get("required_by") or ""),
        effective_from=date.fromisoformat(row["effective_from"]),
        effective_to=date.fromisoformat(until) if until else None,
    )


def _in_order(keys: Iterable[str]) -> tuple[PublicField, ...]:
    asked = set(keys)
    return tuple(field for key, field in FIELDS.items() if key in asked)


def publishing_of(kind: str, on: date) -> Publishing | None:
    """Return what is published of a kind of act decided on a day; None where no rule in force asks for anything."""
    return next((row for row in _publishings().get(kind, ()) if row.is_in_force(on)), None)


def publishing_kinds(about: str | None = None) -> frozenset[str]:
    """Return the kinds of act of which something is or was published; with ``about`` only those."""
    rows = _publishings()
    return frozenset(kind for kind, each in rows.items() if about is None or any(row.about == about for row in each))


def kind_zh(kind: str) -> str:
    """Return what people call the publication of a kind of act; the kind itself where no rule speaks of it."""
    rows = _publishings().get(kind)
    return rows[0].zh if rows else kind


def hides_operator(jurisdiction: str, on: date) -> bool:
    """Return whether the operator's name is hidden within the name of an individual business (setting, default yes).

    Raises: LawError ``unknown_jurisdiction``.
    """
    row = procedure_setting("publicity_trade_name", jurisdiction, on)
    return row is None or row["value"] != "whole"


def is_required(publishing: Publishing, jurisdiction: str, on: date) -> bool:
    """Return whether an act is published without anybody asking.

    A decision not to punish is published where the place says so (setting ``publish_no_penalty``): no national text
    puts it among the penalties of APL:48.

    Raises: LawError ``unknown_jurisdiction``.
    """
    if not publishing.required_by:
        return True
    row = procedure_setting(publishing.required_by, jurisdiction, on)
    return row is not None and row["value"] == "yes"
