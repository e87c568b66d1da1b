"""Paying 缴纳, deferral and instalments 延期、分期, cash on its way to the bank, refunds (APL:66 to APL:71)."""

from hengtu.law.procedure.arrows import Arrow, Field
from hengtu.law.procedure.guards.gates import before_its_clock_ends
from hengtu.law.procedure.guards.money import (
    application_is_open,
    cash_is_with_the_agency,
    cash_is_with_the_officer,
    instalment_is_missed,
    instalments_add_up,
    instalments_lie_ahead,
    refund_is_due,
    something_is_owed,
)
from hengtu.law.procedure.guards.order import carries
from hengtu.law.procedure.guards.people import certified, held_by, party_present
from hengtu.law.procedure.guards.statements import agent_has_the_power

SERVED = "decision_served|spot_decided"
CLOSED = ("case_closed", "spot_case_closed")
AMOUNT = Field("amount_yuan", "金额", "number", required=True)
REASON = Field("reason", "理由", required=True)
head = held_by("agency_head", "执法部门负责人", "APL:66p2")
bank = held_by("cashier", "银行或者电子支付系统", "APL:67p1")

ARROWS = (
    Arrow(
        "paid", "E01", "缴纳罚款", ("APL:67p3",), after=(SERVED,),
        fits=(something_is_owed,), by=(bank,),
        carries=(carries("amount_yuan", "金额", "APL:67p3"),),
        fields=(AMOUNT, Field("bank_slip", "银行回单号"), Field("order", "缴款码"), Field("serial", "平台流水号"),
                Field("receipt_no", "财政票据号"), Field("channel", "缴款渠道"),
                Field("ordered_yuan", "缴款通知的金额", "number")),
        why="十五日内到指定银行或者通过电子支付系统缴纳；决定与收缴分离。",
    ),
    Arrow(
        "deferral_applied", "E02", "申请延期或者分期缴纳", ("APL:66p2",), after=(SERVED,), before=CLOSED,
        fits=(something_is_owed,), by=(party_present,), carries=(agent_has_the_power,),
        fields=(REASON, Field("agent", "代理人", "object"), Field("wanted", "希望的安排", required=True),
                Field("proof", "困难的证明")),
        why="确有经济困难的，当事人可以申请暂缓或者分期缴纳。",
    ),
    Arrow(
        "instalments_granted", "E02", "批准延期或者分期缴纳", ("APL:66p2",), after=(SERVED,), before=CLOSED,
        fits=(something_is_owed,), by=(head,),
        carries=(carries("instalments", "各期日期和金额", "APL:66p2"), instalments_add_up, instalments_lie_ahead),
        fields=(Field("instalments", "各期日期和金额", "list", required=True),),
        why="确有经济困难的，经申请和批准，可以暂缓或者分期缴纳。",
    ),
    Arrow(
        "deferral_refused", "E02", "不同意延期或者分期缴纳", ("APL:66p2",), after=("deferral_applied",), before=CLOSED,
        fits=(application_is_open,), by=(head,), fields=(REASON,), why="不符合条件的，书面答复并说明理由。",
    ),
    Arrow(
        "deferral_ended", "E02", "终止延期、分期", ("APL:66p2", "APL:72p2"), after=("instalments_granted",),
        before=CLOSED, by=(head,), gates=(instalment_is_missed,), fields=(REASON,),
        why="到期的一期没有缴纳的，终止安排；申请法院执行的期限从结束之日起算。",
    ),
    Arrow(
        "spot_cash_handed_in", "S07", "交回当场收缴的罚款", ("APL:71",), after=("spot_cash_collected",),
        fits=(cash_is_with_the_officer,), by=(certified,),
        gates=(before_its_clock_ends("spot_cash_officer", "cash_handed_in_late", "两个工作日的交回", "APL:71"),),
        fields=(AMOUNT, Field("received_by", "收款人", required=True)),
        why="自收缴之日起两个工作日内交至所在机关；水上收缴的自抵岸之日起算。",
    ),
    Arrow(
        "spot_cash_banked", "S07", "缴付指定银行", ("APL:71",), after=("spot_cash_handed_in",),
        fits=(cash_is_with_the_agency,), by=(bank,),
        gates=(before_its_clock_ends("spot_cash_bank", "cash_banked_late", "两个工作日的缴付", "APL:71"),),
        fields=(AMOUNT, Field("bank_slip", "银行回单号")), why="机关收到后两个工作日内缴付指定的银行。",
    ),
    Arrow(
        "fine_refunded", "E01", "退还款项", ("APL:75p2",), after=("paid|spot_cash_collected",), fits=(refund_is_due,),
        by=(bank,), fields=(AMOUNT, REASON, Field("bank_slip", "银行回单号"), Field("serial", "退款流水号"),
                            Field("payment_serial", "所退缴款的流水号"), Field("approved_by", "批准人")),
        why="决定被撤销、变更或者多缴的，退还多收的款项。",
    ),
)  # fmt: skip
