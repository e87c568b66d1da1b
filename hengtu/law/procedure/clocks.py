"""The clocks of a case: which act starts a deadline, which act ends it, and where it stands."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from hengtu.law import deadlines
from hengtu.law.acts import LegalAct
from hengtu.law.dates_zh import day_zh, instant_zh
from hengtu.law.deadlines import Deadline
from hengtu.law.jurisdiction import is_place
from hengtu.law.procedure.crime import OPENED, RECEIVED, REFUSED, referral_of
from hengtu.law.procedure.guards.leads import last_return
from hengtu.law.procedure.later_clocks import LATER, Reckoned
from hengtu.law.procedure.matters import Matter
from hengtu.law.procedure.outcomes import decides_anew
from hengtu.law.procedure.pauses import spans_of
from hengtu.law.procedure.places import transfer_of
from hengtu.law.procedure.promises import waiting_days
from hengtu.law.procedure.results import DECIDING as RESULTS
from hengtu.law.procedure.results import PUBLISHED, publications
from hengtu.law.procedure.runs import (
    Run,
    announcements,
    answer_runs,
    follow_ups_set,
    handovers,
    registrations,
    seizures,
    sendings,
    urgent_reports,
)
from hengtu.law.procedure.service_methods import reason_of
from hengtu.law.procedure.settlement import paid_up_on, pay_by
from hengtu.law.procedure.shares import shares_of
from hengtu.law.procedure.situation import Situation, day_of, service_day, withholds_all
from hengtu.law.term_layers import has_layers


@dataclass(frozen=True)
class ClockRule:
    """A deadline of the rulebook tied to acts. ``ends`` empty: it lapses by itself (a right of the party).

    ``reckon`` works it out where the days between two acts do not say it; see ``law.procedure.later_clocks``.
    ``each`` yields the runs where a case may have several; ``starts`` then only says what kinds begin one.
    """

    term: str
    starts: tuple[str, ...]
    ends: tuple[str, ...]
    from_service: bool = False
    reckon: Callable[[Situation], Reckoned | None] | None = None
    each: Callable[[Situation], Iterator[Run]] | None = None


CLOCKS = (
    ClockRule("filing_decision", ("lead_registered",), ("case_filed", "not_filed", "lead_merged", "lead_transferred")),
    ClockRule(
        "case_decision",
        ("case_filed",),
        ("decided", "not_punished", "not_established", "investigation_ended", "filing_cancelled", "case_transferred"),
    ),
    ClockRule("statement_defence", ("notice_served",), ("statement_heard", "statement_received"), from_service=True),
    ClockRule("hearing_request", ("notice_served",), ("hearing_requested",), from_service=True),
    ClockRule("recusal_decision", ("recusal_requested",), ("recusal_decided",)),
    ClockRule("evidence_registration", ("evidence_registered",), ("registration_settled",), each=registrations),
    ClockRule(
        "urgent_measure_report",
        ("urgent_measure_taken",),
        ("measure_approved", "urgent_measure_refused", "measure_lifted"),
        each=urgent_reports,
    ),
    ClockRule("property_handover", ("urgent_measure_taken", "measure_taken"), ("property_taken_in",), each=handovers),
    ClockRule(
        "seizure", ("urgent_measure_taken", "measure_taken"), ("measure_lifted", "property_disposed"), each=seizures
    ),
    ClockRule(
        "unclaimed_vehicle", ("unclaimed_announced",), ("property_disposed", "measure_lifted"), each=announcements
    ),
    ClockRule("crime_transfer_decide", ("crime_suspected",), ("criminal_transfer_decided",)),
    ClockRule("crime_transfer_send", ("criminal_transfer_decided",), ("crime_sent_to_police",), each=sendings),
    ClockRule(
        "police_review", ("police_answered",), ("police_answered",), each=answer_runs(RECEIVED, "police_answered")
    ),
    ClockRule(
        "police_reconsider",
        ("police_answered",),
        ("police_decision_contested",),
        each=answer_runs(REFUSED, "police_decision_contested", "report_approved", "decided"),
    ),
    ClockRule(
        "crime_material_handover",
        ("police_answered",),
        ("crime_goods_handed_over",),
        each=answer_runs(OPENED, "crime_goods_handed_over"),
    ),
    ClockRule("softer_follow_up", ("softer_measure_taken",), ("softer_measure_followed",), each=follow_ups_set),
    ClockRule("decision_service", ("decision_issued",), ("decision_served",)),
    ClockRule("publish_penalty", ("decision_issued", "spot_decided"), ("decision_published", "publication_withheld")),
    ClockRule("pay_fine", ("decision_served", "spot_decided"), (), from_service=True),
    ClockRule(
        "reconsideration_apply", ("decision_served", "spot_decided"), ("reconsideration_applied",), from_service=True
    ),
    ClockRule("litigation", ("decision_served",), ("lawsuit_received", "reconsideration_applied"), from_service=True),
    ClockRule("spot_filing", ("spot_decided",), ("spot_filed",)),
    ClockRule("archive", ("case_closed", "spot_case_closed"), ("archived",)),
    ClockRule("publish_other", RESULTS, (PUBLISHED, "publication_withheld"), each=publications),
    *(ClockRule(later.term, later.starts, later.ends, reckon=later.reckon) for later in LATER),
)


# Limits that bind somebody else, or a step the agency may take and need not: nobody here is pressed by them.
NOT_PRESSING = frozenset({"police_review", "police_reconsider", "credit_repair_answer"})


@dataclass(frozen=True)
class Clock:
    """One running or ended deadline of a case. ``ended_on`` is the civil day of the act that ended it.

    ``about`` and ``label`` tell apart what a case may have several of (two seizures, the terms of two parties); empty
    where there is one only.
    """

    term: str
    start: date
    due: Deadline
    ended_on: date | None
    about: str = ""
    label: str = ""

    @property
    def is_open(self) -> bool:
        return self.ended_on is None


def clocks_of(situation: Situation, terms: Container[str] | None = None) -> tuple[Clock, ...]:
    """Return every clock the case has started, in the order of :data:`CLOCKS`; with ``terms`` only theirs."""
    asked = (rule for rule in CLOCKS if terms is None or rule.term in terms)
    return tuple(clock for rule in asked for clock in _clocks(situation, rule))


def agency_terms() -> frozenset[str]:
    """Return the terms that press the agency itself, so that running out is its own omission."""
    bound = {rule.term for rule in CLOCKS if deadlines.term_named(rule.term)["binds"] == "agency"}
    return frozenset(bound - NOT_PRESSING)


def clock_of(situation: Situation, term: str, about: str = "") -> Clock | None:
    """Return one clock by its deadline id; of several the one ``about`` a thing, else the nearest that runs."""
    found = [clock for rule in CLOCKS if rule.term == term for clock in _clocks(situation, rule)]
    if about:
        return next((clock for clock in found if clock.about == about), None)
    running = sorted((clock for clock in found if clock.is_open), key=lambda clock: clock.due.due_on or date.max)
    return next(iter(running), None) or next(reversed(found), None)


def has_passed(clock: Clock, at: datetime) -> bool:
    """Whether an instant lies after the last moment of a clock: by the hour where the term is counted in hours."""
    if clock.due.due_at is not None:
        return at > clock.due.due_at
    return clock.due.due_on is not None and day_of(at) > clock.due.due_on


def last_moment(clock: Clock) -> str:
    """Return the last day of a clock in words, with the minute where it runs by the hour."""
    if clock.due.due_at is not None:
        return instant_zh(clock.due.due_at)
    return day_zh(clock.due.due_on) if clock.due.due_on else ""


# What runs for each party by itself: its money, its remedies, its way to the court.
OF_A_PARTY = frozenset(
    {"pay_fine", "additional_fine", "additional_fine_then_enforce", "reminder", "court_application", "court_accept",
     "court_order", "court_objection", "suspended_enforcement", "reconsideration_apply", "reconsideration_forward",
     "reconsideration_reply_ordinary", "reconsideration_reply_simple", "reconsideration_decision", "litigation",
     "litigation_after_reconsideration", "litigation_answer"}
)  # fmt: skip


def _clocks(situation: Situation, rule: ClockRule) -> tuple[Clock, ...]:
    shares = shares_of(situation) if rule.term in OF_A_PARTY else {}
    if not shares:
        return _of_one(situation, rule)
    names = {each.id: each.name for each in situation.case.parties} if situation.case else {}
    return tuple(
        replace(clock, about=party, label=names[party])
        for party, share in shares.items()
        for clock in _of_one(share, rule)
    )


def _of_one(situation: Situation, rule: ClockRule) -> tuple[Clock, ...]:
    if rule.each is not None:
        return _numbered(tuple(_run(situation, rule.term, run) for run in rule.each(situation)))
    clock = _clock(situation, rule)
    return () if clock is None else (clock,)


def _numbered(clocks: tuple[Clock, ...]) -> tuple[Clock, ...]:
    """A thing that has no name of its own is told apart by the day its clock started: the latest one counts."""
    return tuple({clock.about: clock for clock in clocks}.values())


def _run(situation: Situation, term: str, run: Run) -> Clock:
    is_hours = deadlines.term_named(term)["unit"] == "hour"
    start = run.started.occurred_at if is_hours else day_of(run.started.occurred_at)
    place = _place(situation, term)
    due = deadlines.due(term, start, extended=run.extended, province=place, suspensions=run.spans)
    if run.due_on is not None:
        due = replace(due, due_on=run.due_on, explanation=(f"文书里写明{day_zh(run.due_on)}。",), asked=None)
    ended_on = day_of(run.ended.occurred_at) if run.ended else None
    return Clock(term, day_of(run.started.occurred_at), due, ended_on, run.about, run.label)


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
        start,
        extended=_extended(situation, rule.term, started),
        province=_place(situation, rule.term),
        suspensions=_left_out(situation, rule.term),
    )
    if rule.from_service:
        due = _from_service(due, started)
    if rule.term == "pay_fine":
        due = _deferred(situation, due)
    if rule.term == "case_decision" and started.payload.get("redo_by"):
        due = _as_ordered(due, date.fromisoformat(started.payload["redo_by"]))
    return Clock(rule.term, start, due, _ended_on(situation, rule, started))


def _from_service(due: Deadline, started: LegalAct) -> Deadline:
    """Say first why the paper counts as served on the day from which the party's term runs."""
    reason = reason_of(started)
    if reason is None:
        return due
    basis = (*due.basis, *(each for each in reason.basis if each not in due.basis))
    return replace(due, explanation=(reason.sentence, *due.explanation), basis=basis)


def _left_out(situation: Situation, term: str) -> tuple[tuple[date, date], ...]:
    """The days that do not count: a rest of the investigation, or for filing the days of a promise."""
    if term == "filing_decision":
        return waiting_days(situation)
    return tuple(spans_of(situation)) if term == "case_decision" else ()


def _started(situation: Situation, rule: ClockRule) -> LegalAct | None:
    """The act that starts the clock; a lead that was transferred and sent back starts anew on the day it returned.

    So does a case that comes back from the judicial organs for a penalty (APL:27p1), and one whose decision a remedy
    took away: nobody here could decide before.
    """
    returned = last_return(situation) if rule.term == "filing_decision" else None
    if rule.term == "case_decision" and situation.has("case_filed"):
        back = [act for act in (referral_of(situation).returned, decides_anew(situation.acts)) if act is not None]
        returned = max(back, key=situation.acts.index, default=None)
    return returned or situation.last(*rule.starts)


def _as_ordered(due: Deadline, redo_by: date) -> Deadline:
    """The day that the reconsideration body or the court has set goes before the general term."""
    note = f"复议决定或者判决要求在{day_zh(redo_by)}以前重新作出。"
    return replace(due, due_on=redo_by, explanation=(*due.explanation, note))


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
    return term == "case_decision" and situation.after(started, "case_extended")


def _ended_on(situation: Situation, rule: ClockRule, started: LegalAct) -> date | None:
    position = situation.acts.index(started)
    ending = [act for act in situation.acts[position + 1 :] if act.kind in rule.ends]
    if rule.term == "case_decision":
        ending = _endings_of_the_case(situation, started, ending)
    if rule.term == "publish_penalty":
        ending = [act for act in ending if act.kind == "decision_published" or withholds_all(act, "decision")]
    if rule.term == "pay_fine":
        return paid_up_on(situation)
    if rule.term == "hearing_request" and situation.waived("hearing"):
        return day_of(situation.statements[-1].occurred_at)
    return _done_on(ending[0]) if ending else None


def _done_on(act: LegalAct) -> date:
    """The day an act counts for: what the party posted in time is in time, however long it travelled (CPL:85p4)."""
    posted = act.payload.get("posted_on")
    return min(day_of(act.occurred_at), date.fromisoformat(posted)) if posted else day_of(act.occurred_at)


def _endings_of_the_case(situation: Situation, started: LegalAct, ending: list[LegalAct]) -> list[LegalAct]:
    """A transfer that came back ended nothing; a case that the police have opened is theirs (TRF:12)."""
    standing = transfer_of(situation)
    ending = [act for act in ending if act.kind != "case_transferred" or act is standing]
    opened = [act for act in referral_of(situation).answers if act.payload.get("answer") == OPENED]
    position = situation.acts.index(started)
    opened = [act for act in opened if situation.acts.index(act) > position]
    return sorted((*ending, *opened), key=situation.acts.index)


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
