"""Reminders of what follows a decision: answers, court, withdrawal, verification; part of every morning's round.

Whoever handles the case, its heads and its legal reviewers hear of it some days ahead, on the last day, and on the day
after if nothing was done.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from hengtu.agencies.models import Role
from hengtu.cases.models import CaseDeadline
from hengtu.cases.services.tell_of_deadline import handlers_of, tell_of_deadline, watchers_of

# Days ahead are a setting of this system: a court answers to nobody who came late, so it is told earlier.
DAYS_AHEAD: Mapping[str, int] = {
    "reconsideration_reply_ordinary": 5,
    "reconsideration_reply_simple": 3,
    "reconsideration_forward": 2,
    "reconsideration_opinion_feedback": 10,
    "litigation_answer": 5,
    "withdraw_publication": 1,
    "court_application": 15,
    "court_objection": 5,
    "correction_verify": 1,
}
WATCHING = (Role.AGENCY_HEAD, Role.LEGAL_REVIEWER)


def remind_after(on: date, at: datetime) -> int:
    """Tell of every such deadline that is due in its days ahead, today, or was yesterday; return how many were told."""
    latest = on + timedelta(days=max(DAYS_AHEAD.values()))
    rows = CaseDeadline.objects.filter(
        term__in=DAYS_AHEAD, ended_on=None, due_on__gte=on - timedelta(days=1), due_on__lte=latest
    )
    told = 0
    for row in rows.select_related("case__agency").iterator():
        words = _words(row, on)
        told += _tell(row, words, on, at) if words else 0
    return told


def _words(row: CaseDeadline, on: date) -> str:
    left = (row.due_on - on).days if row.due_on else -9
    if left == DAYS_AHEAD[row.term]:
        return f"剩{left}日"
    return {0: "今天到期", -1: "已过期限，还没有办"}.get(left, "")


def _tell(row: CaseDeadline, words: str, on: date, at: datetime) -> int:
    """On the last day the handlers are told by their own tasks already."""
    case = row.case
    hands = handlers_of(case) if row.due_on != on else ()
    return tell_of_deadline(
        row,
        words,
        (*hands, *watchers_of(case, WATCHING, on)),
        key=f"after:{case.pk}:{row.term}:{row.about}:{row.due_on}:{on.isoformat()}",
        at=at,
        url=f"/cases/{case.pk}/execution/",
    )
