"""What is owed and what was paid: fine, confiscation, additional fine, cost of substitute performance, refunds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from hengtu.law import deadlines
from hengtu.law.acts import LegalAct
from hengtu.law.additional_fine import AdditionalFine, Demand, Payment, reckon
from hengtu.law.calendar import ONE_DAY
from hengtu.law.procedure.remedies import SERVED, pauses_of, since_served
from hengtu.law.procedure.shares import shares_of
from hengtu.law.procedure.situation import Situation, day_of, service_day

PAYMENTS = ("paid", "spot_cash_collected", "property_disposed")
PLANS = ("instalments_granted", "enforcement_agreed")


@dataclass(frozen=True)
class Settlement:
    """Money of one case on one day, in yuan. ``due_on`` is the last day to pay, instalments considered.

    ``refund_yuan`` is what was received beyond what is owed and not yet given back: all of it after a revocation.
    ``shares``: of a case with several parties that of each; what one paid too much pays nothing of another's.
    """

    fine_yuan: float
    confiscate_yuan: float
    paid_yuan: float
    additional_fine_yuan: float
    due_on: date | None
    substitute_cost_yuan: float = 0.0
    refunded_yuan: float = 0.0
    shares: tuple[Settlement, ...] = ()

    @property
    def owed_yuan(self) -> float:
        """Everything the party has to pay, whether paid or not."""
        return self.fine_yuan + self.confiscate_yuan + self.additional_fine_yuan + self.substitute_cost_yuan

    @property
    def outstanding_yuan(self) -> float:
        if self.shares:
            return round(sum(each.outstanding_yuan for each in self.shares), 2)
        return round(max(0.0, self.owed_yuan - self.paid_yuan + self.refunded_yuan), 2)

    @property
    def refund_yuan(self) -> float:
        if self.shares:
            return round(sum(each.refund_yuan for each in self.shares), 2)
        return round(max(0.0, self.paid_yuan - self.refunded_yuan - self.owed_yuan), 2)


def settle(situation: Situation, on: date) -> Settlement:
    """Reckon what the decided penalties cost and what has been paid up to ``on`` (inclusive)."""
    known: Settlement | None = situation.memo.get(("settlement", on))
    if known is None:
        known = situation.memo[("settlement", on)] = _settle(situation, on)
    return known


def _settle(situation: Situation, on: date) -> Settlement:
    shares = shares_of(situation)
    if shares:
        return _together(tuple(settle(share, on) for share in shares.values()))
    fine = sum(penalty.amount_yuan for penalty in situation.decided.values())
    confiscated = sum(penalty.confiscate_yuan for penalty in situation.decided.values())
    return Settlement(
        round(fine, 2),
        round(confiscated, 2),
        round(sum(paid_by(act) for act in situation.all(*PAYMENTS) if day_of(act.occurred_at) <= on), 2),
        float(additional_fine_of(situation, on).amount_yuan),
        pay_by(situation),
        _sum(situation, on, "substitute_performed", "cleared_at_once", key="cost_yuan"),
        _sum(situation, on, "fine_refunded"),
    )


def _together(shares: tuple[Settlement, ...]) -> Settlement:
    """The sums of all parties; the last day is that of the last of them."""
    return Settlement(
        round(sum(each.fine_yuan for each in shares), 2),
        round(sum(each.confiscate_yuan for each in shares), 2),
        round(sum(each.paid_yuan for each in shares), 2),
        round(sum(each.additional_fine_yuan for each in shares), 2),
        max((each.due_on for each in shares if each.due_on), default=None),
        round(sum(each.substitute_cost_yuan for each in shares), 2),
        round(sum(each.refunded_yuan for each in shares), 2),
        shares,
    )


def additional_fine_of(situation: Situation, on: date) -> AdditionalFine:
    """Return the additional fine of a case up to ``on`` (inclusive), with its days and its reasons.

    Of several parties each has its own, with its own days and its own cap; the answer for the case adds them up.
    """
    known: AdditionalFine | None = situation.memo.get(("additional_fine", on))
    if known is None:
        known = situation.memo[("additional_fine", on)] = _additional_fine(situation, on)
    return known


def _additional_fine(situation: Situation, on: date) -> AdditionalFine:
    shares = shares_of(situation)
    if shares:
        return _added_up(situation, tuple(additional_fine_of(share, on) for share in shares.values()))
    fine = Decimal(str(sum(penalty.amount_yuan for penalty in situation.decided.values())))
    decision = situation.decision
    return reckon(
        fine,
        tuple(_demands(situation, fine)),
        until=on,
        payments=_towards_the_fine(situation, on),
        pauses=pauses_of(situation),
        reduced_yuan=_reduced(situation),
        told=decision is None or decision.payload.get("additional_fine_told") is not False,
    )


def _added_up(situation: Situation, grown: tuple[AdditionalFine, ...]) -> AdditionalFine:
    """One answer for the case; each party to whose fine something was added is named before its own sentences."""
    names = [each.name for each in situation.case.parties] if situation.case else []
    fined = [(name, each) for name, each in zip(names, grown, strict=True) if each.accrued_yuan]
    return replace(
        grown[0],
        fine_yuan=sum((each.fine_yuan for each in grown), Decimal(0)),
        days_counted=sum(each.days_counted for each in grown),
        days_paused=sum(each.days_paused for each in grown),
        accrued_yuan=sum((each.accrued_yuan for each in grown), Decimal(0)),
        reduced_yuan=sum((each.reduced_yuan for each in grown), Decimal(0)),
        amount_yuan=sum((each.amount_yuan for each in grown), Decimal(0)),
        capped_on=None,
        spans=tuple(span for each in grown for span in each.spans),
        sentences=tuple(f"{name}：{line}" for name, each in fined for line in each.sentences),
        basis=tuple(dict.fromkeys(line for each in grown for line in each.basis)),
    )


def pay_by(situation: Situation) -> date | None:
    """Return the last day to pay: 15 days from service (APL:67p3), or the end of the deferral (APL:66p2, APL:72p2).

    Of several parties the last day of all.
    """
    shares = shares_of(situation)
    if shares:
        return max((day for share in shares.values() if (day := pay_by(share))), default=None)
    return deferral_over_on(situation) or term_over_on(situation)


def term_over_on(situation: Situation) -> date | None:
    """Return the last day of the 15 days as the decision set them, whatever was granted later (APL:67p3)."""
    served = situation.last(*SERVED)
    return deadlines.days_of("pay_fine", service_day(served)).due_on if served else None


def deferral_over_on(situation: Situation) -> date | None:
    """Return the day the deferral or the instalments end, by plan or because they were broken off; None without."""
    granted = situation.last("instalments_granted")
    if granted is None or not granted.payload.get("instalments"):
        return None
    ended = situation.last("deferral_ended")
    if ended is not None and situation.after(granted, "deferral_ended"):
        return day_of(ended.occurred_at)
    return max(date.fromisoformat(part["due_on"]) for part in granted.payload["instalments"])


def missed_on(situation: Situation, on: date) -> date | None:
    """Return the last day of the first instalment that was not paid by then, None if all that were due are paid."""
    shares = shares_of(situation)
    if shares:
        return min((day for share in shares.values() if (day := missed_on(share, on))), default=None)
    granted = situation.last("instalments_granted")
    if granted is None:
        return None
    position = situation.acts.index(granted)
    paid = [act for act in situation.acts[position + 1 :] if act.kind in PAYMENTS]
    wanted = 0.0
    for part in sorted(granted.payload.get("instalments") or (), key=lambda entry: entry["due_on"]):
        due_on = date.fromisoformat(part["due_on"])
        wanted += float(part["amount_yuan"])
        by_then = sum(paid_by(act) for act in paid if day_of(act.occurred_at) <= on)
        if due_on < on and round(by_then - wanted, 2) < 0:
            return due_on
    return None


def paid_up_on(situation: Situation) -> date | None:
    """Return the civil day on which what was decided had been paid in full, by every party, or None."""
    shares = shares_of(situation)
    if shares:
        owing = [share for share in shares.values() if any(each.total_yuan for each in share.decided.values())]
        days = [paid_up_on(share) for share in owing]
        return max((day for day in days if day), default=None) if all(days) else None
    owed = sum(penalty.total_yuan for penalty in situation.decided.values())
    paid = 0.0
    for act in situation.all(*PAYMENTS):
        paid += paid_by(act)
        if round(paid - owed, 2) >= 0:
            return day_of(act.occurred_at)
    return None


def paid_by(act: LegalAct) -> float:
    """Return what one act paid, in yuan; of seized goods the proceeds, where they are set off (ACL:46p3)."""
    if act.kind == "property_disposed":
        return float(act.payload.get("proceeds_yuan") or 0) if act.payload.get("how") == "set_off" else 0.0
    return float(act.payload.get("amount_yuan") or 0)


def _sum(situation: Situation, on: date, *kinds: str, key: str = "amount_yuan") -> float:
    acts = (act for act in situation.all(*kinds) if day_of(act.occurred_at) <= on)
    return round(sum(float(act.payload.get(key) or 0) for act in acts), 2)


def _demands(situation: Situation, fine: Decimal) -> Iterator[Demand]:
    """From which day how much of the fine is overdue: the decision's term, then whatever plan replaced it."""
    term = term_over_on(situation)
    if term is None or not fine:
        return
    demands = [Demand(term + ONE_DAY, fine)]
    for act in since_served(situation):
        if act.kind in PLANS and act.payload.get("instalments"):
            demands = _with_plan(demands, act, fine)
        elif _breaks_a_plan(act):
            day = day_of(act.occurred_at)
            demands = [*(each for each in demands if each.since <= day), Demand(day + ONE_DAY, fine)]
    yield from demands


def _with_plan(demands: list[Demand], act: LegalAct, fine: Decimal) -> list[Demand]:
    """Nothing new is overdue from the day of the plan; then each part from the day after its own last day."""
    day = day_of(act.occurred_at)
    parts = sorted(act.payload["instalments"], key=lambda part: part["due_on"])
    later = sum((Decimal(str(part["amount_yuan"])) for part in parts), Decimal(0))
    plan = [Demand(day, max(Decimal(0), fine - later))]
    for part in parts:
        later -= Decimal(str(part["amount_yuan"]))
        plan.append(Demand(date.fromisoformat(part["due_on"]) + ONE_DAY, min(fine, max(Decimal(0), fine - later))))
    return [*(each for each in demands if each.since < day), *plan]


def _breaks_a_plan(act: LegalAct) -> bool:
    return act.kind == "deferral_ended" or (
        act.kind == "enforcement_resumed" and act.payload.get("ground") == "agreement_broken"
    )


def _towards_the_fine(situation: Situation, on: date) -> tuple[Payment, ...]:
    """Payments and refunds in the order of days; what is paid goes to the fine first, so that it stops growing."""
    paid = tuple(Payment(day_of(act.occurred_at), Decimal(str(paid_by(act)))) for act in situation.all(*PAYMENTS))
    back = tuple(
        Payment(day_of(act.occurred_at), -Decimal(str(act.payload.get("amount_yuan") or 0)))
        for act in situation.all("fine_refunded")
    )
    return tuple(each for each in (*paid, *back) if each.on <= on)


def _reduced(situation: Situation) -> Decimal:
    """What an enforcement agreement that is being kept takes off the additional fine (ACL:42p1)."""
    agreed = situation.last("enforcement_agreed")
    if agreed is None or any(
        _breaks_a_plan(act) for act in situation.acts[situation.acts.index(agreed) + 1 :] if act is not agreed
    ):
        return Decimal(0)
    return Decimal(str(agreed.payload.get("reduce_yuan") or 0))
