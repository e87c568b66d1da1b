"""Reminders of legal days: once three working days ahead, once on the day. A job of every morning."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from hengtu.agencies.models import Account, Role
from hengtu.cases.models import CaseDeadline, MessageKind, TaskHand
from hengtu.cases.reminders_after import remind_after
from hengtu.cases.selectors.deadlines import SOON_WORKING_DAYS
from hengtu.cases.selectors.measure_alarms import LONGEST_WARNING, warning_days_of
from hengtu.cases.services.tell import tell
from hengtu.cases.services.tell_of_deadline import handlers_of, tell_of_deadline, watchers_of
from hengtu.cases.words import kind_name
from hengtu.law.calendar import official
from hengtu.law.deadlines import term_named
from hengtu.law.procedure.situation import CIVIL_TIME
from hengtu.ledger.jobs import enqueue

JOB = "deadline-reminders"
MORNING = time(6, 0)


def remind(payload: Mapping[str, Any]) -> None:
    """Tell everybody what falls due today or in three working days, and ask for tomorrow's round.

    ``payload["on"]`` is the civil day, ISO. Running it twice tells nobody twice.
    """
    on = date.fromisoformat(payload["on"])
    at = morning_of(on)
    remind_of(on, on, "今天到期", at)
    warn_of(on, at)
    remind_of_measures(on, at)
    remind_after(on, at)
    remind_of(official().working_day_number(on, SOON_WORKING_DAYS), on, f"剩{SOON_WORKING_DAYS}个工作日", at)
    ask_for(on + timedelta(days=1), at=at)


def remind_of(due_on: date, on: date, words: str, at: datetime) -> int:
    """Tell the people whose own tasks fall due on a day; return how many were told."""
    hands = TaskHand.objects.filter(sort_on=due_on, account__is_active=True)
    told = 0
    for hand in hands.select_related("task__case", "account").iterator():
        task = hand.task
        told += tell(
            [hand.account],
            kind=MessageKind.DEADLINE,
            text=f"{due_on.month}月{due_on.day}日到期，{words}：{kind_name(task.kind)}，{task.case.called}",
            key=f"due:{task.case_id}:{task.kind}:{due_on.isoformat()}:{(due_on - on).days > 0:d}",
            at=at,
            url=f"/cases/{task.case_id}/",
        )
    return told


def warn_of(on: date, at: datetime) -> int:
    """Tell the handlers of what ends today in its stricter reading; return how many were told."""
    told = 0
    warned = CaseDeadline.objects.filter(ended_on=None, warn_on=on).select_related("case")
    for row in warned.iterator():
        hands = Account.objects.filter(
            pk__in=TaskHand.objects.filter(task__case=row.case).values("account"), is_active=True
        )
        told += tell(
            hands,
            kind=MessageKind.DEADLINE,
            text=f"按较早的算法今天到期：{term_named(row.term)['name']}，{row.case.called}",
            key=f"warn:{row.case_id}:{row.term}:{on.isoformat()}",
            at=at,
            url=f"/cases/{row.case_id}/",
        )
    return told


def remind_of_measures(on: date, at: datetime) -> int:
    """Tell handlers, heads and keepers of every measure that ends soon, ends today or ended yesterday.

    Returns: how many were told. The days of warning are a setting (``law.settings.measure_warning_days``).
    """
    told = 0
    days = {on: "今天到期", on - timedelta(days=1): "已过，应当立即解除"}
    latest = on + timedelta(days=LONGEST_WARNING)
    rows = CaseDeadline.objects.filter(
        term="seizure", ended_on=None, due_on__gte=on - timedelta(days=1), due_on__lte=latest
    )
    for row in rows.select_related("case__agency").iterator():
        left = (row.due_on - on).days if row.due_on else 0
        words = days.get(row.due_on or on) or (f"剩{left}日" if left == warning_days_of(row.case, on) else "")
        told += _tell_of_measure(row, words, on, at) if words else 0
    return told


def _tell_of_measure(row: CaseDeadline, words: str, on: date, at: datetime) -> int:
    case = row.case
    return tell_of_deadline(
        row,
        words,
        (*handlers_of(case), *watchers_of(case, WATCHING, on)),
        key=f"measure:{case.pk}:{row.about}:{on.isoformat()}",
        at=at,
        url=f"/cases/{case.pk}/",
    )


WATCHING = (Role.AGENCY_HEAD, Role.PROPERTY_KEEPER)


def ask_for(on: date, *, at: datetime) -> None:
    """Queue the reminders of one day; asking again changes nothing."""
    enqueue(JOB, {"on": on.isoformat()}, at=at, key=f"{JOB}:{on.isoformat()}", run_at=morning_of(on))


def morning_of(on: date) -> datetime:
    """Return six o'clock of a civil day."""
    return datetime.combine(on, MORNING, CIVIL_TIME)
