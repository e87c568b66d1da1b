"""Seizure 扣押 before the decision (ACL:16 to ACL:28)."""

from hengtu.law.procedure.arrows import Arrow, Field
from hengtu.law.procedure.guards.gates import before_its_clock_ends
from hengtu.law.procedure.guards.leads import lead_is_here
from hengtu.law.procedure.guards.order import carries, granting_article, measure_in_force
from hengtu.law.procedure.guards.people import held_by, two_officers

head = held_by("agency_head", "执法部门负责人", "ACL:18i1")
MEASURE = (
    Field("measure", "措施", required=True),
    Field("granting_article", "授权的法律、法规", required=True),
)

ARROWS = (
    Arrow(
        "measure_approved", "C01", "批准行政强制措施", ("ACL:18i1",), after=("case_filed|urgent_measure_taken",),
        before=("decided", "case_closed"), by=(head,),
        carries=(carries("measure", "措施种类", "ACL:18i1"), granting_article), fields=MEASURE,
        why="实施前须向负责人报告并经批准。",
    ),
    Arrow(
        "urgent_measure_taken", "C02", "情况紧急先行扣押", ("ACL:19",), after=("lead_registered",),
        before=("decided", "case_closed"), fits=(lead_is_here,), by=(two_officers,),
        carries=(carries("reason", "紧急情况", "ACL:19"), granting_article),
        fields=(*MEASURE, Field("reason", "紧急情况", required=True)), why="情况紧急的当场实施，二十四小时内补办批准。",
    ),
    Arrow(
        "measure_taken", "C05", "实施扣押、当场交付决定书和清单", ("ACL:18", "ACL:24"), after=("measure_approved",),
        before=("decided", "case_closed"), by=(two_officers,), fields=(Field("items", "财物清单", "list"),),
        why="出示证件、告知、听取陈述申辩、制作现场笔录，当场交付决定书和清单。",
    ),
    Arrow(
        "measure_extended", "C07", "延长扣押期限", ("ACL:25p1",), once=True, after=("measure_taken",), by=(head,),
        fits=(measure_in_force,), carries=(carries("reason", "延长理由", "ACL:25p1"),),
        gates=(before_its_clock_ends("seizure", "measure_extension_late", "三十日的扣押", "ACL:25p1"),),
        fields=(Field("reason", "延长理由", required=True),), why="情况复杂的，期满前批准延长一次，不超过三十日。",
    ),
    Arrow(
        "measure_lifted", "C08", "解除扣押、退还财物", ("ACL:28",), after=("measure_taken",), by=(head,),
        fits=(measure_in_force,), carries=(carries("returned", "退还情况", "ACL:28", value=True),),
        gates=(before_its_clock_ends("seizure", "measure_expired", "扣押", "ACL:25p1", "ACL:28"),),
        fields=(Field("returned", "已退还", "bool", required=True),), why="不再需要或者期限届满的，立即解除并退还。",
    ),
)  # fmt: skip
