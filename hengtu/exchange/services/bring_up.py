"""Bring the records of cases in line with their acts: new, changed, withdrawn. Nothing that was packed is touched."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from hengtu.agencies.models import scope_values
from hengtu.exchange.catalogue import format_for
from hengtu.exchange.format_values import Format, Produced
from hengtu.exchange.models import NOT_SENT, ExportRecord, RecordAction, RecordState
from hengtu.exchange.produce import produce
from hengtu.exchange.source import Source, sources_of
from hengtu.exchange.values.outcome import why_not_public
from hengtu.law.procedure import day_of
from hengtu.lib.canonical import canonical
from hengtu.lib.sm3 import sm3_hex

BATCH = 200
ERASED = "案件内容已依法删除"
GONE = "这项内容已经撤销或者更正，不再成立"
Key = tuple[str, str]


@dataclass
class _Work:
    """What is to be written for a batch of cases."""

    at: datetime
    new: list[ExportRecord] = field(default_factory=list)
    superseded: list[int] = field(default_factory=list)
    dropped: list[int] = field(default_factory=list)


def bring_up(format_id: str, case_ids: Iterable[UUID], *, at: datetime) -> int:
    """Make the records of these cases say what the acts say; returns how many versions were written or taken back.

    Safe to repeat and to run twice at once on the same case: the version is unique, the later one does it again.

    Args:
        format_id: of the platform.
        case_ids: streams; those that are no case are left alone.
        at: aware instant of production.
    """
    wanted = list(dict.fromkeys(case_ids))
    changed = 0
    for start in range(0, len(wanted), BATCH):
        with transaction.atomic():
            changed += _bring_up(format_id, wanted[start : start + BATCH], at)
    return changed


def _bring_up(format_id: str, case_ids: list[UUID], at: datetime) -> int:
    sources = sources_of(case_ids)
    known: dict[UUID, dict[Key, ExportRecord]] = {}
    rows = ExportRecord.objects.filter(format=format_id, case_uid__in=case_ids, is_newest=True).defer("content")
    for row in rows:
        known.setdefault(row.case_uid, {})[(row.record_type, row.source_id)] = row
    work, changed = _Work(at), 0
    for source in sources:
        made = format_for(format_id, source.agency.division_code, day_of(at))
        changed += _one_case(made, source, known.get(source.case_id, {}), work)
        _forget_erased(format_id, source)
    ExportRecord.objects.filter(pk__in=work.superseded).update(is_newest=False)
    ExportRecord.objects.filter(pk__in=work.dropped).delete()
    ExportRecord.objects.bulk_create(work.new)
    return changed + len(work.new) + len(work.dropped)


def _one_case(made: Format, source: Source, known: dict[Key, ExportRecord], work: _Work) -> int:
    changed = 0
    for produced in produce(made, source):
        row = known.pop((produced.record_type, produced.source_id), None)
        changed += _one_record(made, source, produced, row, work)
    for row in known.values():
        changed += _gone(made, source, row, work)
    return changed


def _one_record(made: Format, source: Source, produced: Produced, row: ExportRecord | None, work: _Work) -> int:
    """Write the next version where the last one was packed and differs; otherwise let the open one follow."""
    values = _values(made, produced, work.at)
    if row is None:
        work.new.append(_record(made, source, produced.record_type, produced.source_id, 1, RecordAction.NEW, values))
        return 0
    if row.state in NOT_SENT:
        return _follow(row, values, work)
    if row.sm3 == values["sm3"] and row.action != RecordAction.WITHDRAWN:
        return 0
    action = RecordAction.NEW if row.action == RecordAction.WITHDRAWN else RecordAction.CHANGED
    work.superseded.append(row.pk)
    work.new.append(_record(made, source, row.record_type, row.source_id, row.version + 1, action, values))
    return 0


def _follow(row: ExportRecord, values: dict[str, Any], work: _Work) -> int:
    """An open version takes on what the case says now; where that is what was handed over, it is not needed."""
    before = _before(row) if row.version > 1 else None
    if before is not None and not row.reason and _says_the_same(before, values["sm3"]):
        work.dropped.append(row.pk)
        ExportRecord.objects.filter(pk=row.pk).update(is_newest=False)
        ExportRecord.objects.filter(pk=before.pk).update(is_newest=True)
        return 0
    fresh = before is None or before.action == RecordAction.WITHDRAWN
    wanted = {**values, "action": RecordAction.NEW if fresh else RecordAction.CHANGED}
    if row.action == RecordAction.WITHDRAWN:
        wanted["reason"] = ""
    kept = ("sm3", "spec", "acts", "problems", "state", "action", "due_on")
    if all(getattr(row, name) == wanted[name] for name in kept):
        return 0
    _write(row, wanted)
    return 1


def _before(row: ExportRecord) -> ExportRecord | None:
    same = {"format": row.format, "record_type": row.record_type, "source_id": row.source_id}
    return ExportRecord.objects.filter(**same, version=row.version - 1).defer("content").first()


def _says_the_same(before: ExportRecord, digest: str) -> bool:
    stands = before.action != RecordAction.WITHDRAWN and before.state != RecordState.REFUSED
    return stands and before.sm3 == digest


def _gone(made: Format, source: Source, row: ExportRecord, work: _Work) -> int:
    """What is not there any more: taken back where it was handed over, forgotten where it never was."""
    if row.state in NOT_SENT and row.version == 1:
        work.dropped.append(row.pk)
        return 0
    if row.action == RecordAction.WITHDRAWN:
        return 0
    values = _withdrawal(made, source, work.at)
    if row.state in NOT_SENT:
        _write(row, {**values, "action": RecordAction.WITHDRAWN})
        return 1
    work.superseded.append(row.pk)
    work.new.append(
        _record(made, source, row.record_type, row.source_id, row.version + 1, RecordAction.WITHDRAWN, values)
    )
    return 0


def _write(row: ExportRecord, values: dict[str, Any]) -> None:
    for name, entry in values.items():
        setattr(row, name, entry)
    row.save(update_fields=list(values))


def _values(made: Format, produced: Produced, at: datetime) -> dict[str, Any]:
    content = canonical(dict(produced.content))
    return {
        "content": content,
        "sm3": sm3_hex(content.encode()),
        "spec": made.spec,
        "acts": list(produced.acts),
        "problems": [problem.as_json() for problem in produced.problems],
        "state": RecordState.FAILING if produced.is_blocked else RecordState.WAITING,
        "due_on": produced.due_on,
        "produced_at": at,
    }


def _withdrawal(made: Format, source: Source, at: datetime) -> dict[str, Any]:
    """A withdrawal says nothing but which record is void, and why."""
    reason = ERASED if source.is_erased else (why_not_public(source) if made.audience == "public" else "") or GONE
    last = str(source.acts[-1].uid)
    return {
        "content": "{}",
        "sm3": sm3_hex(b"{}"),
        "spec": made.spec,
        "acts": [last],
        "problems": [],
        "state": RecordState.WAITING,
        "due_on": None,
        "produced_at": at,
        "reason": reason[:300],
    }


def _record(
    made: Format, source: Source, record_type: str, source_id: str, version: int, action: str, values: dict[str, Any]
) -> ExportRecord:
    return ExportRecord(
        format=made.id, record_type=record_type, source_id=source_id, version=version, case_uid=source.case_id,
        action=action, agency=source.agency, **scope_values(source.agency), **values,
    )  # fmt: skip


def _forget_erased(format_id: str, source: Source) -> None:
    """Empty what is kept of erased acts, in every version: the digest stays, the words go."""
    erased = {str(act.uid) for act in source.acts if act.payload is None}
    if not erased:
        return
    kept = ExportRecord.objects.filter(format=format_id, case_uid=source.case_id, erased=False).defer("content")
    touched = [row.pk for row in kept if source.is_erased or (row.state not in NOT_SENT and erased & set(row.acts))]
    gone = ExportRecord.objects.filter(pk__in=touched).exclude(action=RecordAction.WITHDRAWN)
    gone.update(content="", erased=True)
