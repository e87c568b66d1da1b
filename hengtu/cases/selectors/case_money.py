"""The money of one case: what is to be paid and why, what came, parts of a plan and what was missed, what went back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from hengtu.cases.history import legal_history
from hengtu.cases.models import PaymentOrder, ReceivedPayment, Refund
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
    deferral_over_on,
    paid_by,
    pay_by,
    settle,
)
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
class CaseMoney:
    """What the page of one case's money shows."""

    payable: Payable
    asked: str
    lines: tuple[tuple[str, str], ...]
    settlement: Settlement
    paid: tuple[PaymentLine, ...]
    plan: tuple[PartLine, ...]
    plan_over_on: date | None
    grown: AdditionalFine
    spans: tuple[SpanLine, ...]
    grown_money: str
    basis: tuple[str, ...]
    cap: str
    due_on: date | None
    orders: tuple[PaymentOrder, ...]
    loose: tuple[ReceivedPayment, ...]
    refunds: tuple[Refund, ...]
    refund_due: str

    @property
    def order(self) -> PaymentOrder | None:
        return next((order for order in self.orders if order.state == "OPEN"), None)

    @property
    def number(self) -> str:
        return in_groups(self.order.number) if self.order else ""


def case_money(case_id: UUID, *, on: date) -> CaseMoney:
    """Return the money of a case on a day; the law reckons it."""
    situation = Situation.of(legal_history(acts_of_stream(case_id)))
    settled, demand, grown = settle(situation, on), payable(situation, on), additional_fine_of(situation, on)
    return CaseMoney(
        payable=demand,
        asked=fen_zh(demand.amount_fen),
        lines=tuple((name, fen_zh(fen)) for name, fen in demand.lines),
        settlement=settled,
        paid=tuple(_paid(act) for act in situation.all(*PAYMENTS) if paid_by(act)),
        plan=_plan(situation, on),
        plan_over_on=deferral_over_on(situation),
        grown=grown,
        spans=tuple(_spans(grown)),
        grown_money=fen_zh(fen_of(grown.amount_yuan)),
        basis=basis_zh(grown.basis),
        cap=fen_zh(fen_of(cap_of(grown.fine_yuan))),
        due_on=pay_by(situation),
        orders=tuple(PaymentOrder.objects.filter(case_uid=case_id).order_by("-issued_at", "-number")[:30]),
        loose=tuple(
            ReceivedPayment.objects.filter(case_uid=case_id, booking__in=("UNBOOKED", "RETURNING", "RETURNED"))
        ),
        refunds=tuple(
            Refund.objects.filter(case_uid=case_id)
            .select_related("requested_by", "answered_by")
            .order_by("requested_at")
        ),
        refund_due=fen_zh(fen_of(settled.refund_yuan)) if settled.refund_yuan else "",
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
