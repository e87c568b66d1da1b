"""The money of one case: what is to be paid and why, what came, parts of a plan and what was missed, what went back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from hengtu.cases.history import legal_history
from hengtu.cases.models import OrderState, PaymentOrder, ReceivedPayment, Refund
from hengtu.cases.payments.numbers import in_groups
from hengtu.cases.selectors.deadlines import basis_zh
from hengtu.law.acts import LegalAct
from hengtu.law.additional_fine import AdditionalFine, cap_of
from hengtu.law.money import fen_of, fen_zh
from hengtu.law.procedure import Situation, day_of
from hengtu.law.procedure.payable import Payable, payable
from hengtu.law.procedure.settlement import (
    PAYMENTS,
    Settlement,
    additional_fine_of,
    paid_by,
    settle,
)
from hengtu.law.procedure.shares import shares_of, unnamed
from hengtu.ledger.selectors.acts import acts_of_stream

HOW = {"paid": "缴款", "spot_cash_collected": "当场收缴", "property_disposed": "拍卖款抵缴"}


@dataclass(frozen=True)
class PaymentLine:
    """One payment of the case. ``differs``: what the order asked for, where another sum came."""

    on: date
    how: str
    money: str
    serial: str
    receipt_no: str
    differs: str


@dataclass(frozen=True)
class PartLine:
    """One part of a plan: until when, how much, and whether it was paid in time, missed or is still to come."""

    due_on: date
    money: str
    state: str
    tag: str


@dataclass(frozen=True)
class SpanLine:
    """A run of days of the additional fine treated alike."""

    first: date
    last: date
    days: int
    mark: str
    words: str
    money: str


@dataclass(frozen=True)
class PartyMoney:
    """The money of one party; ``party`` and ``name`` are empty where the case has one."""

    party: str
    name: str
    payable: Payable
    asked: str
    lines: tuple[tuple[str, str], ...]
    settlement: Settlement
    paid: tuple[PaymentLine, ...]
    plan: tuple[PartLine, ...]
    grown: AdditionalFine
    spans: tuple[SpanLine, ...]
    grown_money: str
    basis: tuple[str, ...]
    cap: str
    order: PaymentOrder | None

    @property
    def number(self) -> str:
        return in_groups(self.order.number) if self.order else ""


@dataclass(frozen=True)
class CaseMoney:
    """What the page of one case's money shows: each party's own, and what belongs to the case.

    ``nameless``: payments and demands of a case with several parties that do not say whose they are.
    """

    accounts: tuple[PartyMoney, ...]
    orders: tuple[PaymentOrder, ...]
    loose: tuple[ReceivedPayment, ...]
    refunds: tuple[Refund, ...]
    nameless: tuple[LegalAct, ...]

    @property
    def several(self) -> bool:
        return len(self.accounts) > 1


def case_money(case_id: UUID, *, on: date) -> CaseMoney:
    """Return the money of a case on a day; the law reckons it."""
    situation = Situation.of(legal_history(acts_of_stream(case_id)))
    orders = tuple(PaymentOrder.objects.filter(case_uid=case_id).order_by("-issued_at", "-number")[:30])
    going = Refund.objects.filter(case_uid=case_id).select_related("requested_by", "answered_by", "payment__order")
    loose = ReceivedPayment.objects.filter(case_uid=case_id, booking__in=("UNBOOKED", "RETURNING", "RETURNED"))
    return CaseMoney(
        tuple(_accounts(situation, orders, on)),
        orders,
        tuple(loose),
        tuple(going.order_by("requested_at")),
        unnamed(situation),
    )


def _accounts(situation: Situation, orders: tuple[PaymentOrder, ...], on: date) -> Iterator[PartyMoney]:
    """One for the case, or one for each party that was fined or has paid."""
    shares = shares_of(situation)
    standing = {order.party_uid: order for order in orders if order.state == OrderState.OPEN}
    if not shares:
        yield _account(situation, "", "", next(iter(standing.values()), None), on)
        return
    names = {each.id: each.name for each in situation.case.parties} if situation.case else {}
    for party, share in shares.items():
        yield _account(share, party, names[party], standing.get(party), on)


def _account(share: Situation, party: str, name: str, order: PaymentOrder | None, on: date) -> PartyMoney:
    demand, grown = payable(share, on), additional_fine_of(share, on)
    return PartyMoney(
        party=party,
        name=name,
        payable=demand,
        asked=fen_zh(demand.amount_fen),
        lines=tuple((line, fen_zh(fen)) for line, fen in demand.lines),
        settlement=settle(share, on),
        paid=tuple(_paid(act) for act in share.all(*PAYMENTS) if paid_by(act)),
        plan=_plan(share, on),
        grown=grown,
        spans=tuple(_spans(grown)),
        grown_money=fen_zh(fen_of(grown.amount_yuan)),
        basis=basis_zh(grown.basis),
        cap=fen_zh(fen_of(cap_of(grown.fine_yuan))),
        order=order,
    )


def _paid(act: LegalAct) -> PaymentLine:
    payload = act.payload
    asked = payload.get("ordered_yuan")
    return PaymentLine(
        day_of(act.occurred_at),
        str(payload.get("channel") or ("银行柜面" if payload.get("bank_slip") else HOW[act.kind])),
        fen_zh(fen_of(paid_by(act))),
        str(payload.get("serial") or payload.get("bank_slip") or ""),
        str(payload.get("receipt_no") or ""),
        fen_zh(fen_of(asked)) if asked is not None else "",
    )


def _plan(situation: Situation, on: date) -> tuple[PartLine, ...]:
    """The parts of the last plan, each held against what was paid since by its own last day."""
    granted = situation.last("instalments_granted")
    if granted is None:
        return ()
    later = situation.acts[situation.acts.index(granted) + 1 :]
    paid = [(day_of(act.occurred_at), fen_of(paid_by(act))) for act in later if act.kind in PAYMENTS]
    lines, wanted = [], 0
    for part in sorted(granted.payload.get("instalments") or (), key=lambda entry: str(entry["due_on"])):
        due_on, fen = date.fromisoformat(part["due_on"]), fen_of(part["amount_yuan"])
        wanted += fen
        lines.append(PartLine(due_on, fen_zh(fen), *_state(paid, wanted, due_on, on)))
    return tuple(lines)


def _state(paid: list[tuple[date, int]], wanted: int, due_on: date, on: date) -> tuple[str, str]:
    if sum(fen for day, fen in paid if day <= due_on) >= wanted:
        return "已缴", "ok"
    if due_on >= on:
        return "未到期", "word"
    late = sum(fen for day, fen in paid if day <= on) >= wanted
    return ("逾期后缴", "soon") if late else ("没有缴", "stop")


def _spans(grown: AdditionalFine) -> list[SpanLine]:
    return [
        SpanLine(
            span.first,
            span.last,
            span.days,
            span.mark,
            span.why or f"按未缴的 {fen_zh(fen_of(span.base_yuan))} 元计算",
            fen_zh(fen_of(span.amount_yuan)),
        )
        for span in grown.spans
    ]
