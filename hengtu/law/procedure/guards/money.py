"""Money after the decision: plans and what breaks them, cash and its way to the bank, what has to be given back."""

from __future__ import annotations

from collections.abc import Iterator

from hengtu.law.dates_zh import iso_zh
from hengtu.law.money import same_amount
from hengtu.law.objections import Objection, curable
from hengtu.law.procedure.matters import plain
from hengtu.law.procedure.moment import Moment
from hengtu.law.procedure.settlement import missed_on, settle


def something_is_owed(moment: Moment) -> Iterator[Objection]:
    """There is money to pay: a warning asks for none, and what is paid up is not paid again (APL:67p3)."""
    if settle(moment.share, moment.on).outstanding_yuan == 0:
        yield curable("nothing_owed", "没有应缴的款项", ("APL:67p3",), "请核对案件和金额；多缴的，按程序退还。")


def instalments_add_up(moment: Moment) -> Iterator[Objection]:
    """The instalments add up to what is owed (APL:66p2)."""
    instalments = moment.asked("instalments") or []
    total = round(sum(float(part["amount_yuan"]) for part in instalments), 2)
    owed = settle(moment.share, moment.on).outstanding_yuan
    if instalments and total != owed:
        yield curable(
            "instalments_do_not_add_up",
            f"分期合计 {plain(total)} 元，应缴 {plain(owed)} 元",
            ("APL:66p2",),
            "请让各期之和等于应缴数额。",
        )


def instalments_lie_ahead(moment: Moment) -> Iterator[Objection]:
    """No part is due before the day it is granted."""
    past = [part["due_on"] for part in moment.asked("instalments") or () if part["due_on"] < moment.on.isoformat()]
    if past:
        yield curable(
            "instalment_in_the_past",
            f"有一期的期限 {iso_zh(min(past))} 已经过去",
            ("APL:66p2",),
            "请把各期的期限定在今天或者以后。",
        )


def application_is_open(moment: Moment) -> Iterator[Objection]:
    """There is an application for deferral that nobody has answered (APL:66p2)."""
    applied = moment.share.last("deferral_applied")
    if applied is None or moment.share.after(applied, "deferral_refused", "instalments_granted"):
        yield curable(
            "no_open_application", "没有等待答复的延期、分期缴纳申请", ("APL:66p2",), "请先登记当事人的申请。"
        )


def instalment_is_missed(moment: Moment) -> Iterator[Objection]:
    """A plan is broken off only where a part that was due is unpaid (APL:66p2, APL:72p2)."""
    situation = moment.share
    granted = situation.last("instalments_granted")
    if granted is None or situation.after(granted, "deferral_ended"):
        yield curable("no_plan_in_force", "没有正在执行的延期、分期安排", ("APL:66p2",), "请核对案件。")
    elif missed_on(situation, moment.on) is None:
        yield curable(
            "no_instalment_missed",
            "到期的各期都已经缴纳，不能终止延期、分期",
            ("APL:66p2",),
            "请等下一期到期；当事人自愿提前缴清的，直接登记缴款。",
        )


# --- cash -----------------------------------------------------------------------------------------------------------

SMALL_SPOT_CASH_YUAN = 100.0  # APL:68i1 「依法给予一百元以下的罚款的」: the number included
REMOTE = "remote_and_asked"
CONDITIONS = frozenset({"small_fine", "hard_to_collect_later", REMOTE})


def spot_collection_allowed(moment: Moment) -> Iterator[Objection]:
    """Cash on the spot only in the cases of APL:68 and APL:69, and never without a fiscal receipt (APL:70).

    After an ordinary decision only the last case is left: a remote place, and the party that cannot otherwise pay asks.
    """
    if not _condition_holds(moment):
        yield curable(
            "spot_cash_not_allowed",
            "不符合当场收缴罚款的情形",
            ("APL:68", "APL:69"),
            "请当事人在十五日内到指定银行或者通过电子支付系统缴纳。",
        )
    if not moment.asked("receipt_no"):
        yield curable(
            "fiscal_receipt_missing", "没有专用票据号码", ("APL:70",), "请填写专用票据号码；没有票据的，不能收缴。"
        )


def _condition_holds(moment: Moment) -> bool:
    condition = moment.asked("condition")
    if condition == REMOTE:
        return True
    if not moment.situation.has("spot_decided"):
        return False
    small = settle(moment.share, moment.on).fine_yuan <= SMALL_SPOT_CASH_YUAN
    return condition == "hard_to_collect_later" or (condition == "small_fine" and small)


def no_more_than_owed(moment: Moment) -> Iterator[Objection]:
    """Officers collect what is owed and not more (APL:67p1)."""
    owed = settle(moment.share, moment.on).outstanding_yuan
    amount = float(moment.asked("amount_yuan") or 0)
    if owed and amount > owed:
        yield curable(
            "more_than_owed",
            f"收缴 {plain(amount)} 元，应缴只有 {plain(owed)} 元",
            ("APL:67p1",),
            "请核对金额；多收的当场退还。",
        )


def cash_is_with_the_officer(moment: Moment) -> Iterator[Objection]:
    """Cash was collected and not handed in yet, and all of it is handed in (APL:71)."""
    yield from _passed_on(moment, "spot_cash_collected", "spot_cash_handed_in", "交回")


def cash_is_with_the_agency(moment: Moment) -> Iterator[Objection]:
    """Cash was handed in and is not at the bank yet, and all of it goes there (APL:71)."""
    yield from _passed_on(moment, "spot_cash_handed_in", "spot_cash_banked", "缴付银行")


def _passed_on(moment: Moment, source: str, kind: str, zh: str) -> Iterator[Objection]:
    received = _total(moment, source) - _total(moment, kind)
    amount = moment.asked("amount_yuan")
    if received <= 0:
        yield curable("no_cash_to_pass_on", f"没有等待{zh}的当场收缴罚款", ("APL:71",), "请核对案件。")
    elif amount is not None and not same_amount(received, float(amount)):
        yield curable(
            "cash_differs",
            f"应当{zh} {plain(received)} 元，填写的是 {plain(float(amount))} 元",
            ("APL:71",),
            "请如数办理；数目不符的，查明原因并报告。",
        )


def _total(moment: Moment, kind: str) -> float:
    return sum(float(act.payload.get("amount_yuan") or 0) for act in moment.situation.all(kind))


def refund_is_due(moment: Moment) -> Iterator[Objection]:
    """Only what was paid beyond what is owed goes back: all of it once the decision is revoked (APL:75p2)."""
    due = settle(moment.share, moment.on).refund_yuan
    amount = float(moment.asked("amount_yuan") or due)
    if due == 0:
        yield curable("no_refund_due", "没有应当退还的款项", ("APL:75p2",), "请核对决定和缴款记录。")
    elif amount > due:
        yield curable(
            "refund_too_large",
            f"应当退还 {plain(due)} 元，填写的是 {plain(amount)} 元",
            ("APL:75p2",),
            "请按应退的数额办理。",
        )
