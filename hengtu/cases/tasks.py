"""The tasks of a case as rows: what its acts leave to be done, for whom, until when."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Any
from uuid import UUID

from hengtu.agencies.models import Account, Agency
from hengtu.agencies.models.scoped import scope_values
from hengtu.cases.models import CaseTask, TaskHand
from hengtu.law.acts import LegalAct
from hengtu.law.procedure import Clock, Situation, day_of
from hengtu.law.procedure.hands import Hand
from hengtu.law.procedure.todo import Todo, handler_ids, todos_of
from hengtu.lib.uids import uid_of
from hengtu.officers.models import Officer

FAR_OFF = date(9999, 12, 31)  # sorts what has no legal date behind everything that has one
ACCOUNT_PREFIX = "account:"  # how people without an entry in the register of officers are called in acts
# officers record what the party does, prepare what the head decides, and are asked again when the review returns it
PREPARED_BY_HANDLERS = frozenset({Hand.OFFICERS, Hand.OFFICER, Hand.PARTY, Hand.HEAD, Hand.CHIEF})


def write_tasks(
    case_id: UUID, history: tuple[LegalAct, ...], situation: Situation, clocks: tuple[Clock, ...], agency: Agency
) -> None:
    """Bring the tasks of one case in line with its acts. Writes only what differs."""
    known = {row.kind: row for row in CaseTask.objects.filter(case_id=case_id)}
    todos = todos_of(history, clocks)
    if not todos and not known:
        return
    rows = {todo.kind: task_row(todo, agency) for todo in todos}
    _delete([row.pk for kind, row in known.items() if kind not in rows])
    new = [CaseTask(case_id=case_id, kind=kind, **row) for kind, row in rows.items() if kind not in known]
    if new:
        CaseTask.objects.bulk_create(new)
    kept = [row for kind, row in known.items() if kind in rows]
    for row in kept:
        if any(getattr(row, name) != value for name, value in rows[row.kind].items()):
            CaseTask.objects.filter(pk=row.pk).update(**rows[row.kind])
    _write_hands([*new, *kept], {todo.kind: person_ids(todo, situation) for todo in todos}, rows)


def task_row(todo: Todo, agency: Agency) -> dict[str, Any]:
    """Return the columns of one task."""
    return {
        "agency_id": agency.pk,
        **scope_values(agency),
        "role": role_of(todo.hand),
        "ready_on": todo.ready_on,
        "due_on": todo.due_on,
        "term": todo.term,
        "sort_on": todo.due_on or FAR_OFF,
        "cause": todo.cause.kind,
        "cause_by": next((actor.name for actor in todo.cause.by), "")[:100],
        "since_on": day_of(todo.cause.occurred_at),
    }


def role_of(hand: Hand) -> str:
    """Return the post a hand belongs to; what the party does is recorded by officers."""
    return "OFFICER" if hand.is_handlers else hand.role.upper()


def person_ids(todo: Todo, situation: Situation) -> frozenset[str]:
    """Return the ids (as in acts) of the people in particular who see to a task; empty where a post does."""
    if todo.hand in PREPARED_BY_HANDLERS:
        return handler_ids(situation)
    appointed = situation.last("hearing_appointed")
    if todo.hand is Hand.HOST and appointed is not None:
        return frozenset({str(appointed.payload.get("host", ""))})
    return frozenset()


def _write_hands(
    tasks: Collection[CaseTask], people: dict[str, frozenset[str]], rows: dict[str, dict[str, Any]]
) -> None:
    accounts = accounts_of(set().union(*people.values())) if people else {}
    wanted = {
        (task.pk, accounts[person], rows[task.kind]["sort_on"])
        for task in tasks
        for person in people[task.kind]
        if person in accounts
    }
    found = TaskHand.objects.filter(task__in=[task.pk for task in tasks])
    known = {(task, account, day): pk for pk, task, account, day in found.values_list(*HAND_COLUMNS)}
    gone = [pk for row, pk in known.items() if row not in wanted]
    if gone:
        TaskHand.objects.filter(pk__in=gone).delete()
    new = [TaskHand(task_id=task, account_id=account, sort_on=day) for task, account, day in wanted - known.keys()]
    if new:
        TaskHand.objects.bulk_create(new)


HAND_COLUMNS = ("pk", "task_id", "account_id", "sort_on")


def accounts_of(people: Iterable[str]) -> dict[str, int]:
    """Return the keys of the accounts behind ids as acts carry them; who has no account is left out."""
    ids = set(people)
    uids = [uid for each in ids if (uid := uid_of(each))]
    names = [each.removeprefix(ACCOUNT_PREFIX) for each in ids if each.startswith(ACCOUNT_PREFIX)]
    found = {}
    if uids:
        officers = Officer.objects.filter(uid__in=uids, account__isnull=False)
        found = {str(uid): account for uid, account in officers.values_list("uid", "account_id") if account}
    if names:
        accounts = Account.objects.filter(username__in=names).values_list("username", "pk")
        found |= {f"{ACCOUNT_PREFIX}{username}": pk for username, pk in accounts}
    return found


def _delete(keys: list[int]) -> None:
    if keys:
        CaseTask.objects.filter(pk__in=keys).delete()


def forget_tasks() -> None:
    """Empty the tables before a rebuild."""
    TaskHand.objects.all().delete()
    CaseTask.objects.all().delete()


def task_snapshot() -> Iterator[tuple[Any, ...]]:
    """Yield every row without its own key, for comparing before and after a rebuild."""
    left_out = {"id"}
    columns = [field.attname for field in CaseTask._meta.concrete_fields if field.attname not in left_out]
    yield from CaseTask.objects.order_by("case_id", "kind").values_list(*columns)
    hands = ("task__case_id", "task__kind", "account_id", "sort_on")
    yield from TaskHand.objects.order_by(*hands).values_list(*hands)
