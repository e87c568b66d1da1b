"""Results of accountability as the file of a person shows them: final ones, until their day; revoked ones vanish."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hengtu.agencies.models import Account
from hengtu.law.accountability import OUTCOMES_ZH, Outcome, Step
from hengtu.law.diligence.grounds import grounds_at, measures_at
from hengtu.oversight.models import Accountability


@dataclass(frozen=True)
class Result:
    """One result: what was decided, when, shown until when. ``is_revoked``: nothing more is said of it; ``is_fault``:
    somebody failed a duty and is not exempt."""

    words: str
    decided_on: date
    shown_until: date | None
    is_revoked: bool = False
    is_fault: bool = False


def results_of(account: Account | None, on: date) -> tuple[Result, ...]:
    """Return what shows in somebody's file on a day: ended with a fault or an exemption, and not past its day.

    A record that is open, dropped, or found no fault shows nothing; a revoked one leaves a note without its content.
    """
    if account is None:
        return ()
    ended = Accountability.objects.filter(officer=account, decided_on__isnull=False, shown_until__gte=on)
    rows = ended.exclude(ended_on=None).select_related("agency").order_by("-decided_on", "uid")
    return tuple(found for row in rows if (found := _result(row)) is not None)


def result_words(row: Accountability) -> str:
    """Return what a record decided, in words: the outcome with its measure or its ground."""
    if not row.outcome or row.decided_on is None:
        return ""
    outcome = Outcome(row.outcome)
    place = row.agency.division_code
    measure = measures_at(place, row.decided_on).get(row.measure)
    ground = grounds_at(place, row.decided_on).get(row.ground)
    more = measure.zh if measure else ground.zh if ground else ""
    return f"{OUTCOMES_ZH[outcome]}{f'：{more}' if more else ''}"


def _result(row: Accountability) -> Result | None:
    if row.decided_on is None or Outcome(row.outcome) is Outcome.NO_FAULT:
        return None
    if row.last_step == Step.REVOKED:
        return Result("有一项认定已经复核撤销，内容不再显示", row.decided_on, row.shown_until, is_revoked=True)
    is_fault = Outcome(row.outcome) is Outcome.FAULT
    return Result(result_words(row), row.decided_on, row.shown_until, is_fault=is_fault)
