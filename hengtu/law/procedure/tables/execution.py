"""Paying 缴纳, deferral and instalments 延期、分期 (APL:66, APL:67)."""

from hengtu.law.procedure.arrows import Arrow, Field
from hengtu.law.procedure.guards.closing import instalments_add_up, something_is_owed
from hengtu.law.procedure.guards.order import carries
from hengtu.law.procedure.guards.people import held_by

AMOUNT = Field("amount_yuan", "金额", "number", required=True)

ARROWS = (
    Arrow(
        "paid", "E01", "缴纳罚款", ("APL:67p3",), after=("decision_served|spot_decided",), before=("archived",),
        fits=(something_is_owed,), by=(held_by("cashier", "银行或者电子支付系统", "APL:67p1"),),
        carries=(carries("amount_yuan", "金额", "APL:67p3"),),
        fields=(AMOUNT,), why="十五日内到指定银行或者通过电子支付系统缴纳；决定与收缴分离。",
    ),
    Arrow(
        "instalments_granted", "E02", "批准延期或者分期缴纳", ("APL:66p2",), after=("decision_served|spot_decided",),
        before=("case_closed", "spot_case_closed"), fits=(something_is_owed,),
        by=(held_by("agency_head", "执法部门负责人", "APL:66p2"),),
        carries=(carries("instalments", "各期日期和金额", "APL:66p2"), instalments_add_up),
        fields=(Field("instalments", "各期日期和金额", "list", required=True),),
        why="确有经济困难的，经申请和批准，可以暂缓或者分期缴纳。",
    ),
)  # fmt: skip
