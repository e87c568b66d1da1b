"""What a decision should be looked at again for, though it is lawful: read from the acts, never from a person's counts.

A fine at the legal maximum or outside the tier of the benchmark needs its reasons and the heads' discussion; it is kept
for those who supervise, with both.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from hengtu.law.acts import LegalAct
from hengtu.law.dates_zh import day_zh
from hengtu.law.procedure.lenient import LISTED, way_of
from hengtu.law.procedure.moment import assess_matter
from hengtu.law.procedure.promises import ENDED, last_promise
from hengtu.law.procedure.situation import Situation, day_of
from hengtu.law.promises import list_named
from hengtu.law.thresholds import departure_of, maximum_of

FIRST = "first_minor_corrected"
DECIDING = frozenset({"decided", "spot_decided"})
AT_MAXIMUM, OUTSIDE_TIER = "fine_at_the_maximum", "fine_outside_the_tier"
EDGES = (AT_MAXIMUM, OUTSIDE_TIER)
SECOND_FIRST, LIST_ENDED = "second_first_offence", "ended_list_used"
LENIENT = (SECOND_FIRST, LIST_ENDED)
WATCHED = DECIDING | {"not_punished", "not_filed", "promise_checked"}


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
    Source: APL:33p1, APL:34, APL:57p2
    """
    if act.kind in DECIDING:
        return tuple(_of_decision(situation, act))
    return tuple(_of_leniency(situation, act)) if act.kind in WATCHED else ()


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


def _of_leniency(situation: Situation, act: LegalAct) -> Iterator[LawfulAlarm]:
    """A second "first" offence of the same party, and a list that was no longer in force on the day."""
    before = act.payload.get("lenient_before") or ()
    if way_of(situation, act) in (FIRST, LISTED) and before:
        days = "、".join(day_zh(date.fromisoformat(str(each["on"]))) for each in before)
        message = f"同一当事人{days}已经就同一事项按初次违法或者清单不予处罚，这次又不予处罚"
        yield LawfulAlarm(SECOND_FIRST, message, _why(act), ("APL:33p1",))
    promise, day = last_promise(situation), day_of(act.occurred_at)
    rule = list_named(promise.rule) if promise and promise.state != ENDED else None
    if rule is not None and not rule.is_in_force(day) and rule.effective_to is not None:
        ended = day_zh(rule.effective_to)
        message = f"依据的《{rule.source}》自{ended}起已经停止施行；承诺在此以前签订，按签订时的清单办理"
        yield LawfulAlarm(LIST_ENDED, message, _why(act), ("APL:33p1",))


def _why(act: LegalAct) -> str:
    return str(act.payload.get("reason") or act.payload.get("found") or act.payload.get("education") or "")


def _reason(situation: Situation, act: LegalAct) -> str:
    report = situation.last("report_approved")
    told = (act.payload.get("departure_reason"), report and report.payload.get("departure_reason"))
    return next((str(each) for each in (*told, act.payload.get("reason_zh")) if each), "")
