"""What one party can do in its case now, until when, and by which article: the other side of what the agency may do.

A pure reading of the acts on a day. Nothing here decides whether an act is lawful: its guards do, when it is done.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from hengtu.law.acts import LegalAct
from hengtu.law.additional_fine import cap_of, daily_rate
from hengtu.law.deadlines import Deadline
from hengtu.law.money import yuan_of
from hengtu.law.procedure import corrections
from hengtu.law.procedure.clocks import Clock, clock_of
from hengtu.law.procedure.corrections import correction_of
from hengtu.law.procedure.credit_repair import Standing as Repairing
from hengtu.law.procedure.credit_repair import conditions_of, repairs_of
from hengtu.law.procedure.guards.remedies import MONITORED
from hengtu.law.procedure.matters import Penalty
from hengtu.law.procedure.payable import payable
from hengtu.law.procedure.property import Thing, ThingState, things_of
from hengtu.law.procedure.remedies import SERVED, lawsuits, reconsiderations
from hengtu.law.procedure.settlement import PAYMENTS, additional_fine_of, paid_by, pay_by, settle
from hengtu.law.procedure.shares import share_of
from hengtu.law.procedure.situation import Situation, day_of, is_published

CLOSED = ("case_closed", "spot_case_closed")
NOBODY_PAYS = ("enforcement_ended",)


class WayKind(StrEnum):
    """What a party can do, the most pressing first."""

    HEARING = "hearing"
    SPEAK = "speak"
    FETCH = "fetch"
    PAY = "pay"
    ANSWER_REMINDER = "answer_reminder"
    CORRECT = "correct"
    DEFER = "defer"
    RECONSIDER = "reconsider"
    SUE = "sue"
    CREDIT_REPAIR = "credit_repair"


@dataclass(frozen=True)
class Way:
    """One thing the party can do. ``last_on`` is the last day of it, None where no day ends it.

    ``is_open`` is false where the day has passed: it may still be tried with a good reason, which its page says.
    """

    kind: WayKind
    last_on: date | None
    is_open: bool
    explanation: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()


@dataclass(frozen=True)
class PartyDebt:
    """What the party has to pay, in yuan. ``part`` counts from 1 where instalments were granted, else 0.

    ``each_day_yuan`` is what every day after ``last_on`` adds, up to ``cap_yuan`` in all (APL:72p1i1); both 0 where the
    decision did not tell it. ``added_yuan`` is what has been added so far. ``is_exact``: false where an act of
    a case with several parties does not say who has paid, so that only what this one was fined is known.
    """

    amount_yuan: float
    last_on: date | None
    is_over: bool
    part: int = 0
    parts: int = 0
    each_day_yuan: float = 0.0
    cap_yuan: float = 0.0
    added_yuan: float = 0.0
    sentences: tuple[str, ...] = ()
    is_exact: bool = True

    @property
    def is_full(self) -> bool:
        """Whether the additional fine has reached its cap: no further day adds to it (APL:72p1i1)."""
        return 0 < self.cap_yuan <= self.added_yuan


def ways_of(situation: Situation, party: str, on: date) -> tuple[Way, ...]:
    """Return what the party with this id can do on a day, the most pressing first; what is past its day stays listed.

    Source: APL:45, APL:64, APL:66, APL:67, ACL:28, ACL:36, ARL:20, ALL:46
    """
    found = (*_before_the_decision(situation, party, on), *_after_it(situation, party, on))
    return tuple(sorted(found, key=lambda way: (not way.is_open, list(WayKind).index(way.kind))))


def is_decided(situation: Situation) -> bool:
    """Whether there is nothing left to be heard about before a decision."""
    return situation.decision is not None or situation.has("case_closed", "investigation_ended", "case_transferred")


def own_penalties(situation: Situation, party: str) -> dict[str, Penalty]:
    """Return what was decided against one party, by matter."""
    matters = {each.id for each in situation.case.matters if each.party.id == party} if situation.case else set()
    return {matter: penalty for matter, penalty in situation.decided.items() if matter in matters}


def is_only_party(situation: Situation, party: str) -> bool:
    """Whether everything of the case is this party's: what cannot be told apart is then its own."""
    return situation.case is not None and [each.id for each in situation.case.parties] == [party]


def own_acts(situation: Situation, party: str, *kinds: str) -> tuple[LegalAct, ...]:
    """Return what a party did itself, oldest first."""
    return tuple(act for act in situation.all(*kinds) if any(actor.id == party for actor in act.by))


# --- before the decision --------------------------------------------------------------------------------------------


def _before_the_decision(situation: Situation, party: str, on: date) -> Iterator[Way]:
    if not situation.has("notice_served") or is_decided(situation):
        return
    if may_ask_for_hearing(situation, party):
        yield _by_clock(WayKind.HEARING, clock_of(situation, "hearing_request"), on)
    yield Way(WayKind.SPEAK, None, True, basis=("APL:45p1",))


def may_ask_for_hearing(situation: Situation, party: str) -> bool:
    """Whether asking makes sense: offered, not yet asked, not held, not decided, not waived in writing (APL:63p1)."""
    notice = situation.last("notice_served")
    return (
        notice is not None
        and notice.payload.get("hearing_offered") is True
        and not is_decided(situation)
        and not own_acts(situation, party, "hearing_requested")
        and not situation.has("hearing_held", "hearing_ended")
        and not situation.waived("hearing")
    )


# --- after it -------------------------------------------------------------------------------------------------------


def _after_it(situation: Situation, party: str, on: date) -> Iterator[Way]:
    if any(thing.standing is ThingState.TO_RETURN for thing in own_things(situation, party)):
        yield Way(WayKind.FETCH, None, True, basis=("ACL:28",))
    if is_to_correct(situation):
        due = clock_of(situation, "correction_due")
        yield _by_clock(WayKind.CORRECT, due if due and due.is_open else None, on)
    share = share_of(situation, party)
    if share.has(*SERVED):
        yield from _about_money(share, party, on)
        if to_answer(share) is not None:
            yield Way(WayKind.ANSWER_REMINDER, None, True, basis=("ACL:36",))
        yield from _remedies(share, on)
        yield from _repair(share, party, on)


def _repair(situation: Situation, party: str, on: date) -> Iterator[Way]:
    """A published record can be repaired once the penalty is performed; until it was shown long enough, from when."""
    mine = repairs_of(situation, party)
    if any(each.standing.is_open or each.standing is Repairing.REPAIRED for each in mine):
        return
    if not is_published(situation.acts) or not own_penalties(situation, party):
        return
    missing = [each for each in conditions_of(situation, on) if not each.is_met]
    if all(each.earliest_on for each in missing):
        yield Way(WayKind.CREDIT_REPAIR, None, not missing)


def _about_money(situation: Situation, party: str, on: date) -> Iterator[Way]:
    owed = payable_of(situation, party, on)
    if owed is None:
        return
    clock = clock_of(situation, "pay_fine")
    told = (clock.due.explanation, clock.due.basis) if clock else ((), ())
    yield Way(WayKind.PAY, owed.last_on, True, *told)  # a late payment is taken as well
    if not situation.has(*CLOSED) and open_application(situation) is None and not owed.parts:
        yield Way(WayKind.DEFER, None, True, basis=("APL:66p2",))


def _remedies(situation: Situation, on: date) -> Iterator[Way]:
    """One remedy at a time; an on-the-spot decision goes to reconsideration first (ARL:23p1i1)."""
    running = [each for each in (*reconsiderations(situation), *lawsuits(situation)) if each.ended_on is None]
    if running:
        return
    reviewed = any(each.ended_on is not None for each in reconsiderations(situation))
    sue = clock_of(situation, "litigation_after_reconsideration" if reviewed else "litigation")
    review = None if reviewed else clock_of(situation, "reconsideration_apply")
    if review is not None:
        yield _by_clock(WayKind.RECONSIDER, review, on)
    if sue is not None and sue.is_open:
        yield _by_clock(WayKind.SUE, sue, on)


def _by_clock(kind: WayKind, clock: Clock | None, on: date) -> Way:
    if clock is None:
        return Way(kind, None, True)
    due: Deadline = clock.due
    return Way(kind, due.due_on, due.due_on is None or on <= due.due_on, due.explanation, due.basis)


def review_comes_first(situation: Situation) -> bool:
    """Whether a court is open only after reconsideration: a decision made on the spot (ARL:23p1i1)."""
    spot = situation.has("spot_decided")
    return spot and not any(each.ended_on is not None for each in reconsiderations(situation))


def goes_through_the_agency(situation: Situation) -> bool:
    """Whether an application for reconsideration may be handed in here (ARL:32p1): on the spot, or by monitoring."""
    lead = situation.last("lead_registered")
    return situation.has("spot_decided") or (lead is not None and lead.payload.get("source") in MONITORED)


def open_application(situation: Situation) -> LegalAct | None:
    """Return the application to pay later that nobody has answered (APL:66p2)."""
    applied = situation.last("deferral_applied")
    if applied is None or situation.after(applied, "deferral_refused", "instalments_granted", "paid"):
        return None
    return applied


def to_answer(situation: Situation) -> LegalAct | None:
    """Return the reminder to which the party can still say something: nothing was enforced since (ACL:36)."""
    reminder = situation.last("reminder_served")
    if reminder is None or situation.after(reminder, "court_applied", "enforcement_decided", "substitute_decided"):
        return None
    later = situation.acts[situation.acts.index(reminder) :]
    heard = any(act.kind == "reminder_answered" and not act.payload.get("of_statement") for act in later)
    return None if heard or situation.has(*CLOSED) else reminder


def is_to_correct(situation: Situation) -> bool:
    """Whether an order to correct waits for the party; what it has reported waits for the officers (APL:28p1)."""
    standing = correction_of(situation).standing
    if standing is corrections.Standing.FOLLOW_UP:
        return True
    return standing in (corrections.Standing.OPEN, corrections.Standing.NOT_DONE) and not situation.has(*CLOSED)


def own_things(situation: Situation, party: str) -> tuple[Thing, ...]:
    """Return the things of the case a party may be told about: all of them where it is the only one.

    With several parties the acts do not say whose a thing is; then nothing is said of any.
    """
    return things_of(situation) if is_only_party(situation, party) else ()


# --- money ----------------------------------------------------------------------------------------------------------


def payable_of(situation: Situation, party: str, on: date) -> PartyDebt | None:
    """Return what a party still has to pay on a day; None where it is nothing or the paper is not served.

    Source: APL:67p3, APL:66p2, APL:72p1i1
    """
    own = round(sum(each.total_yuan for each in own_penalties(situation, party).values()), 2)
    share = share_of(situation, party)
    if not own or not share.has(*SERVED) or share.has(*NOBODY_PAYS):
        return None
    last_on = pay_by(share)
    if not is_only_party(share, party):
        return PartyDebt(own, last_on, last_on is not None and on > last_on, is_exact=False)
    settlement = settle(share, on)
    if not settlement.outstanding_yuan:
        return None
    number, parts, part_on, _ = _next_part(share, on)
    until = part_on or last_on
    each_day, cap = _each_day(share)
    asked = yuan_of(payable(share, on).amount_fen) or settlement.outstanding_yuan
    return PartyDebt(
        asked, until, until is not None and on > until, number, parts,
        each_day, cap, settlement.additional_fine_yuan,
        additional_fine_of(share, on).sentences if settlement.additional_fine_yuan else (),
    )  # fmt: skip


def _next_part(situation: Situation, on: date) -> tuple[int, int, date | None, float]:
    """The first instalment that is not wholly paid: its number, of how many, its last day, what it still lacks."""
    granted = situation.last("instalments_granted")
    if granted is None or situation.after(granted, "deferral_ended"):
        return 0, 0, None, 0.0
    later = situation.acts[situation.acts.index(granted) + 1 :]
    paid = sum(paid_by(act) for act in later if act.kind in PAYMENTS and day_of(act.occurred_at) <= on)
    parts = sorted(granted.payload.get("instalments") or (), key=lambda part: part["due_on"])
    wanted = 0.0
    for number, part in enumerate(parts, start=1):
        wanted += float(part["amount_yuan"])
        if round(wanted - paid, 2) > 0:
            lacking = round(min(float(part["amount_yuan"]), wanted - paid), 2)
            return number, len(parts), date.fromisoformat(part["due_on"]), lacking
    return 0, 0, None, 0.0


def _each_day(situation: Situation) -> tuple[float, float]:
    """What a day of delay adds to the unpaid fine, and the most it can come to; nothing where it was not told."""
    if situation.decision is None or situation.decision.payload.get("additional_fine_told") is False:
        return 0.0, 0.0
    fine = Decimal(str(sum(penalty.amount_yuan for penalty in situation.decided.values())))
    paid = Decimal(str(sum(paid_by(act) for act in situation.all(*PAYMENTS))))
    base = max(Decimal(0), fine - paid)
    return float(round(base * daily_rate(), 2)), float(cap_of(fine)) if base else 0.0
