"""Every morning: what is over is taken down, what is late or nearly so is told, what may go out by itself goes out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q

from hengtu.agencies.models import Account, Agency
from hengtu.agencies.selectors.holders import holders_of
from hengtu.cases.history import legal_history
from hengtu.cases.models import EnforcementCase, MessageKind
from hengtu.cases.reminders import morning_of
from hengtu.cases.services.tell import tell
from hengtu.law.procedure import Situation
from hengtu.ledger.jobs import enqueue
from hengtu.ledger.selectors.acts import acts_of_stream
from hengtu.lib.dates_zh import day_zh
from hengtu.portal.models import PublicMatter, PublicRecord, RecordState, Standing
from hengtu.portal.publicity.automatic import publish_by_itself
from hengtu.portal.publicity.following import SERVED
from hengtu.portal.publicity.log import sign_log
from hengtu.portal.publicity.orders import HEADS, order_of
from hengtu.portal.publicity.shelf import When, expire_record

JOB = "publicity-daily"
OPEN = (Standing.WAITING, Standing.CHECK)


def ask_for(on: date, *, at: datetime) -> None:
    """Ask for the round of a day; asking twice is one round."""
    enqueue(JOB, {"on": on.isoformat()}, at=at, run_at=morning_of(on), key=f"{JOB}:{on.isoformat()}")


@dataclass(frozen=True)
class DailyRound:
    """The job of every morning; whatever it enters in the log bears the moment in which it really runs."""

    clock: Callable[[], datetime]

    def __call__(self, payload: Mapping[str, Any]) -> None:
        """Do the round of ``payload["on"]`` (ISO) and ask for tomorrow's."""
        on = date.fromisoformat(payload["on"])
        at = morning_of(on)
        expire(on, When(at, self.clock()))
        publish_waiting(on, at)
        alarm(on, at)
        ask_for(on + timedelta(days=1), at=at)


def expire(on: date, when: When) -> int:
    """Take down what has been shown for as long as the setting of its place says; return how many."""
    over = PublicRecord.objects.filter(state=RecordState.PUBLIC, expires_on__lte=on).select_related("matter")
    taken = 0
    for row in over.order_by("id"):
        with transaction.atomic():
            expire_record(row, f"公开期限已满（{row.retention_source}）", when)
            if not row.matter.records.filter(state=RecordState.PUBLIC).exists():
                PublicMatter.objects.filter(pk=row.matter_id).update(state=Standing.EXPIRED)
        taken += 1
    sign_log(when.entered)
    return taken


def publish_waiting(on: date, at: datetime) -> int:
    """Publish what waits under a standing order: served meanwhile, or ordered since; return how many went out."""
    gone = 0
    waiting = PublicMatter.objects.filter(state=Standing.WAITING, due_on__gte=on).select_related("agency")
    for matter in waiting.order_by("due_on", "id"):
        order = order_of(matter.agency, on)
        if order is not None and order.automatic and _is_served(matter):
            gone += publish_by_itself(matter, order, at)
    return gone


def _is_served(matter: PublicMatter) -> bool:
    return Situation.of(legal_history(acts_of_stream(matter.stream_id))).has(*SERVED)


def alarm(on: date, at: datetime) -> int:
    """Tell the heads what is not public yet on the day of the alarm and later, what is to be withdrawn or reviewed."""
    late = Q(state__in=OPEN, alarm_on__lte=on) | Q(state=Standing.TO_WITHDRAW)
    due = late | Q(state=Standing.WITHHELD, review_on=on)
    rows = PublicMatter.objects.filter(due).select_related("agency__acts_in_name_of").order_by("due_on", "id")
    return sum(_tell(row, on, at) for row in rows)


def _tell(row: PublicMatter, on: date, at: datetime) -> int:
    """One message per matter and stage: nobody is told the same thing every morning."""
    case = EnforcementCase.objects.filter(pk=row.stream_id).first()
    if case is None:
        return 0
    about = case.called
    stage, words = _words(row, on)
    return tell(
        _heads(row.agency.legal_subject, on),
        kind=MessageKind.DEADLINE,
        text=f"{words}：{about}"[:300],
        key=f"publicity:{row.pk}:{stage}",
        at=at,
        url=f"/cases/{row.stream_id}/publicity/",
    )


def _words(row: PublicMatter, on: date) -> tuple[str, str]:
    if row.state == Standing.TO_WITHDRAW:
        return "withdraw", f"公开的决定要撤回{f'，到{day_zh(row.withdraw_by)}' if row.withdraw_by else ''}"
    if row.state == Standing.WITHHELD:
        return f"review-{on.isoformat()}", "不予公开的决定到了复查日"
    if row.due_on and on > row.due_on:
        return "late", f"没有按期公开，期限是{day_zh(row.due_on)}"
    return "alarm", f"还没有公开，到{day_zh(row.due_on or on)}为止"


def _heads(agency: Agency, on: date) -> Iterable[Account]:
    return {each.pk: each for role in HEADS for each in holders_of(role, agency, on)}.values()
