"""What every platform holds of one case, when it got it, and in what the case differs now, field by field."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from hengtu.agencies.models import Account
from hengtu.exchange.catalogue import format_for
from hengtu.exchange.format_values import MARKS, Format, Problem, Produced, RecordType
from hengtu.exchange.masks import SHOWN
from hengtu.exchange.models import SENT, ExportRecord, RecordAction, RecordState
from hengtu.exchange.produce import differences, produce
from hengtu.exchange.selectors.board import formats_for
from hengtu.exchange.source import Source, source_of

TAGS: Mapping[str, str] = {
    RecordState.FAILING: "bad",
    RecordState.WAITING: "wait",
    RecordState.PACKED: "wait",
    RecordState.HANDED: "go",
    RecordState.RECEIVED: "ok",
    RecordState.REFUSED: "bad",
}


@dataclass(frozen=True)
class Difference:
    """One field that a platform holds otherwise than the case says now."""

    zh: str
    theirs: str
    ours: str


@dataclass(frozen=True)
class HeldRecord:
    """One record: the version a platform was last given, the open one, and what differs between case and platform."""

    zh: str
    record_type: str
    held: ExportRecord | None
    open: ExportRecord | None
    differs: tuple[Difference, ...]
    problems: tuple[Problem, ...]
    is_gone: bool
    label: str

    @property
    def newest(self) -> ExportRecord | None:
        """The version that counts now."""
        return self.open or self.held

    @property
    def is_quiet(self) -> bool:
        """Whether the platform holds what the case says and nothing is to be done or said."""
        return self.held is not None and not (self.open or self.differs or self.problems or self.needs_a_hand)

    @property
    def needs_a_hand(self) -> bool:
        """Whether somebody has to do something about it."""
        refused = self.held is not None and self.open is None and self.held.state == RecordState.REFUSED
        return refused or any(problem.severity == "blocks" for problem in self.problems)


@dataclass(frozen=True)
class PlatformReceipt:
    """The receipt of one case with one platform."""

    made: Format
    records: tuple[HeldRecord, ...]

    @property
    def count(self) -> int:
        """How many records of the case it has been given and holds."""
        return sum(1 for each in self.records if each.held is not None and not each.is_gone)

    @property
    def hands(self) -> int:
        """How many records somebody has to do something about."""
        return sum(1 for each in self.records if each.needs_a_hand)

    @property
    def marks(self) -> tuple[tuple[str, str, int], ...]:
        """Where the fields come from: mark, words, how many fields."""
        found = [field.mark for record in self.made.records for field in record.fields]
        return tuple((mark, words, found.count(mark)) for mark, words in MARKS.items() if mark in found)


def case_exports(account: Account, case_id: UUID, *, on: date) -> tuple[PlatformReceipt, ...]:
    """Return the receipt of a case with every platform the account may look at. The case is read as it stands now."""
    source = source_of(case_id)
    if source is None:
        return ()
    return tuple(_platform(account, made, source, on) for made in formats_for(account, on))


def _platform(account: Account, named: Format, source: Source, on: date) -> PlatformReceipt:
    made = format_for(named.id, source.agency.division_code, on)
    rows = ExportRecord.objects.of_platform(account, named, on).filter(case_uid=source.case_id)
    kept: dict[tuple[str, str], list[ExportRecord]] = {}
    for row in rows.select_related("package").order_by("version"):
        kept.setdefault((row.record_type, row.source_id), []).append(row)
    now = {(each.record_type, each.source_id): each for each in produce(made, source)}
    return PlatformReceipt(made, tuple(_held(made, kept, now)))


def _held(
    made: Format, kept: dict[tuple[str, str], list[ExportRecord]], now: dict[tuple[str, str], Produced]
) -> Iterator[HeldRecord]:
    """Every record there was or is, in the order of the format, those that need a hand first within their kind."""
    order = {record.type: number for number, record in enumerate(made.records)}
    for key in sorted({*kept, *now}, key=lambda each: (order.get(each[0], len(order)), each[1])):
        versions = kept.get(key, [])
        sent = [row for row in versions if row.state in SENT]
        waiting = [row for row in versions if row.state not in SENT]
        held, produced = (sent[-1] if sent else None), now.get(key)
        yield HeldRecord(
            zh=record.zh if (record := made.record(key[0])) else key[0],
            record_type=key[0],
            held=held,
            open=waiting[-1] if waiting else None,
            differs=tuple(_differs(made, key[0], held, produced)),
            problems=produced.problems if produced else (),
            is_gone=held is not None and held.action == RecordAction.WITHDRAWN,
            label=_label(produced),
        )


TELLING = ("doc_kind", "paper", "title", "name", "item_name")


def _label(produced: Produced | None) -> str:
    """What tells a record from others of its kind: which paper, which exhibit, which party."""
    content = produced.content if produced else {}
    return next((content[key] for key in TELLING if content.get(key)), "")


def _differs(
    made: Format, record_type: str, held: ExportRecord | None, produced: Produced | None
) -> Iterator[Difference]:
    if held is None or held.erased or held.action == RecordAction.WITHDRAWN:
        return
    theirs = json.loads(held.content)
    ours = dict(produced.content) if produced else {}
    record = made.record(record_type)
    for name in differences(made, record_type, theirs, ours):
        yield Difference(
            _zh(record, name), shown(record, name, theirs.get(name, "")), shown(record, name, ours.get(name, ""))
        )


def _zh(record: RecordType | None, name: str) -> str:
    field = record.field_named(name) if record else None
    return field.zh if field else name


def shown(record: RecordType | None, name: str, text: str) -> str:
    """Return a field as pages show it: personal numbers masked."""
    field = record.field_named(name) if record else None
    return SHOWN(text) if text and (field is None or field.sensitive) else text
