"""Payment orders 缴款通知: one open order per case, for exactly what is owed; another sum is another order."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from hengtu.agencies.models import scope_values
from hengtu.cases.history import legal_history
from hengtu.cases.models import EnforcementCase, OrderState, PaymentOrder
from hengtu.cases.payments.numbers import new_number
from hengtu.cases.payments.registering import ask_to_close, ask_to_register
from hengtu.law.procedure import Situation, day_of
from hengtu.law.procedure.payable import Payable, payable
from hengtu.ledger.selectors.acts import acts_of_stream


def owed(case_id: UUID, *, on: date) -> Payable:
    """Return what the party of a case is to pay on a day, as the law reckons it."""
    return payable(Situation.of(legal_history(acts_of_stream(case_id))), on)


def order_for(case_id: UUID, *, at: datetime) -> PaymentOrder | None:
    """Return the open order of a case, made or replaced so that it asks for what is owed at ``at``.

    Returns: None where nothing is owed; an order that stood is then cancelled.
    Raises: EnforcementCase.DoesNotExist.
    """
    with transaction.atomic():
        case = EnforcementCase.objects.select_for_update(of=("self",)).select_related("agency").get(pk=case_id)
        demand = owed(case_id, on=day_of(at))
        standing = PaymentOrder.objects.filter(case_uid=case_id, state=OrderState.OPEN).first()
        if standing is not None and _asks_for(standing, demand):
            return standing
        if standing is not None:
            _close(standing, OrderState.REPLACED if demand.amount_fen else OrderState.CANCELLED, at)
        return _issue(case, demand, standing, at) if demand.amount_fen else None


def open_order(case_id: UUID) -> PaymentOrder | None:
    """Return the order that stands, as it stands."""
    return PaymentOrder.objects.filter(case_uid=case_id, state=OrderState.OPEN).first()


def _asks_for(order: PaymentOrder, demand: Payable) -> bool:
    asked = (order.amount_fen, order.demand, order.holds_through)
    return asked == (demand.amount_fen, demand.demand, demand.holds_through)


def _issue(case: EnforcementCase, demand: Payable, before: PaymentOrder | None, at: datetime) -> PaymentOrder:
    order = PaymentOrder.objects.create(
        number=new_number(case.agency.division_code, day_of(at)),
        case_uid=case.pk,
        party_uid=case.party_uid,
        party_name=case.party_name,
        demand=demand.demand,
        amount_fen=demand.amount_fen,
        lines=[list(line) for line in demand.lines],
        due_on=demand.due_on,
        holds_through=demand.holds_through,
        issued_at=at,
        agency=case.agency,
        **scope_values(case.agency),
    )
    if before is not None:
        PaymentOrder.objects.filter(pk=before.pk).update(replaced_by=order)
    ask_to_register(order, at=at)
    return order


def _close(order: PaymentOrder, state: OrderState, at: datetime) -> None:
    order.state, order.closed_at = state, at
    order.save(update_fields=["state", "closed_at"])
    ask_to_close(order, at=at)


def paid_with(order: PaymentOrder, *, at: datetime) -> None:
    """An order takes one payment, whatever its sum; a replaced one that was still paid is paid as well."""
    PaymentOrder.objects.filter(pk=order.pk).exclude(state=OrderState.PAID).update(state=OrderState.PAID, closed_at=at)
