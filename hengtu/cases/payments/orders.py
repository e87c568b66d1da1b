"""Payment orders 缴款通知: one open order per party, for exactly what it owes; another sum is another order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from hengtu.agencies.models import scope_values
from hengtu.cases.history import legal_history
from hengtu.cases.models import EnforcementCase, OrderState, PaymentOrder
from hengtu.cases.payments.numbers import new_number
from hengtu.cases.payments.registering import ask_to_close, ask_to_register
from hengtu.law.procedure import Situation, day_of
from hengtu.law.procedure.matters import CaseParty
from hengtu.law.procedure.payable import Payable, payable_by
from hengtu.ledger.selectors.acts import acts_of_stream

Owed = Mapping[CaseParty, Payable]


def owed(case_id: UUID, *, on: date) -> Owed:
    """Return what each party of a case is to pay on a day, as the law reckons it; nobody once the content is erased."""
    situation = Situation.of(legal_history(acts_of_stream(case_id)))
    parties = situation.case.parties if situation.case else ()
    return {party: payable_by(situation, party.id, on) for party in parties}


def order_for(case_id: UUID, *, at: datetime, party: str = "") -> PaymentOrder | None:
    """Return the open order of one party, every order of the case having been brought in line with the law.

    Args:
        party: its id in the case; may be left out where the case has one party.
    Returns: None where it owes nothing.
    Raises: EnforcementCase.DoesNotExist; ValueError for nobody named among several.
    """
    orders = orders_for(case_id, at=at)
    if not party and len(orders) > 1:
        raise ValueError("the case has several parties: say whose order")
    return orders.get(party) if party else next(iter(orders.values()), None)


def orders_for(case_id: UUID, *, at: datetime) -> dict[str, PaymentOrder | None]:
    """Return the open order of each party by its id, made or replaced so that it asks for what is owed at ``at``.

    Returns: None for a party that owes nothing; an order that stood is then cancelled.
    Raises: EnforcementCase.DoesNotExist.
    """
    with transaction.atomic():
        case = EnforcementCase.objects.select_for_update(of=("self",)).select_related("agency").get(pk=case_id)
        demands = owed(case_id, on=day_of(at))
        standing = {row.party_uid: row for row in PaymentOrder.objects.filter(case_uid=case_id, state=OrderState.OPEN)}
        found = {
            party.id: _in_line(case, _named(party, case, demands), demand, standing.pop(party.id, None), at)
            for party, demand in demands.items()
        }
        for row in standing.values():  # of nobody who is a party any more
            _close(row, OrderState.CANCELLED, at)
    return found


def open_order(case_id: UUID, party: str) -> PaymentOrder | None:
    """Return the order of one party that stands, as it stands."""
    return PaymentOrder.objects.filter(case_uid=case_id, party_uid=party, state=OrderState.OPEN).first()


def _named(party: CaseParty, case: EnforcementCase, demands: Owed) -> CaseParty:
    """The only party is called as the case calls it now; of several each by its own name."""
    return replace(party, name=case.party_name) if len(demands) == 1 else party


def _in_line(
    case: EnforcementCase, party: CaseParty, demand: Payable, standing: PaymentOrder | None, at: datetime
) -> PaymentOrder | None:
    if standing is not None and _asks_for(standing, demand):
        return standing
    if standing is not None:
        _close(standing, OrderState.REPLACED if demand.amount_fen else OrderState.CANCELLED, at)
    return _issue(case, party, demand, standing, at) if demand.amount_fen else None


def _asks_for(order: PaymentOrder, demand: Payable) -> bool:
    asked = (order.amount_fen, order.demand, order.holds_through)
    return asked == (demand.amount_fen, demand.demand, demand.holds_through)


def _issue(
    case: EnforcementCase, party: CaseParty, demand: Payable, before: PaymentOrder | None, at: datetime
) -> PaymentOrder:
    order = PaymentOrder.objects.create(
        number=new_number(case.agency.division_code, day_of(at)),
        case_uid=case.pk,
        party_uid=party.id,
        party_name=party.name,
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
