"""A reader of the ledger: an order is made when a decision with money was served, and follows every act about money.

Payments a cashier entered from a bank slip, and cash that was taken to the bank, join what the statement is held to.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from hengtu.agencies.models import scope_values
from hengtu.cases.agencies import agency_by_code
from hengtu.cases.models import Booking, EnforcementCase, ReceivedPayment, Source
from hengtu.cases.payments.orders import orders_for
from hengtu.law.money import fen_of
from hengtu.law.procedure import day_of
from hengtu.ledger.jobs import Clock
from hengtu.ledger.values import StoredAct

STALE = timedelta(days=14)  # an old ledger that is read again asks nobody for money
MOVING = frozenset(
    {"decision_served", "spot_decided", "spot_cash_collected", "instalments_granted", "deferral_ended", "paid",
     "fine_refunded", "decision_revoked", "act_corrected", "reconsideration_decided", "lawsuit_judged",
     "property_disposed", "substitute_performed", "cleared_at_once", "enforcement_agreed", "enforcement_resumed",
     "service_struck", "arrival_proved"}
)  # fmt: skip
BY_SLIP = {"paid": Source.SLIP, "spot_cash_banked": Source.CASH}


@dataclass(frozen=True)
class Demands:
    """Follows the ledger; seeing an act twice makes nothing twice."""

    clock: Clock
    name: str = "payment-orders"

    def handle(self, acts: Sequence[StoredAct]) -> None:
        """Bring the orders of the cases concerned in line, and note what came by slip."""
        now = self.clock()
        for act in acts:
            if act.kind in BY_SLIP and (act.payload or {}).get("bank_slip"):
                _note_slip(act)
        moved = {act.stream for act in acts if act.kind in MOVING and act.recorded_at >= now - STALE}
        for case_id in sorted(moved):
            _bring_in_line(case_id, now)


def _bring_in_line(case_id: UUID, at: datetime) -> None:
    case = EnforcementCase.objects.filter(pk=case_id).first()
    if case is not None:
        orders_for(case.pk, at=at)


def _note_slip(act: StoredAct) -> None:
    payload, agency = act.payload or {}, agency_by_code(act.in_name_of)
    amount = fen_of(payload.get("amount_yuan") or 0)
    serial = f"{payload['bank_slip']}".strip()[:64]
    taken = ReceivedPayment.objects.filter(serial=serial).exclude(act=act.uid).exists()
    ReceivedPayment.objects.get_or_create(
        act=act.uid,
        defaults={
            "serial": f"{serial[:40]} {act.uid.hex[:8]}" if taken else serial,
            "case_uid": act.stream,
            "party_uid": str(next(iter(payload.get("parties") or ()), "")),
            "amount_fen": max(amount, 1),
            "paid_at": act.occurred_at,
            "paid_on": day_of(act.occurred_at),
            "channel": "银行柜面" if act.kind == "paid" else "现金缴行",
            "source": BY_SLIP[act.kind],
            "received_at": act.recorded_at,
            "booking": Booking.BOOKED,
            "agency": agency,
            **scope_values(agency),
        },
    )
