"""Sealing and seizure 查封、扣押 before the decision (ACL:16 to ACL:28). A case may hold several measures at a time."""

from hengtu.law.procedure.arrows import Arrow, Field
from hengtu.law.procedure.guards.leads import lead_is_here
from hengtu.law.procedure.guards.measures import (
    disposal_is_lawful,
    extended_once,
    granting_article,
    keeper_is_no_investigator,
    lifted_in_time,
    lifting_ground_is_known,
    names_one_in_force,
    no_storage_fee,
    not_by_entrusted_body,
    not_expired,
    one_waits_for_approval,
    one_waits_to_be_taken,
    some_measure_in_force,
    taken_in_by_time,
    testing_fixed_beforehand,
    urgent_report_in_time,
)
from hengtu.law.procedure.guards.order import carries
from hengtu.law.procedure.guards.people import held_by, two_officers
from hengtu.law.procedure.guards.property import (
    disposed_on_record,
    handed_back_properly,
    listed_once,
    nothing_is_out,
    taken_over_from_its_keeper,
    things_are_listed,
    unclaimed_time_is_over,
)

head = held_by("agency_head", "执法部门负责人", "ACL:18i1")
keeper = held_by("property_keeper", "涉案财物管理人员")
MEASURE = (
    Field("measure", "措施", required=True),
    Field("granting_article", "授权的法律、法规", required=True),
)
OF = Field("of_measure", "哪一项强制措施")
# Which things an act speaks of; none means the whole list, as acts always did.
THINGS = Field("things", "哪些财物", "list")
TAKEN = "measure_taken|urgent_measure_taken"

ARROWS = (
    Arrow(
        "measure_approved", "C01", "批准行政强制措施", ("ACL:18i1",), after=("case_filed|urgent_measure_taken",),
        before=("decided", "case_closed"), by=(head,),
        carries=(carries("measure", "措施种类", "ACL:18i1"), granting_article), gates=(urgent_report_in_time,),
        fields=MEASURE, why="实施前须向负责人报告并经批准。",
    ),
    Arrow(
        "urgent_measure_taken", "C02", "情况紧急先行查封、扣押", ("ACL:19",), after=("lead_registered",),
        before=("decided", "case_closed"), fits=(lead_is_here,), by=(two_officers, not_by_entrusted_body),
        carries=(carries("reason", "紧急情况", "ACL:19"), granting_article, listed_once),
        fields=(*MEASURE, Field("reason", "紧急情况", required=True), Field("items", "财物清单", "list")),
        why="情况紧急的当场实施，二十四小时内补办批准。",
    ),
    Arrow(
        "urgent_measure_refused", "C02", "不同意紧急强制措施", ("ACL:19",), after=("urgent_measure_taken",),
        fits=(one_waits_for_approval,), by=(head,), carries=(carries("reason", "不同意的理由", "ACL:19"),),
        fields=(OF, Field("reason", "不同意的理由", required=True)),
        why="负责人认为不应当采取的，立即解除。",
    ),
    Arrow(
        "measure_taken", "C05", "实施查封、扣押，当场交付决定书和清单", ("ACL:18", "ACL:24"),
        after=("measure_approved",), before=("decided", "case_closed"), fits=(one_waits_to_be_taken,),
        by=(two_officers, not_by_entrusted_body), carries=(listed_once,),
        fields=(OF, Field("items", "财物清单", "list")),
        why="出示证件、告知、听取陈述申辩、制作现场笔录，当场交付决定书和清单。",
    ),
    Arrow(
        "property_taken_in", "C06", "接收保管涉案财物", ("ACL:26",), after=(TAKEN,), fits=(some_measure_in_force,),
        by=(keeper, keeper_is_no_investigator),
        carries=(
            names_one_in_force,
            carries("place", "保管场所", "ACL:26p1"),
            things_are_listed,
            taken_over_from_its_keeper,
        ),
        gates=(taken_in_by_time,),
        fields=(
            OF,
            THINGS,
            Field("ledger_no", "台账编号", required=True),
            Field("place", "保管场所", required=True),
            Field("condition", "保管状态"),
            Field("handed_by", "移交人"),
            Field("delay_reason", "没有当日移交的情形 remote|appraisal"),
            Field("labelled", "已经贴标签", "bool"),
            Field("photographed", "已经拍照", "bool"),
            Field("absent_reason", "原保管人不在岗的情况"),
        ),
        why="交由没有参加调查的人保管，登记台账；不得使用、损毁，保管费由本机关承担。",
    ),
    Arrow(
        "testing_period_told", "C07", "告知检测、鉴定期间", ("ACL:25p3",), after=(TAKEN,),
        fits=(some_measure_in_force,), by=(two_officers,), carries=(names_one_in_force, testing_fixed_beforehand),
        gates=(not_expired,),
        fields=(
            OF,
            Field("from_on", "开始日", "date", required=True),
            Field("to_on", "结束日", "date", required=True),
            Field("body", "检测、鉴定机构", required=True),
            Field("purpose", "检测、鉴定事项"),
        ),
        why="期间明确并事先书面告知的，不计入查封、扣押的期限。",
    ),
    Arrow(
        "measure_extended", "C07", "延长查封、扣押期限", ("ACL:25p1",), after=(TAKEN,), by=(head,),
        fits=(some_measure_in_force,),
        carries=(carries("reason", "延长理由", "ACL:25p1"), names_one_in_force, extended_once), gates=(not_expired,),
        fields=(OF, Field("reason", "延长理由", required=True)),
        why="情况复杂的，期满前批准延长一次，不超过三十日，书面告知当事人。",
    ),
    Arrow(
        "measure_lifted", "C08", "解除查封、扣押，退还财物", ("ACL:28",), after=(TAKEN,), by=(head,),
        fits=(some_measure_in_force,),
        carries=(names_one_in_force, things_are_listed, handed_back_properly, nothing_is_out, no_storage_fee,
                 lifting_ground_is_known),
        gates=(lifted_in_time,),
        fields=(
            OF,
            THINGS,
            Field("returned", "已退还", "bool", required=True),
            Field("reason", "解除的理由"),
            Field("ground", "解除的情形 no_violation|unrelated|decided|expired|other"),
            Field("storage_fee_yuan", "已经收取的保管费", "number"),
            Field("received_by", "领取人"),
            Field("capacity", "领取人身份 party|agent"),
            Field("authorisation", "授权委托书"),
            Field("received_signed", "领取人已签字", "bool"),
            Field("refusal_note", "拒绝签字的情况"),
        ),
        why="不再需要或者期限届满的，立即解除并退还。",
    ),
    Arrow(
        "property_disposed", "C09", "处理查封、扣押的财物", ("ACL:27",), after=(TAKEN,), by=(head,),
        fits=(some_measure_in_force,),
        carries=(names_one_in_force, things_are_listed, disposal_is_lawful, unclaimed_time_is_over, disposed_on_record),
        gates=(not_expired,),
        fields=(
            OF,
            THINGS,
            Field(
                "how",
                "怎样处理 confiscated|destroyed|set_off|sold_perishable|handed_to_police|unclaimed|lost",
                required=True,
            ),
            Field("to_be_sold", "要公开拍卖或者变卖", "bool"),
            Field("basis", "依据"),
            Field("photographed", "已经拍照录像", "bool"),
            Field("proceeds_yuan", "变卖所得", "number"),
            Field("party_notified", "已经书面告知当事人", "bool"),
        ),
        why="依法没收、销毁、抵缴或者随案移送；不宜保存的先行变卖，价款保存。",
    ),
)  # fmt: skip
