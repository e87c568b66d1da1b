"""Jurisdiction 管辖: transfer of a case, disputes, designation (APL:25, MOT:8, MOT:9)."""

from hengtu.law.procedure.arrows import Arrow, Field
from hengtu.law.procedure.guards.competence import (
    designation_says_where,
    dispute_has_an_outcome,
    goods_go_along_or_are_lifted,
    negotiated_before,
    transfer_answered_in_turn,
)
from hengtu.law.procedure.guards.evidence import nothing_registered_is_open
from hengtu.law.procedure.guards.order import carries
from hengtu.law.procedure.guards.people import held_by

head = held_by("agency_head", "执法部门负责人")
OPENED = ("lead_registered|identity_shown",)
UNDECIDED = ("decided", "spot_decided", "not_punished", "not_established", "case_closed")

ARROWS = (
    Arrow(
        "case_transferred", "X02", "移送案件", ("MOT:9p1",), after=("case_filed",), before=UNDECIDED, by=(head,),
        carries=(carries("receiver", "接收机关", "MOT:9p1"), carries("reason", "移送的理由", "MOT:9p1")),
        gates=(goods_go_along_or_are_lifted, nothing_registered_is_open),
        fields=(
            Field("receiver", "接收机关", required=True),
            Field("receiver_phone", "接收机关联系电话"),
            Field("reason", "移送的理由", required=True),
            Field("materials", "移送的材料", "list", required=True),
            Field("property_goes_along", "涉案财物随案移送", "bool"),
        ),
        why="立案以后发现不属于本机关管辖的，移送有管辖权的机关，并告知当事人。",
    ),
    Arrow(
        "case_transfer_answered", "X02", "登记案件移送答复", ("MOT:9p1",), after=("case_transferred",),
        before=("archived",), by=(head,), carries=(transfer_answered_in_turn,),
        fields=(Field("answer", "答复 accepted|returned", required=True), Field("note", "答复的内容")),
        why="对方受理的，办理结案；退回的，接着办，办案期限没有停过。",
    ),
    Arrow(
        "jurisdiction_disputed", "J01", "登记管辖争议的协商", ("APL:25p2", "MOT:8"), after=OPENED, before=UNDECIDED,
        by=(head,), carries=(carries("other_agency", "对方机关", "APL:25p2"), dispute_has_an_outcome),
        fields=(
            Field("other_agency", "对方机关", required=True),
            Field("other_filed_on", "对方立案日", "date"),
            Field("outcome", "协商结果 here|elsewhere|open", required=True),
            Field("note", "协商的经过"),
        ),
        why="两个以上机关都有管辖权的，由最先立案的管辖；有争议的先协商。",
    ),
    Arrow(
        "designation_requested", "J02", "报请指定管辖", ("APL:25p2", "MOT:8"), after=OPENED, before=UNDECIDED,
        by=(head,), carries=(carries("superior", "上一级部门", "APL:25p2"), negotiated_before),
        fields=(
            Field("superior", "上一级部门", required=True),
            Field("why", "情形 dispute|difficult", required=True),
            Field("reason", "理由", required=True),
        ),
        why="协商不成的，报请共同的上一级部门指定管辖。",
    ),
    Arrow(
        "designation_received", "J03", "登记指定管辖决定", ("APL:25p2", "MOT:8"), after=OPENED, before=UNDECIDED,
        by=(head,), carries=(carries("superior", "作出指定的部门", "APL:25p2"), designation_says_where),
        fields=(
            Field("superior", "作出指定的部门", required=True),
            Field("document_no", "文号", required=True),
            Field("designated", "指定由谁管辖 here|elsewhere", required=True),
            Field("agency", "被指定的机关"),
        ),
        why="上一级部门也可以直接指定；指定由其他机关管辖的，移送案件。",
    ),
)  # fmt: skip
