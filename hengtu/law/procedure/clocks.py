"""The clocks of a case: which act starts a deadline, which act ends it, and where it stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from hengtu.law import deadlines
from hengtu.law.acts import LegalAct
from hengtu.law.dates_zh import day_zh
from hengtu.law.deadlines import Deadline
from hengtu.law.jurisdiction import is_place
from hengtu.law.procedure.guards.leads import last_return
from hengtu.law.procedure.later_clocks import LATER, Reckoned
from hengtu.law.procedure.matters import Matter
from hengtu.law.procedure.settlement import paid_up_on, pay_by
from hengtu.law.procedure.situation import Situation, day_of, service_day
from hengtu.law.term_layers import has_layers


@dataclass(frozen=True)
class ClockRule:
    """A deadline of the rulebook tied to acts. ``ends`` empty: it lapses by itself (a right of the party).

    ``reckon`` works it out where the days between two acts do not say it; see ``law.procedure.later_clocks``.
    """

    term: str
    starts: tuple[str, ...]
    ends: tuple[str, ...]
    from_service: bool = False
    reckon: Callable[[Situation], Reckoned | None] | None = None


CLOCKS = (
    ClockRule("filing_decision", ("lead_registered",), ("case_filed", "not_filed", "lead_merged", "lead_transferred")),
    ClockRule(
        "case_decision",
        ("case_filed",),
        ("decided", "not_punished", "not_established", "investigation_ended", "transferred"),
    ),
    ClockRule("statement_defence", ("notice_served",), ("statement_heard",), from_service=True),
    ClockRule("hearing_request", ("notice_served",), ("hearing_requested",), from_service=True),
    ClockRule("urgent_measure_report", ("urgent_measure_taken",), ("measure_approved", "measure_lifted")),
    ClockRule("seizure", ("measure_taken",), ("measure_lifted",)),
    ClockRule("decision_service", ("decision_issued",), ("decision_served",)),
    ClockRule("publish_penalty", ("decision_issued", "spot_decided"), ("decision_published",)),
    ClockRule("pay_fine", ("decision_served", "spot_decided"), (), from_service=True),
    ClockRule(
        "reconsideration_apply", ("decision_served", "spot_decided"), ("reconsideration_applied",), from_service=True
    ),
    ClockRule("litigation", ("decision_served",), ("lawsuit_received", "reconsideration_applied"), from_service=True),
    ClockRule("spot_filing", ("spot_decided",), ("spot_filed",)),
    ClockRule("archive", ("case_closed", "spot_case_closed"), ("archived",)),
    *(ClockRule(later.term, later.starts, later.ends, reckon=later.reckon) for later in LATER),
)


@dataclass(frozen=True)
class Clock:
    """One running or ended deadline of a case. ``ended_on`` is the civil day of the act that ended it."""

    term: str
    start: date
    due: Deadline
    ended_on: date | None

    @property
    def is_open(self) -> bool:
        return self.ended_on is None


def clocks_of(situation: Situation) -> tuple[Clock, ...]:
    """Return every clock the case has started, in the order of :data:`CLOCKS`."""
    clocks = (_clock(situation, rule) for rule in CLOCKS)
    return tuple(clock for clock in clocks if clock is not None)


def clock_of(situation: Situation, term: str) -> Clock | None:
    """Return one clock by its deadline id."""
    return next((_clock(situation, rule) for rule in CLOCKS if rule.term == term), None)


def _clock(situation: Situation, rule: ClockRule) -> Clock | None:
    if rule.reckon is not None:
        found = rule.reckon(situation)
        return Clock(rule.term, found.start, found.due, found.ended_on) if found else None
    started = _started(situation, rule)
    if started is None or not _applies(situation, rule, started):
        return None
    start = service_day(started) if rule.from_service else day_of(started.occurred_at)
    due = deadlines.due(
        rule.term,
        _start_for(rule, started, start),
        extended=_extended(situation, rule.term, started),
        province=_place(situation, rule.term),
    )
    if rule.term == "pay_fine":
        due = _deferred(situation, due)
    return Clock(rule.term, start, due, _ended_on(situation, rule, started))


def _started(situation: Situation, rule: ClockRule) -> LegalAct | None:
    """The act that starts the clock; a lead that was transferred and sent back starts anew on the day it returned."""
    returned = last_return(situation) if rule.term == "filing_decision" else None
    return returned or situation.last(*rule.starts)


def _start_for(rule: ClockRule, started: LegalAct, start: date) -> date | datetime:
    return started.occurred_at if rule.term == "urgent_measure_report" else start  # counted in hours (ACL:19)


def _place(situation: Situation, term: str) -> str | None:
    """The place whose own number may go before the nation's; not asked where no layer speaks of the term."""
    if situation.case is None or not has_layers(term):
        return None
    place = situation.case.jurisdiction
    return place if is_place(place) else None  # a place nobody knows is objected to when the case is opened


def _applies(situation: Situation, rule: ClockRule, started: LegalAct) -> bool:
    if rule.term == "pay_fine":
        return any(penalty.total_yuan for penalty in situation.decided.values())
    if rule.term == "hearing_request":
        return started.payload.get("hearing_offered") is True
    return True


def _extended(situation: Situation, term: str, started: LegalAct) -> bool:
    extends = {"case_decision": "case_extended", "seizure": "measure_extended"}.get(term)
    return extends is not None and situation.after(started, extends)


def _ended_on(situation: Situation, rule: ClockRule, started: LegalAct) -> date | None:
    position = situation.acts.index(started)
    ending = [act for act in situation.acts[position + 1 :] if act.kind in rule.ends]
    if rule.term == "pay_fine":
        return paid_up_on(situation)
    if rule.term == "hearing_request" and situation.waived("hearing"):
        return day_of(situation.statements[-1].occurred_at)
    return _done_on(ending[0]) if ending else None


def _done_on(act: LegalAct) -> date:
    """The day an act counts for: what the party posted in time is in time, however long it travelled (CPL:85p4)."""
    posted = act.payload.get("posted_on")
    return min(day_of(act.occurred_at), date.fromisoformat(posted)) if posted else day_of(act.occurred_at)


def _deferred(situation: Situation, due: Deadline) -> Deadline:
    """Deferral or instalments move the last day to pay (APL:66p2)."""
    last_day = pay_by(situation)
    if last_day is None or last_day == due.due_on:
        return due
    note = f"已批准延期或者分期缴纳，最后一期到{day_zh(last_day)}。"
    return replace(due, due_on=last_day, explanation=(*due.explanation, note), basis=(*due.basis, "APL:66p2"))


def limitation_due(matter: Matter) -> Deadline:
    """Return until when the violation may be discovered: two years, five where life or safety was harmed (APL:36)."""
    harmed = matter.facts.get("harm_level") == "serious" and bool(matter.facts.get("casualties"))
    term = "limitation_safety" if harmed else "limitation_general"
    return deadlines.due(term, matter.ended_on or matter.violation_on)


def earliest_hearing(notice_served_on: date) -> date:
    """Return the first day on which a hearing may be held that was announced on ``notice_served_on`` (APL:64i2)."""
    day = notice_served_on + timedelta(days=7)
    while not _announced_in_time(notice_served_on, day):
        day += timedelta(days=1)
    return day


def _announced_in_time(served_on: date, hearing_on: date) -> bool:
    due_on = deadlines.due("hearing_notice", hearing_on, to=hearing_on).due_on
    return due_on is not None and served_on <= due_on
