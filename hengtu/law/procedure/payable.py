"""What is to be paid now: the whole, one instalment, or what a missed one left overdue; in fen, reckoned by settlement.

A payment order asks for exactly this. It holds until the day after which the law makes it another sum.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from hengtu.law.acts import LegalAct
from hengtu.law.calendar import ONE_DAY
from hengtu.law.money import fen_of
from hengtu.law.procedure.remedies import SERVED
from hengtu.law.procedure.settlement import PAYMENTS, Settlement, missed_on, paid_by, pay_by, settle
from hengtu.law.procedure.shares import has_several, is_told_apart, share_of
from hengtu.law.procedure.situation import Situation, day_of

WHOLE, INSTALMENT, OVERDUE = "whole", "instalment", "overdue"


@dataclass(frozen=True)
class Payable:
    """One demand. ``amount_fen`` 0: nothing is to be paid.

    ``demand``: ``whole``, ``instalment:2025-08-31`` or ``overdue:2025-08-31`` (a plan whose part was missed);
    ``lines``: of what it is made, with what was paid as a negative sum; ``due_on``: the last day in time, inclusive;
    ``holds_through``: the last day on which this is the sum, None while no day changes it.
    """

    amount_fen: int
    demand: str
    lines: tuple[tuple[str, int], ...]
    due_on: date | None
    holds_through: date | None
    later_fen: int = 0

    @property
    def is_overdue(self) -> bool:
        """Whether it grows or has grown: the term of the decision or of a part has passed."""
        return self.demand.startswith(OVERDUE) or any(name == ADDITIONAL for name, _ in self.lines)


ADDITIONAL = "加处罚款"
NOTHING = Payable(0, WHOLE, (), None, None)


def payable_by(situation: Situation, party: str, on: date) -> Payable:
    """Return what one party of a case is to pay on a day; see :func:`payable`.

    With several parties that is its own fine under its own plan and its own remedy. Where an act about money does not
    say whose it is, nothing is asked of anybody until it does.
    """
    if not is_told_apart(situation) and has_several(situation):
        return NOTHING
    return payable(share_of(situation, party), on)


def payable(situation: Situation, on: date) -> Payable:
    """Return what the party is to pay on a day; nothing before a decision was served (APL:67p3).

    Args:
        situation: of a case with one party, or the share of one of several.

    While a plan of instalments runs, only its next part; where a part was missed, what is overdue of it with the
    additional fine; once the plan was ended, the whole rest (APL:66p2, APL:72p1i1, APL:72p2).
    """
    if not situation.has(*SERVED):
        return NOTHING
    settled = settle(situation, on)
    later, demand, due_on = _of_the_plan(situation, on) or (0, WHOLE, pay_by(situation))
    amount = max(0, fen_of(settled.outstanding_yuan) - later)
    if not amount:
        return NOTHING
    return Payable(
        amount, demand, _lines(settled, later), due_on, _holds_through(situation, on, due_on, settled), later
    )


def _of_the_plan(situation: Situation, on: date) -> tuple[int, str, date] | None:
    """What of a running plan is not asked for yet (fen), which demand is, and until when; None without a plan."""
    granted = situation.last("instalments_granted")
    if granted is None or situation.after(granted, "deferral_ended") or not granted.payload.get("instalments"):
        return None
    parts = sorted((date.fromisoformat(part["due_on"]), fen_of(part["amount_yuan"])) for part in _parts(granted))
    missed = missed_on(situation, on)
    if missed is not None:
        return sum(part for due_on, part in parts if due_on >= on), f"{OVERDUE}:{missed.isoformat()}", missed
    paid, asked = _paid_since(situation, granted, on), 0
    for due_on, part in parts:
        asked += part
        if asked > paid:
            return sum(part for _, part in parts) - asked, f"{INSTALMENT}:{due_on.isoformat()}", due_on
    return None


def _parts(granted: LegalAct) -> list[dict[str, Any]]:
    return list(granted.payload["instalments"])


def _paid_since(situation: Situation, granted: LegalAct, on: date) -> int:
    later = situation.acts[situation.acts.index(granted) + 1 :]
    return sum(fen_of(paid_by(act)) for act in later if act.kind in PAYMENTS and day_of(act.occurred_at) <= on)


def _holds_through(situation: Situation, on: date, due_on: date | None, settled: Settlement) -> date | None:
    """In time: the last day. Late: today, while tomorrow costs more; no day where nothing grows any more."""
    if due_on is not None and on <= due_on:
        return due_on
    tomorrow = settle(situation, on + ONE_DAY)
    return on if fen_of(tomorrow.outstanding_yuan) != fen_of(settled.outstanding_yuan) else None


def _lines(settled: Settlement, later: int) -> tuple[tuple[str, int], ...]:
    named = (
        ("罚款", fen_of(settled.fine_yuan)),
        ("没收违法所得", fen_of(settled.confiscate_yuan)),
        (ADDITIONAL, fen_of(settled.additional_fine_yuan)),
        ("代履行费用", fen_of(settled.substitute_cost_yuan)),
        ("已缴", fen_of(settled.refunded_yuan) - fen_of(settled.paid_yuan)),
        ("以后各期", -later),
    )
    return tuple((name, fen) for name, fen in named if fen)
