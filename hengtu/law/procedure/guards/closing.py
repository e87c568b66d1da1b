"""Before a case is closed: corrected, carried out, nothing left seized."""

from __future__ import annotations

from collections.abc import Iterator

from hengtu.law.objections import Objection, curable
from hengtu.law.procedure.matters import plain
from hengtu.law.procedure.moment import Moment
from hengtu.law.procedure.settlement import settle


def correction_stated(moment: Moment) -> Iterator[Objection]:
    """A penalty goes with correction: done, not needed (why), or under follow-up (APL:28p1)."""
    ordered = moment.situation.last("correction_ordered")
    done = moment.asked("correction") or (ordered and ordered.payload.get("done_on"))
    if not done:
        yield curable(
            "correction_not_stated",
            "没有说明违法行为是否改正",
            ("APL:28p1",),
            "请写明已经改正、不需要改正（理由）或者正在跟踪改正。",
        )


def carried_out(moment: Moment) -> Iterator[Objection]:
    """The decision is carried out in full, or the case ends for another stated reason."""
    if moment.asked("reason") or moment.situation.has("not_punished", "not_established", "investigation_ended"):
        return
    open_yuan = settle(moment.situation, moment.on).outstanding_yuan
    if open_yuan > 0:
        yield curable(
            "not_carried_out",
            f"还有 {plain(open_yuan)} 元没有缴纳",
            ("APL:66p1",),
            "请在缴清后结案；申请法院执行已受理等其他情形，写明结案理由。",
        )


def nothing_left_seized(moment: Moment) -> Iterator[Objection]:
    """No measure outlives the case (ACL:28)."""
    taken = moment.situation.last("measure_taken")
    if taken is not None and not moment.situation.after(taken, "measure_lifted"):
        yield curable("measure_not_lifted", "扣押的财物还没有解除并退还", ("ACL:28",), "请先解除强制措施，退还财物。")


def something_is_owed(moment: Moment) -> Iterator[Objection]:
    """There is money to pay: a warning asks for none, and what is paid up is not paid again (APL:67p3)."""
    if settle(moment.situation, moment.on).outstanding_yuan == 0:
        yield curable("nothing_owed", "没有应缴的款项", ("APL:67p3",), "请核对案件和金额；多缴的，按程序退还。")


def instalments_add_up(moment: Moment) -> Iterator[Objection]:
    """The instalments add up to what is owed (APL:66p2)."""
    instalments = moment.asked("instalments") or []
    total = round(sum(float(part["amount_yuan"]) for part in instalments), 2)
    owed = settle(moment.situation, moment.on).outstanding_yuan
    if instalments and total != owed:
        yield curable(
            "instalments_do_not_add_up",
            f"分期合计 {plain(total)} 元，应缴 {plain(owed)} 元",
            ("APL:66p2",),
            "请让各期之和等于应缴数额。",
        )


def spot_collection_allowed(moment: Moment) -> Iterator[Objection]:
    """Cash on the spot only in the cases of APL:68 and APL:69, and never without a fiscal receipt (APL:70)."""
    condition = moment.asked("condition")
    owed = settle(moment.situation, moment.on)
    allowed = condition in {"hard_to_collect_later", "remote_and_asked"} or (
        condition == "small_fine" and owed.fine_yuan <= SMALL_SPOT_CASH_YUAN
    )
    if not allowed:
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


SMALL_SPOT_CASH_YUAN = 100.0  # APL:68i1 「依法给予一百元以下的罚款的」: the number included
