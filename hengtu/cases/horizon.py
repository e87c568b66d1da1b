"""How far the loaded calendar reaches: deadlines beyond it are provisional, and administrators are told each month."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, Min
from django.db.models.functions import ExtractYear

from hengtu.agencies.models import Account, Post, Role
from hengtu.cases.evaluations import remind_of_evaluations
from hengtu.cases.models import CaseDeadline, MessageKind
from hengtu.cases.services.recompute_deadlines import follow_up, recompute
from hengtu.cases.services.tell import tell
from hengtu.cases.services.tell_moves import tell_moves
from hengtu.law.calendar import official
from hengtu.law.procedure.situation import CIVIL_TIME
from hengtu.ledger.jobs import enqueue

RECOMPUTE, DAILY = "deadlines-recompute", "calendar-check"
EARLY = time(5, 30)
PAGE = "/administration/rules/calendar/"


@dataclass(frozen=True)
class Uncovered:
    """A year without a loaded notice, the open deadlines that rest on it, and the first of them."""

    year: int
    deadlines: int
    nearest: date

    def as_json(self) -> dict[str, Any]:
        """Return the shape the command prints."""
        return {"year": self.year, "deadlines": self.deadlines, "nearest": self.nearest.isoformat()}


def uncovered() -> tuple[Uncovered, ...]:
    """Return the years on which open deadlines rest though their notice is not loaded."""
    running = CaseDeadline.objects.filter(ended_on=None, provisional=True, due_on__isnull=False)
    rows = running.annotate(year=ExtractYear("due_on")).values_list("year")
    found = rows.annotate(count=Count("pk"), nearest=Min("due_on")).order_by("year")
    return tuple(Uncovered(*row) for row in found if not official().covers(row[0]))


def recompute_job(payload: Mapping[str, Any]) -> None:
    """Count every deadline again after a change of the rules; ``payload``: cause, key, at (ISO instant)."""
    carry_out(cause=payload["cause"], key=payload["key"], at=datetime.fromisoformat(payload["at"]))


def carry_out(*, cause: str, key: str, at: datetime) -> dict[str, int]:
    """Recompute, bring what hangs on it in line, tell people; returns how many of each. Bears being run twice."""
    done = recompute(cause=cause, key=key, at=at)
    return {"changed": done.changed, "cases": follow_up(at=at), "told": tell_moves(cause=cause, key=key, at=at)}


def check_day(payload: Mapping[str, Any]) -> None:
    """Every morning: mend what yesterday's calendar wrote, report years without a notice, evaluations that are due."""
    on = date.fromisoformat(payload["on"])
    at = datetime.combine(on, EARLY, CIVIL_TIME)
    carry_out(cause="规则有变动", key=f"daily:{on.isoformat()}", at=at)
    report_uncovered(on, at)
    remind_of_evaluations(on, at)
    ask_for(on + timedelta(days=1), at=at)


def report_uncovered(on: date, at: datetime) -> int:
    """Tell the administrators which year is missing and what to do, once a month; returns how many messages."""
    told = 0
    for each in uncovered():
        told += tell(
            administrators(on),
            kind=MessageKind.DEADLINE,
            text=f"{each.year}年的放假安排还没有载入，{each.deadlines}个未办结的期限按周末暂定，"
            f"最早的{each.nearest.month}月{each.nearest.day}日届满。通知公布后请在工作日历里载入",
            key=f"horizon:{each.year}:{on:%Y-%m}",
            at=at,
            url=PAGE,
        )
    return told


def administrators(on: date) -> list[Account]:
    """Return the accounts that administer something on a day."""
    posts = Post.objects.in_force(on).filter(role=Role.ADMIN)
    return list(Account.objects.filter(posts__in=posts, is_active=True).distinct())


def ask_for(on: date, *, at: datetime) -> None:
    """Queue the check of one day; asking again changes nothing."""
    run_at = datetime.combine(on, EARLY, CIVIL_TIME)
    enqueue(DAILY, {"on": on.isoformat()}, at=at, key=f"{DAILY}:{on.isoformat()}", run_at=run_at)
