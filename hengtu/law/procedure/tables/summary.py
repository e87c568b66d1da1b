"""The summary procedure 简易程序: decided on the spot by two officers (APL:51, APL:52)."""

from hengtu.law.procedure.arrows import Arrow, Field
from hengtu.law.procedure.guards.aftermath import remedies_followed_up
from hengtu.law.procedure.guards.closing import carried_out, correction_stated, nothing_stayed
from hengtu.law.procedure.guards.crime import suspicion_is_settled
from hengtu.law.procedure.guards.evidence import (
    exhibits_documented,
    monitoring_records_audited,
    nothing_registered_is_open,
)
from hengtu.law.procedure.guards.gates import before_its_clock_ends
from hengtu.law.procedure.guards.meeting import SEPARATE, fines_meet_lawfully
from hengtu.law.procedure.guards.money import no_more_than_owed, something_is_owed, spot_collection_allowed
from hengtu.law.procedure.guards.opening import case_is_understood, found_facts_are_understood
from hengtu.law.procedure.guards.order import carries, rechecked, signed_or_refusal_noted, within_limitation
from hengtu.law.procedure.guards.penalty import small_enough_for_the_spot, within_the_law
from hengtu.law.procedure.guards.people import certified, held_by, party_present, two_officers
from hengtu.law.procedure.guards.relied_on import item_in_use

ON_THE_SPOT = ("spot_decided", "case_filed")

ARROWS = (
    Arrow(
        "identity_shown", "S01", "出示证件、查明身份", ("APL:52p1",), once=True, before=("lead_registered",),
        by=(two_officers,), carries=(case_is_understood,), gates=(within_limitation, item_in_use),
        fields=(Field("case", "案件基本情况", "object", required=True), Field("place", "地点")),
        why="两名执法人员主动出示证件。",
    ),
    Arrow(
        "spot_evidence_collected", "S02", "收集必要证据", ("MOT:61",), after=("identity_shown",), before=ON_THE_SPOT,
        by=(two_officers,),
        carries=(
            carries("records", "现场笔录或者其他证据", "APL:55p2"),
            found_facts_are_understood,
            monitoring_records_audited,
            exhibits_documented,
        ),
        fields=(Field("records", "证据", "list", required=True), Field("facts", "查明的事实", "object")),
        why="违法事实确凿才能当场处罚。",
    ),
    Arrow(
        "spot_told", "S03", "口头告知", ("APL:44",), after=("spot_evidence_collected",), before=ON_THE_SPOT,
        by=(certified,), why="告知违法事实、理由、依据和权利。",
    ),
    Arrow(
        "spot_statement_heard", "S04", "听取陈述申辩", ("APL:45p1",), after=("spot_told",), before=ON_THE_SPOT,
        by=(party_present,), carries=(rechecked,),
        fields=(Field("statement", "陈述申辩", required=True), Field("recheck", "复核意见")),
        why="充分听取意见并复核；有疑问的改用普通程序。",
    ),
    Arrow(
        "spot_decided", "S05", "当场作出处罚决定", ("APL:51", "APL:52p1"), once=True,
        after=("identity_shown", "spot_statement_heard"), before=("case_filed",),
        by=(two_officers,),
        gates=(
            small_enough_for_the_spot, within_the_law("decided"), fines_meet_lawfully("decided"), suspicion_is_settled,
        ),
        fields=(
            Field("decided", "处罚决定", "any", required=True),
            Field("reason_zh", "理由"),
            Field(SEPARATE, "分别认定为几个行为的理由"),
        ),
        why="填写预定格式、编有号码的决定书，当场交付。",
    ),
    Arrow(
        "spot_acknowledged", "S06", "当事人签收", ("APL:52p1",), once=True, after=("spot_decided",),
        by=(party_present,), carries=(signed_or_refusal_noted,),
        fields=(Field("signed", "已签收", "bool", required=True), Field("refusal_noted", "已注明拒签", "bool")),
        why="签收，或者注明拒绝签收。",
    ),
    Arrow(
        "spot_cash_collected", "S07", "当场收缴罚款", ("APL:68", "APL:69", "APL:70"),
        after=("spot_decided|decision_served",),
        before=("case_closed", "spot_case_closed"), fits=(something_is_owed,), by=(certified,),
        carries=(spot_collection_allowed, no_more_than_owed),
        fields=(
            Field("condition", "当场收缴情形", required=True),
            Field("receipt_no", "专用票据号码", required=True),
            Field("amount_yuan", "金额", "number", required=True),
            Field("difficulty", "缴款困难和当事人的请求"),
            Field("landed_on", "抵岸日", "date"),
        ),
        why="只在法定情形下当场收缴，并出具专用票据。",
    ),
    Arrow(
        "spot_filed", "S08", "报所属机关备案", ("APL:52p3",), once=True, after=("spot_acknowledged",), by=(certified,),
        gates=(before_its_clock_ends("spot_filing", "spot_filing_late", "当场处罚备案", "APL:52p3"),),
        why="当场作出的决定，报所属机关备案。",
    ),
    Arrow(
        "spot_case_closed", "S09", "结案（简易程序）", ("APL:53",), once=True, after=("spot_filed",),
        by=(held_by("agency_head", "执法部门负责人", "APL:57p1"),),
        gates=(correction_stated, carried_out, nothing_registered_is_open, nothing_stayed, remedies_followed_up),
        fields=(
            Field("correction_is", "改正状况 done|not_needed|follow_up"),
            Field("correction", "改正情况"),
            Field("follow_up_on", "跟踪核查日", "date"),
            Field("closing", "结案情形"),
            Field("reason", "结案理由"),
        ),
        why="决定执行完毕、改正情况清楚的，结案。",
    ),
)  # fmt: skip
