"""What a superior asked and nobody answered rises to the next one, every morning."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from hengtu.agencies.models import Agency
from hengtu.agencies.selectors.holders import holders_of
from hengtu.cases.models import MessageKind
from hengtu.cases.reminders import morning_of
from hengtu.cases.services.tell import tell
from hengtu.law.supervision import Step, rises_on
from hengtu.ledger.jobs import enqueue
from hengtu.lib.dates_zh import civil_date
from hengtu.oversight.models import SupervisedCase, SupervisionStep
from hengtu.oversight.services.supervise_case import superiors_of
from hengtu.rulesets.law_desk import HEADS

JOB = "raise-unanswered"


def raise_job(payload: Mapping[str, Any]) -> None:
    """Raise what is due on ``payload["on"]`` (ISO) and ask for tomorrow's round."""
    on = date.fromisoformat(payload["on"])
    raise_unanswered(on, morning_of(on))
    ask_for(on + timedelta(days=1), at=morning_of(on))


def ask_for(on: date, *, at: datetime) -> None:
    """Ask for the round of a day; asking twice is one round."""
    enqueue(JOB, {"on": on.isoformat()}, at=at, run_at=morning_of(on), key=f"{JOB}:{on.isoformat()}")


def raise_unanswered(on: date, at: datetime) -> int:
    """Hand overdue supervisions without a result to the next superior; return how many. Twice a day is once."""
    waiting = SupervisedCase.objects.filter(lifted_at=None, has_result=False, due_on__lt=on)
    return sum(_raise(row.pk, on, at) for row in waiting.order_by("due_on", "uid"))


@transaction.atomic
def _raise(key: Any, on: date, at: datetime) -> bool:
    row = SupervisedCase.objects.select_for_update(of=("self",)).select_related("superior", "agency").get(pk=key)
    next_one = next(iter(superiors_of(row.superior)), None)
    since = max(row.due_on, _risen_on(row) or row.due_on)
    if next_one is None or row.has_result or on < rises_on(since, row.superior.division_code):
        return False
    text = f"{row.superior.short_name}督办的期限到了，承办机关没有报告结果"
    SupervisionStep.objects.create(case=row, step=Step.RISEN, text=text, agency=next_one, at=at)
    row.superior = next_one
    row.save(update_fields=["superior"])
    _tell(row, next_one, on, at)
    return True


def _risen_on(row: SupervisedCase) -> date | None:
    last = row.steps.filter(step=Step.RISEN).order_by("-id").first()
    return civil_date(last.at) if last else None


def _tell(row: SupervisedCase, superior: Agency, on: date, at: datetime) -> None:
    heads = {each.pk: each for role in sorted(HEADS) for each in holders_of(role, superior, on)}
    text = f"督办逾期没有结果，上提到{superior.short_name}：{row.agency.short_name}的案件"
    key = f"supervised:{row.uid.hex}:risen:{on.isoformat()}"
    tell(heads.values(), kind=MessageKind.DEADLINE, text=text, key=key, at=at, url=f"/supervised/{row.uid}/")
