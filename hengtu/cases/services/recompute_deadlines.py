"""Deadlines follow the calendar: counted again when a notice is loaded or corrected, each change with its reason.

Only what differs is written, one update and one insert a batch, each batch a transaction of its own: who is killed
begins again and finds less to do. Afterwards what hangs on the days is read anew from the acts of the cases concerned.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from hengtu.cases.deadline_moves import KEY, RESULT, Move, moves, said
from hengtu.cases.history import legal_history
from hengtu.cases.models import CaseDeadline, DeadlineChange
from hengtu.cases.projection import agency_of, project
from hengtu.cases.tasks import accounts_of
from hengtu.law import deadlines
from hengtu.law.procedure import Situation
from hengtu.law.procedure.todo import handler_ids
from hengtu.ledger.models import Stream
from hengtu.ledger.selectors.acts import acts_of_stream
from hengtu.ledger.values import StoredAct

BATCH_ROWS = 20_000
BATCH_CASES = 50


@dataclass(frozen=True)
class Recomputed:
    """What one run did."""

    groups: int
    changed: int


def recompute(*, cause: str, key: str, at: datetime) -> Recomputed:
    """Count every deadline again and write what differs, with the reason.

    Args:
        cause: what happened, as the beginning of a sentence: 「某通知」已经载入.
        key: id of the cause, e.g. the rule pack; changes of one cause are told together.
        at: aware instant of the change.
    Running it again changes nothing; after a kill it goes on where it was.
    """
    found = moves()
    changed = 0
    for batch in _batches(found):
        with transaction.atomic():
            changed += _write(batch, cause, key, at)
    return Recomputed(len(found), changed)


def follow_up(*, at: datetime) -> int:
    """Bring the tasks, leads and nearest days of the cases concerned in line; returns how many cases.

    They are read from the acts, as a rebuild reads them: what hangs on a deadline that moved (the day from which an act
    is possible, a term that starts where another ends) moves along, and is written down with the same reason.
    """
    done = 0
    while cases := _to_follow():
        for case_id in cases:
            with transaction.atomic():
                _follow(case_id, at)
        done += len(cases)
    return done


def _to_follow() -> list[UUID]:
    waiting = DeadlineChange.objects.filter(followed_at=None, told_at=None).order_by("case_id")
    return list(waiting.values_list("case_id", flat=True).distinct()[:BATCH_CASES])


def _follow(case_id: UUID, at: datetime) -> None:
    """Project one case anew while its chain is held: nobody adds an act meanwhile."""
    Stream.objects.select_for_update().filter(pk=case_id).first()
    waiting = DeadlineChange.objects.filter(case_id=case_id, followed_at=None)
    last = waiting.order_by("-pk").first()
    acts = acts_of_stream(case_id)
    if acts and last is not None:
        before = _as_they_stand(case_id)
        project(case_id, acts, agency_of(acts), anew=True)
        _write_followers(case_id, before, last)
    waiting.update(followed_at=at, handlers=_handlers(acts))


def _handlers(acts: tuple[StoredAct, ...]) -> list[int]:
    people = handler_ids(Situation.of(legal_history(acts))) if acts else frozenset()
    return sorted(accounts_of(people).values())


def _as_they_stand(case_id: UUID) -> dict[tuple[str, str], CaseDeadline]:
    return {(row.term, row.about): row for row in CaseDeadline.objects.filter(case_id=case_id)}


def _write_followers(case_id: UUID, before: Mapping[tuple[str, str], CaseDeadline], because: DeadlineChange) -> None:
    """Write down what moved only because something before it moved."""
    for key, row in _as_they_stand(case_id).items():
        old, term = before.get(key), row.term
        if old is None or (old.due_on, old.provisional) == (row.due_on, row.provisional):
            continue
        name = deadlines.term_named(term)["name"]
        DeadlineChange.objects.create(
            case_id=case_id,
            term=term,
            old_due_on=old.due_on,
            new_due_on=row.due_on,
            was_provisional=old.provisional,
            is_provisional=row.provisional,
            was_open=row.ended_on is None,
            cause=because.cause,
            why=f"前一个期限变动，「{name}」的届满日由{said(old.due_on)}改为{said(row.due_on)}。",
            changed_at=because.changed_at,
        )


def _batches(found: Iterable[Move]) -> Iterator[list[Move]]:
    batch: list[Move] = []
    rows = 0
    for move in found:
        if batch and rows + move.group.rows > BATCH_ROWS:
            yield batch
            batch, rows = [], 0
        batch.append(move)
        rows += move.group.rows
    if batch:
        yield batch


def _write(batch: list[Move], cause: str, key: str, at: datetime) -> int:
    """Write one batch: the reasons first, from the rows as they stand, then the new days. Returns how many rows."""
    wanted = json.dumps([_row(move, cause) for move in batch], ensure_ascii=False)
    is_postgres = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        cursor.execute(_NEW_DAYS)
        cursor.execute(_FROM_JSON_POSTGRES if is_postgres else _FROM_JSON_SQLITE, [wanted])
        cursor.execute("CREATE INDEX new_days_key ON new_days (term, start_on)")
        lock = "FOR UPDATE OF d" if is_postgres else ""
        cursor.execute(_REASONS + lock, [key, connection.ops.adapt_datetimefield_value(at)])
        cursor.execute(_DAYS)
        written = int(cursor.rowcount)
        cursor.execute("DROP TABLE new_days")
    return written


def _row(move: Move, cause: str) -> dict[str, Any]:
    group, to = move.group, move.to
    values = {name: getattr(group, name) for name in (*KEY, *RESULT)}
    values |= {"new_due_on": to.due_on, "new_warn_on": to.warn_on, "new_provisional": to.provisional}
    plain = {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}
    return {**plain, "why": move.why(cause)}


# The new days lie in a table of the transaction's own, with an index: a join without one would be quadratic on SQLite.
# They are handed in as one JSON text, so that no limit of parameters is met.
_NEW_DAYS = """CREATE TEMPORARY TABLE new_days (term varchar(40), start_on date, extended bool, suspended text,
    place varchar(60), due_on date, warn_on date, provisional bool, new_due_on date, new_warn_on date,
    new_provisional bool, why text)"""
_FROM_JSON_POSTGRES = "INSERT INTO new_days SELECT * FROM json_populate_recordset(NULL::new_days, %s)"
_FROM_JSON_SQLITE = """INSERT INTO new_days SELECT value ->> 'term', value ->> 'start_on', value ->> 'extended',
    value ->> 'suspended', value ->> 'place', value ->> 'due_on', value ->> 'warn_on', value ->> 'provisional',
    value ->> 'new_due_on', value ->> 'new_warn_on', value ->> 'new_provisional', value ->> 'why' FROM json_each(%s)"""
_SAME = """d.term = v.term AND d.start_on = v.start_on AND d.extended = v.extended AND d.suspended = v.suspended
    AND d.place = v.place AND d.due_on IS NOT DISTINCT FROM v.due_on AND d.warn_on IS NOT DISTINCT FROM v.warn_on
    AND d.provisional = v.provisional AND d.follows_calendar """
_REASONS = f"""INSERT INTO cases_deadlinechange (case_id, term, old_due_on, new_due_on, was_provisional,
    is_provisional, was_open, cause, why, changed_at, handlers)
    SELECT d.case_id, d.term, d.due_on, v.new_due_on, d.provisional, v.new_provisional, d.ended_on IS NULL,
    %s, v.why, %s, '[]' FROM cases_casedeadline AS d JOIN new_days AS v ON {_SAME}"""  # noqa: S608 - constants
_DAYS = f"""UPDATE cases_casedeadline AS d SET due_on = v.new_due_on, warn_on = v.new_warn_on,
    provisional = v.new_provisional FROM new_days AS v WHERE {_SAME}"""  # noqa: S608 - constants
