"""The money of a case as its page shows it: what is owed as of a day, what was paid, how the additional fine grew."""

from __future__ import annotations

from datetime import date

from hengtu.cases.selectors.case_view import Money
from hengtu.law.procedure import Situation
from hengtu.law.procedure.matters import plain
from hengtu.law.procedure.remedies import SERVED
from hengtu.law.procedure.settlement import Settlement, additional_fine_of, settle


def money_of(situation: Situation, on: date) -> Money | None:
    """Return the money of a case on a day; None before there is any to pay or to give back."""
    settlement = settle(situation, on)
    asked = situation.has(*SERVED) and settlement.owed_yuan > 0
    if not asked and not settlement.paid_yuan:
        return None
    sentences = additional_fine_of(situation, on).sentences if settlement.additional_fine_yuan else ()
    return Money(tuple((name, f"{plain(amount)} 元") for name, amount in _lines(settlement) if amount), sentences)


def _lines(found: Settlement) -> tuple[tuple[str, float], ...]:
    return (
        ("罚款", found.fine_yuan),
        ("没收违法所得", found.confiscate_yuan),
        ("加处罚款", found.additional_fine_yuan),
        ("代履行费用", found.substitute_cost_yuan),
        ("已缴", found.paid_yuan),
        ("已退", found.refunded_yuan),
        ("还应缴纳", found.outstanding_yuan),
        ("应当退还", found.refund_yuan),
    )
