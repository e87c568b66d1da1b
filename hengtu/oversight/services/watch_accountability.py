"""What is not answered in a record of accountability is urged every morning; long after its day the superior hears."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q

from hengtu.agencies.models import Account
from hengtu.agencies.selectors.holders import holders_of
from hengtu.cases.models import MessageKind
from hengtu.cases.reminders import morning_of
from hengtu.cases.services.tell import tell
from hengtu.ledger.jobs import enqueue
from hengtu.oversight.models import Accountability
from hengtu.oversight.services.accountability import deciders_of
from hengtu.oversight.services.supervise_case import superiors_of
from hengtu.rulesets.law_desk import HEADS

JOB = "watch-accountability"
SOON = timedelta(days=3)  # a word beforehand; no law asks for it


def watch_job(payload: Mapping[str, Any]) -> None:
    """Look through the open records on ``payload["on"]`` (ISO) and ask for tomorrow's round."""
    on = date.fromisoformat(payload["on"])
    watch(on, morning_of(on))
    ask_for(on + timedelta(days=1), at=morning_of(on))


def ask_for(on: date, *, at: datetime) -> None:
    """Ask for the round of a day; asking twice is one round."""
    enqueue(JOB, {"on": on.isoformat()}, at=at, run_at=morning_of(on), key=f"{JOB}:{on.isoformat()}")


def watch(on: date, at: datetime) -> int:
    """End what nobody appealed, tell who has to decide soon or is late; return how many were told. Twice is once."""
    Accountability.objects.filter(ended_on=None, appealed_on=None, appeal_until__lt=on).update(ended_on=on)
    waiting = Accountability.objects.filter(ended_on=None).filter(
        Q(decided_on=None, decide_until__lte=on + SOON) | Q(appealed_on__isnull=False, review_until__lte=on + SOON)
    )
    return sum(_urge(row, on, at) for row in waiting.select_related("agency", "officer", "opened_by"))


def _urge(row: Accountability, on: date, at: datetime) -> int:
    due, is_late = row.due_on, row.is_late(on)
    told = {each.pk: each for each in [*deciders_of(row, on), row.opened_by]}
    if is_late:
        told |= {each.pk: each for each in _above(row, on)}
    told.pop(row.officer_id, None)
    words = "有一件内容受限的事项已经过了期限" if is_late else "有一件内容受限的事项快到期限"
    key = f"accountability:{row.uid.hex}:due:{due.isoformat() if due else ''}:{is_late:d}"
    return tell(told.values(), kind=MessageKind.DEADLINE, text=words, key=key, at=at, url=f"/accountability/{row.uid}/")


def _above(row: Accountability, on: date) -> list[Account]:
    nearest = next(iter(superiors_of(row.agency)), None)
    return [each for role in sorted(HEADS) for each in holders_of(role, nearest, on)] if nearest else []
