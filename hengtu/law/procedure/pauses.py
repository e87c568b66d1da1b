"""Spans in which an investigation rests, where a rule of the place allows that it stops the ninety days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from hengtu.law.acts import LegalAct
from hengtu.law.procedure.situation import Situation, day_of
from hengtu.law.settings import procedure_setting

STOPS = "stops_clock"


def is_suspended(situation: Situation) -> bool:
    """Whether the investigation rests now."""
    suspended = situation.last("investigation_suspended")
    return suspended is not None and not situation.after(suspended, "investigation_resumed")


def spans_of(situation: Situation) -> tuple[tuple[date, date], ...]:
    """Return the ended spans of rest that stop the clock: from the day of suspending to the day before resuming."""
    return tuple(_spans(situation))


def _spans(situation: Situation) -> Iterator[tuple[date, date]]:
    began: LegalAct | None = None
    for act in situation.all("investigation_suspended", "investigation_resumed"):
        if act.kind == "investigation_suspended":
            began = act
        elif began is not None:
            first, last = day_of(began.occurred_at), day_of(act.occurred_at) - timedelta(days=1)
            if last >= first and stops_the_clock(situation, first):
                yield first, last
            began = None


def stops_the_clock(situation: Situation, on: date) -> bool:
    """Whether the rule of the place says that a suspended investigation stops the ninety days."""
    case = situation.case
    rule = procedure_setting("suspend_investigation", case.jurisdiction, on) if case else None
    return rule is not None and rule["value"] == STOPS
