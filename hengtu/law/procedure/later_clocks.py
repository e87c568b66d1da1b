"""The clocks after the decision: cash, additional fine, reminder, court, reconsideration, litigation, withdrawal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from hengtu.law import deadlines
from hengtu.law.acts import LegalAct
from hengtu.law.calendar import ONE_DAY
from hengtu.law.deadlines import Deadline
from hengtu.law.procedure.corrections import correction_due, correction_verify
from hengtu.law.procedure.court_window import court_window
from hengtu.law.procedure.outcomes import DISCREDITING, outcome_of
from hengtu.law.procedure.promises import promise_check, promise_due
from hengtu.law.procedure.remedies import SERVED, day_said
from hengtu.law.procedure.settlement import paid_up_on, pay_by, settle
from hengtu.law.procedure.situation import Situation, day_of, service_day


@dataclass(frozen=True)
class Reckoned:
    """One clock worked out: civil day of the start, the deadline, the day it ended or None."""

    start: date
    due: Deadline
    ended_on: date | None


@dataclass(frozen=True)
class Later:
    """A deadline of the rulebook with the kinds that start and end it, and how it is worked out."""

    term: str
    starts: tuple[str, ...]
    ends: tuple[str, ...]
    reckon: Callable[[Situation], Reckoned | None]


Applies = Callable[[Situation, LegalAct], bool]
Start = Callable[[LegalAct], date]


def _always(situation: Situation, act: LegalAct) -> bool:
    return True


def _day(act: LegalAct) -> date:
    return day_of(act.occurred_at)


def _said(*keys: str) -> Start:
    return lambda act: day_said(act, *keys)


def _plain(
    term: str,
    starts: tuple[str, ...],
    ends: tuple[str, ...],
    *,
    start: Start = _day,
    applies: Applies = _always,
    extended: Callable[[LegalAct], bool] = lambda act: False,
) -> Later:
    """A clock from the latest starting act to the first ending act after it."""

    def reckon(situation: Situation) -> Reckoned | None:
        started = situation.last(*starts)
        if started is None or not applies(situation, started):
            return None
        due = deadlines.due(term, start(started), extended=extended(started))
        return Reckoned(start(started), due, _first_after(situation, started, ends))

    return Later(term, starts, ends, reckon)


def _first_after(situation: Situation, started: LegalAct, ends: tuple[str, ...]) -> date | None:
    position = situation.acts.index(started)
    return next((_day(act) for act in situation.acts[position + 1 :] if act.kind in ends), None)


# --- money and court ------------------------------------------------------------------------------------------------


def _additional(term: str, offset: int) -> Later:
    """From the end of the term to pay, as long as the fine was not paid by then (APL:72p1i1, ACL:46p1)."""

    def reckon(situation: Situation) -> Reckoned | None:
        due_on, paid_on = pay_by(situation), paid_up_on(situation)
        if due_on is None or not _unpaid_at(situation, due_on) or not _pursued(situation):
            return None
        start = due_on + ONE_DAY * offset
        return Reckoned(start, deadlines.due(term, start), paid_on)

    return Later(term, SERVED, ("paid",), reckon)


def _unpaid_at(situation: Situation, due_on: date) -> bool:
    fine = sum(penalty.amount_yuan for penalty in situation.decided.values())
    paid_on = paid_up_on(situation)
    return fine > 0 and (paid_on is None or paid_on > due_on)


PURSUING = (
    "reminder_served", "deferral_ended", "court_applied", "enforcement_decided", "enforcement_suspended",
    "enforcement_agreed",
)  # fmt: skip


def _pursued(situation: Situation) -> bool:
    """Whether the unpaid fine is being pursued: before anybody knows that it is late, its clocks say nothing."""
    return situation.has(*PURSUING) or paid_up_on(situation) is not None


def _court(situation: Situation) -> Reckoned | None:
    found = court_window(situation)
    if found is None or not _pursued(situation) or not _something_open(situation):
        return None
    ended = situation.last("court_applied")
    return Reckoned(found.start, found.window, _day(ended) if ended else None)


def _something_open(situation: Situation) -> bool:
    """Whether there is or was something to ask the court for."""
    if situation.has("court_applied"):
        return True
    return settle(situation, _day(situation.acts[-1])).outstanding_yuan > 0


def _counted_back(situation: Situation) -> Reckoned | None:
    """Three working days before the performance the reminder must have been served (ACL:51p1i2)."""
    decided = situation.last("substitute_decided")
    day = decided.payload.get("perform_on") if decided else None
    if day is None:
        return None
    to = date.fromisoformat(day)
    reminded = [act for act in situation.all("reminder_served") if act.payload.get("purpose") == "substitute"]
    due = deadlines.due("substitute_reminder", to, to=to)
    return Reckoned(to, due, service_day(reminded[-1]) if reminded else None)


# --- remedies -------------------------------------------------------------------------------------------------------


def _of_procedure(name: str) -> Applies:
    return lambda situation, act: act.payload.get("procedure", "ordinary") == name


def _proved(situation: Situation, act: LegalAct) -> bool:
    return act.payload.get("result") == "proved"


def _via_agency(situation: Situation, act: LegalAct) -> bool:
    return act.payload.get("via_agency") is True


def _may_sue(situation: Situation, act: LegalAct) -> bool:
    return outcome_of(act) not in {"revoked", "void"}


def _withdraw(situation: Situation) -> Reckoned | None:
    """What was published of a decision that fell is withdrawn within three working days (APL:48p2)."""
    fallen = [act for act in situation.acts if outcome_of(act) in DISCREDITING and act.payload.get("was_published")]
    if not fallen:
        return None
    start = day_said(fallen[-1], "received_on")
    due = deadlines.due("withdraw_publication", start)
    return Reckoned(start, due, _first_after(situation, fallen[-1], ("publication_withdrawn",)))


_CORRECTING = ("correction_ordered", "correction_reported", "correction_verified", "case_closed", "spot_case_closed")
_PROMISED = ("promise_checked", "promise_ended")


def _read(
    read: Callable[[Situation], tuple[date, Deadline, date | None] | None],
) -> Callable[[Situation], Reckoned | None]:
    def reckon(situation: Situation) -> Reckoned | None:
        found = read(situation)
        return Reckoned(*found) if found else None

    return reckon


LATER = (
    Later("promise_due", ("promise_signed",), _PROMISED, _read(promise_due)),
    Later("promise_check", ("promise_signed",), _PROMISED, _read(promise_check)),
    Later("correction_due", _CORRECTING, (), _read(correction_due)),
    Later("correction_verify", _CORRECTING, ("correction_verified",), _read(correction_verify)),
    _plain("spot_cash_officer", ("spot_cash_collected",), ("spot_cash_handed_in",), start=_said("landed_on")),
    _plain("spot_cash_bank", ("spot_cash_handed_in",), ("spot_cash_banked",)),
    _additional("additional_fine", 0),
    _additional("additional_fine_then_enforce", 1),
    _plain("reminder", ("reminder_served",), ("court_applied", "paid"), start=service_day),
    Later("court_application", PURSUING, ("court_applied",), _court),
    _plain("court_accept", ("court_applied",), ("court_accepted", "court_refused")),
    _plain(
        "court_order", ("court_accepted",), ("court_ruled", "court_refused"),
        extended=lambda act: act.payload.get("hears_parties") is True,
    ),
    _plain("court_objection", ("court_refused",), ("court_objected",), start=_said("received_on")),
    Later("substitute_reminder", ("substitute_decided",), ("reminder_served",), _counted_back),
    _plain("credit_repair_check", ("credit_repair_applied",), ("credit_repair_checked",)),
    _plain("credit_repair_answer", ("credit_repair_checked",), ("credit_repair_answered",), applies=_proved),
    _plain("suspended_enforcement", ("enforcement_suspended",), ("enforcement_resumed", "enforcement_ended")),
    _plain(
        "reconsideration_forward", ("reconsideration_applied",), ("reconsideration_forwarded", "decision_revoked"),
        start=_said("applied_on"), applies=_via_agency,
    ),
    _plain(
        "reconsideration_reply_ordinary", ("reconsideration_received",),
        ("reconsideration_answered", "reconsideration_decided"),
        start=_said("received_on"), applies=_of_procedure("ordinary"),
    ),
    _plain(
        "reconsideration_reply_simple", ("reconsideration_received",),
        ("reconsideration_answered", "reconsideration_decided"),
        start=_said("received_on"), applies=_of_procedure("simple"),
    ),
    _plain(
        "reconsideration_decision", ("reconsideration_received",), ("reconsideration_decided",),
        start=_said("accepted_on", "received_on"), applies=_of_procedure("ordinary"),
    ),
    _plain(
        "litigation_after_reconsideration", ("reconsideration_decided",), ("lawsuit_received",),
        start=_said("received_on"), applies=_may_sue,
    ),
    _plain(
        "reconsideration_opinion_feedback", ("reconsideration_opinion_received",),
        ("reconsideration_opinion_reported",), start=_said("received_on"),
    ),
    _plain("litigation_answer", ("lawsuit_received",), ("lawsuit_answered",), start=_said("received_on")),
    Later(
        "withdraw_publication", ("decision_revoked", "reconsideration_decided", "lawsuit_judged"),
        ("publication_withdrawn",), _withdraw,
    ),
)  # fmt: skip
