"""Values of what is to be paid, was paid and was given back. Amounts are handed over one by one and never ranked."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from hengtu.exchange.source import Source
from hengtu.exchange.values.registry import Item, condition, grain, value
from hengtu.law.acts import LegalAct
from hengtu.law.procedure.settlement import PAYMENTS, additional_fine_of, paid_by, pay_by, settle
from hengtu.law.procedure.situation import day_of

CENT = Decimal("0.01")
PAID_BY_PARTY = ("paid", "spot_cash_collected")


def cents(yuan: float) -> Decimal:
    """Return an amount in yuan to the cent."""
    return Decimal(str(yuan)).quantize(CENT)


@grain("demand")
def demands(source: Source) -> Iterable[Item]:
    """One record for what the decision that stands costs, where it costs anything."""
    situation = source.situation
    act = situation.decision
    if act is not None and sum(penalty.total_yuan for penalty in situation.decided.values()) > 0:
        moving = situation.all("decision_served", "instalments_granted", "deferral_ended", *PAYMENTS, "fine_refunded")
        yield Item("", act, tuple(dict.fromkeys((act.uid, *(each.uid for each in moving)))))


@grain("payment")
def payments(source: Source) -> Iterable[Item]:
    """One record per payment."""
    for act in source.situation.all(*PAID_BY_PARTY):
        yield Item(act.uid, act, (act.uid,))


@grain("refund")
def refunds(source: Source) -> Iterable[Item]:
    """One record per sum given back."""
    for act in source.situation.all("fine_refunded"):
        yield Item(act.uid, act, (act.uid,))


@condition("owes_money")
def owes_money(source: Source, _: object) -> bool:
    """The decision that stands costs something."""
    return any(penalty.total_yuan > 0 for penalty in source.situation.decided.values())


@condition("was_paid", of="demand")
def was_paid(source: Source, _: LegalAct) -> bool:
    """Something has been paid."""
    return source.situation.has(*PAYMENTS)


@value("demand.payment_number", "缴款识别号", owner="收缴人员", mend="")
def payment_number(source: Source, _: LegalAct) -> str:
    """The number the sum is asked for under: the last order, else the one a payment names."""
    named = [_numbered(act) for act in source.situation.all(*PAID_BY_PARTY)]
    return source.orders[-1] if source.orders else next((number for number in reversed(named) if number), "")


@value("demand.fine", "罚款金额（元）", mend="act:decided")
def demand_fine(source: Source, _: LegalAct) -> Decimal:
    return cents(sum(penalty.amount_yuan for penalty in source.situation.decided.values()))


@value("demand.confiscated", "没收金额（元）", mend="act:decided")
def demand_confiscated(source: Source, _: LegalAct) -> Decimal:
    return cents(sum(penalty.confiscate_yuan for penalty in source.situation.decided.values()))


@value("demand.due_on", "缴款到期日", mend="services")
def demand_due_on(source: Source, _: LegalAct) -> date | None:
    """Fifteen days from service, or what was granted instead (APL:67p3, APL:66p2)."""
    return pay_by(source.situation)


@value("demand.paid", "已缴金额（元）", owner="收缴人员", mend="act:paid")
def demand_paid(source: Source, _: LegalAct) -> Decimal:
    return cents(settle(source.situation, _last_day(source)).paid_yuan)


@value("demand.refunded", "已退金额（元）", owner="收缴人员", mend="act:fine_refunded")
def demand_refunded(source: Source, _: LegalAct) -> Decimal:
    return cents(settle(source.situation, _last_day(source)).refunded_yuan)


@value("demand.additional_fine", "截至最近一次缴款的加处罚款（元）", owner="收缴人员", mend="act:paid")
def demand_additional_fine(source: Source, _: LegalAct) -> Decimal | None:
    """As of the last payment, so that a record does not change with every day that passes."""
    paid = source.situation.last(*PAYMENTS)
    if paid is None:
        return None
    return cents(float(additional_fine_of(source.situation, day_of(paid.occurred_at)).amount_yuan))


@value("demand.instalments", "分期缴款计划")
def demand_instalments(source: Source, _: LegalAct) -> list[str]:
    granted = source.situation.last("instalments_granted")
    parts = granted.payload.get("instalments") or () if granted else ()
    return [f"{part['due_on']} {cents(float(part['amount_yuan']))}" for part in parts]


@value("payment.id", "缴款标识", owner="收缴人员", mend="act:paid")
def payment_id(_: Source, act: LegalAct) -> str:
    return act.uid


@value("payment.number", "缴款识别号", owner="收缴人员", mend="act:paid")
def number_of_payment(_: Source, act: LegalAct) -> str:
    return _numbered(act)


@value("payment.amount", "缴款金额（元）", owner="收缴人员", mend="act:paid")
def payment_amount(_: Source, act: LegalAct) -> Decimal:
    return cents(paid_by(act))


@value("payment.at", "缴款时间", owner="收缴人员", mend="act:paid")
def payment_at(_: Source, act: LegalAct) -> datetime:
    return act.occurred_at


@value("payment.receipt_no", "票据号码", owner="收缴人员", mend="act:paid")
def payment_receipt_no(_: Source, act: LegalAct) -> str:
    return str(act.payload.get("receipt_no") or "")


@value("payment.way", "缴款方式", owner="收缴人员", mend="act:paid")
def payment_way(_: Source, act: LegalAct) -> str:
    """SPOT where it was collected on the spot, PLATFORM otherwise."""
    return "SPOT" if act.kind == "spot_cash_collected" else "PLATFORM"


@value("refund.id", "退款标识", owner="收缴人员", mend="act:fine_refunded")
def refund_id(_: Source, act: LegalAct) -> str:
    return act.uid


@value("refund.amount", "退款金额（元）", owner="收缴人员", mend="act:fine_refunded")
def refund_amount(_: Source, act: LegalAct) -> Decimal:
    return cents(float(act.payload.get("amount_yuan") or 0))


@value("refund.at", "退款时间", owner="收缴人员", mend="act:fine_refunded")
def refund_at(_: Source, act: LegalAct) -> datetime:
    return act.occurred_at


@value("refund.reason", "退款理由", owner="收缴人员", mend="act:fine_refunded")
def refund_reason(_: Source, act: LegalAct) -> str:
    return str(act.payload.get("reason") or "")


@value("refund.number", "所退缴款的流水号", owner="收缴人员", mend="act:fine_refunded")
def refund_number(_: Source, act: LegalAct) -> str:
    return str(act.payload.get("payment_serial") or "")


@value("refund.serial", "退款流水号", owner="收缴人员", mend="act:fine_refunded")
def refund_serial(_: Source, act: LegalAct) -> str:
    return str(act.payload.get("serial") or "")


@value("payment.serial", "平台流水号", owner="收缴人员", mend="act:paid")
def payment_serial(_: Source, act: LegalAct) -> str:
    return str(act.payload.get("serial") or "")


@value("payment.channel", "缴款渠道", owner="收缴人员", mend="act:paid")
def payment_channel(_: Source, act: LegalAct) -> str:
    return str(act.payload.get("channel") or "")


def _numbered(act: LegalAct) -> str:
    """The number a payment carries; acts from before the payment platform have none, and none is invented."""
    return str(act.payload.get("order") or "")


def _last_day(source: Source) -> date:
    return day_of(source.acts[-1].occurred_at)
