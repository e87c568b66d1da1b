"""What is owed and what was paid; the additional fine of three percent a day with its cap (APL:72p1i1, ACL:45)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from hengtu.law import deadlines
from hengtu.law.procedure.situation import Situation, day_of, service_day

PAYMENTS = ("paid", "spot_cash_collected")
ADDITIONAL_RATE = Decimal("0.03")  # APL:72p1i1 「每日按罚款数额的百分之三加处罚款」


@dataclass(frozen=True)
class Settlement:
    """Money of one case on one day, in yuan. ``due_on`` is the last day to pay, instalments considered."""

    fine_yuan: float
    confiscate_yuan: float
    paid_yuan: float
    additional_fine_yuan: float
    due_on: date | None

    @property
    def outstanding_yuan(self) -> float:
        owed = self.fine_yuan + self.confiscate_yuan + self.additional_fine_yuan
        return round(max(0.0, owed - self.paid_yuan), 2)


def settle(situation: Situation, on: date) -> Settlement:
    """Reckon what the decided penalties cost and what has been paid up to ``on`` (inclusive)."""
    fine = sum(penalty.amount_yuan for penalty in situation.decided.values())
    confiscated = sum(penalty.confiscate_yuan for penalty in situation.decided.values())
    payments = [act for act in situation.all(*PAYMENTS) if day_of(act.occurred_at) <= on]
    paid = sum(float(act.payload.get("amount_yuan") or 0) for act in payments)
    due_on = pay_by(situation)
    settled_on = paid_up_on(situation)
    late_until = min(on, settled_on) if settled_on else on
    return Settlement(
        round(fine, 2), round(confiscated, 2), round(paid, 2), _additional(fine, due_on, late_until), due_on
    )


def pay_by(situation: Situation) -> date | None:
    """Return the last day to pay: 15 days from service (APL:67p3), or the last instalment's day (APL:72p2)."""
    granted = situation.last("instalments_granted")
    if granted is not None and granted.payload.get("instalments"):
        return max(date.fromisoformat(part["due_on"]) for part in granted.payload["instalments"])
    served = situation.last("decision_served", "spot_decided")
    return deadlines.due("pay_fine", service_day(served)).due_on if served else None


def paid_up_on(situation: Situation) -> date | None:
    """Return the civil day on which what was decided had been paid in full, or None."""
    owed = sum(penalty.total_yuan for penalty in situation.decided.values())
    paid = 0.0
    for act in situation.all(*PAYMENTS):
        paid += float(act.payload.get("amount_yuan") or 0)
        if round(paid - owed, 2) >= 0:
            return day_of(act.occurred_at)
    return None


def _additional(fine: float, due_on: date | None, until: date) -> float:
    """Three percent of the fine per day after ``due_on``, never more than the fine (reached on day 34)."""
    if due_on is None or until <= due_on:
        return 0.0
    days = (until - (due_on + timedelta(days=1))).days + 1
    amount = min(Decimal(str(fine)), Decimal(str(fine)) * ADDITIONAL_RATE * days)
    return float(amount.quantize(Decimal("0.01"), ROUND_HALF_UP))
