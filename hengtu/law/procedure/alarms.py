"""What a decision should be looked at again for, though it is lawful: read from the acts, never from a person's counts.

A fine at the legal maximum or outside the tier of the benchmark needs its reasons and the heads' discussion; it is kept
for those who supervise, with both.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hengtu.law.acts import LegalAct
from hengtu.law.procedure.moment import assess_matter
from hengtu.law.procedure.situation import Situation, day_of
from hengtu.law.thresholds import departure_of, maximum_of

DECIDING = frozenset({"decided", "spot_decided"})
AT_MAXIMUM, OUTSIDE_TIER = "fine_at_the_maximum", "fine_outside_the_tier"
EDGES = (AT_MAXIMUM, OUTSIDE_TIER)


@dataclass(frozen=True)
class LawfulAlarm:
    """``code`` is stable, ``message`` says what was decided, ``reason`` how it was explained, ``basis`` cites."""

    code: str
    message: str
    reason: str
    basis: tuple[str, ...]


def alarms_of(situation: Situation, act: LegalAct) -> tuple[LawfulAlarm, ...]:
    """Return what ``act`` should be looked at for; empty for every act that decides nothing.

    Args:
        situation: the acts up to and including ``act``.
    Source: APL:34, APL:57p2
    """
    return tuple(_of_decision(situation, act)) if act.kind in DECIDING else ()


def _of_decision(situation: Situation, act: LegalAct) -> Iterator[LawfulAlarm]:
    case = situation.case
    penalties = situation.penalties(act, "decided")
    for matter in case.matters if case else ():
        penalty = penalties.get(matter.id)
        if case is None or penalty is None or not penalty.amount_yuan:
            continue
        assessment = assess_matter(case, matter, day_of(act.occurred_at))
        reason = _reason(situation, act)
        if found := maximum_of(assessment, penalty.amount_yuan):
            yield LawfulAlarm(AT_MAXIMUM, found, reason, ("APL:5p2", "APL:57p2"))
        if found := departure_of(assessment, penalty.amount_yuan):
            yield LawfulAlarm(OUTSIDE_TIER, found, reason, ("APL:34",))


def _reason(situation: Situation, act: LegalAct) -> str:
    report = situation.last("report_approved")
    told = (act.payload.get("departure_reason"), report and report.payload.get("departure_reason"))
    return next((str(each) for each in (*told, act.payload.get("reason_zh")) if each), "")
