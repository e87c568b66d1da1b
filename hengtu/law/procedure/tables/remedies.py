"""Reconsideration 行政复议, litigation 行政诉讼, and what their outcome brings (ARL, ALL, APL:48p2, APL:73)."""

from hengtu.law.procedure.arrows import Arrow, Field
from hengtu.law.procedure.guards.gates import before_its_clock_ends
from hengtu.law.procedure.guards.people import certified, held_by, party_present
from hengtu.law.procedure.guards.remedies import (
    court_outcome_known,
    execution_is_stayed,
    filed_through_us,
    lawsuit_is_running,
    no_lawsuit_is_running,
    no_review_is_running,
    no_worse_on_review,
    not_stayed_yet,
    opinion_is_open,
    reconsideration_came_first,
    review_is_running,
    review_outcome_known,
    something_to_withdraw,
    staying_body_known,
    through_the_agency_only_where_allowed,
)

SERVED = "decision_served|spot_decided"
REASON = Field("reason", "理由", required=True)
BODY = Field("body", "行政复议机关", required=True)
COURT = Field("court", "人民法院", required=True)
RECEIVED = Field("received_on", "收到日期", "date")
CHANGED = Field("decided", "变更后的处罚", "any")
head = held_by("agency_head", "执法部门负责人", "ARL:48")
suit_head = held_by("agency_head", "执法部门负责人", "ALL:67")
publishing_head = held_by("agency_head", "执法部门负责人", "APL:48p2")

ARROWS = (
    # --- reconsideration ----------------------------------------------------------------------------------------------
    Arrow(
        "reconsideration_applied", "R01", "当事人申请行政复议", ("ARL:20p1", "ARL:32"), after=(SERVED,),
        fits=(no_review_is_running, no_lawsuit_is_running), by=(party_present,),
        carries=(through_the_agency_only_where_allowed,),
        fields=(BODY, Field("via_agency", "通过本机关提交", "bool"), Field("applied_on", "申请日期", "date"),
                Field("request", "复议请求"), Field("by_monitoring", "依据电子技术监控记录处罚", "bool")),
        why="知道处罚决定之日起六十日内；当场处罚和电子技术监控处罚可以通过本机关提交。",
    ),
    Arrow(
        "reconsideration_forwarded", "R02", "转送复议申请", ("ARL:32",), after=("reconsideration_applied",),
        fits=(filed_through_us,), by=(head,),
        gates=(before_its_clock_ends("reconsideration_forward", "forwarded_late", "五个工作日的转送", "ARL:32"),),
        fields=(BODY,), why="认为需要维持决定的，五个工作日内转送；认为有错误的，可以自行改正。",
    ),
    Arrow(
        "reconsideration_received", "R03", "收到复议申请书副本", ("ARL:48", "ARL:54"), after=(SERVED,),
        fits=(no_lawsuit_is_running,), by=(certified,),
        fields=(BODY, Field("procedure", "复议程序 ordinary|simple", required=True), RECEIVED,
                Field("accepted_on", "受理日期", "date"), Field("applied_on", "申请日期", "date"),
                Field("case_ref", "复议案号")),
        why="普通程序十个工作日、简易程序五个工作日内答复并提交证据。",
    ),
    Arrow(
        "reconsideration_answered", "R04", "提交复议答复", ("ARL:48", "ARL:54"), after=("reconsideration_received",),
        fits=(review_is_running,), by=(head,),
        gates=(
            before_its_clock_ends("reconsideration_reply_ordinary", "reply_late", "十个工作日的复议答复", "ARL:48"),
            before_its_clock_ends("reconsideration_reply_simple", "reply_late", "五个工作日的复议答复", "ARL:54"),
        ),
        fields=(Field("answer", "答复要点", required=True), Field("evidence", "提交的证据和依据", "list")),
        why="逾期不答复、不提交证据的，视为行政行为没有证据、依据。",
    ),
    Arrow(
        "reconsideration_decided", "R05", "登记复议结果", ("ARL:62", "ARL:63p1"),
        after=("reconsideration_applied|reconsideration_received",), fits=(review_is_running,), by=(certified,),
        carries=(review_outcome_known, no_worse_on_review),
        fields=(Field("outcome", "复议结果", required=True), RECEIVED, CHANGED, Field("reason", "理由"),
                Field("redo_by", "责令履行或者重新作出的期限", "date"),
                Field("third_party_asked", "第三人提出相反请求", "bool")),
        why="撤销的，处罚决定不再有效；变更的，按变更后的处罚执行。",
    ),
    Arrow(
        "reconsideration_opinion_received", "R06", "收到复议意见书", ("ARL:76",),
        after=(f"{SERVED}|decision_revoked|reconsideration_decided",),
        by=(certified,), fields=(BODY, Field("opinion", "意见", required=True), RECEIVED),
        why="六十日内将纠正的情况报送行政复议机构。",
    ),
    Arrow(
        "reconsideration_opinion_reported", "R07", "反馈复议意见办理情况", ("ARL:76",),
        after=("reconsideration_opinion_received",), fits=(opinion_is_open,), by=(head,),
        gates=(before_its_clock_ends("reconsideration_opinion_feedback", "feedback_late", "六十日的反馈", "ARL:76"),),
        fields=(Field("report", "纠正的情况", required=True),), why="写明纠正违法行为、改进执法的情况。",
    ),
    # --- litigation ---------------------------------------------------------------------------------------------------
    Arrow(
        "lawsuit_received", "L01", "收到起诉状副本", ("ALL:67",), after=(SERVED,), fits=(no_review_is_running,),
        by=(certified,), carries=(reconsideration_came_first,),
        fields=(COURT, Field("court_case", "法院案号"), RECEIVED, Field("filed_on", "起诉日期", "date"),
                Field("docketed_all_the_same", "没有经过复议，法院已经立案", "bool")),
        why="十五日内提交证据、依据和答辩状；当场处罚须先经复议。",
    ),
    Arrow(
        "lawsuit_answered", "L02", "提交答辩状和证据", ("ALL:67", "ALL:34"), after=("lawsuit_received",),
        fits=(lawsuit_is_running,), by=(suit_head,),
        gates=(before_its_clock_ends("litigation_answer", "defence_late", "十五日的答辩", "ALL:67"),),
        fields=(Field("answer", "答辩要点", required=True), Field("evidence", "提交的证据和依据", "list")),
        why="逾期不提交证据的，视为没有相应证据；诉讼中不得自行向原告和证人收集证据。",
    ),
    Arrow(
        "lawsuit_judged", "L03", "登记法院裁判", ("ALL:69",), after=("lawsuit_received",), fits=(lawsuit_is_running,),
        by=(certified,), carries=(court_outcome_known,),
        fields=(Field("outcome", "裁判结果", required=True), Field("in_force", "裁判已经生效", "bool", required=True),
                RECEIVED, CHANGED, Field("reason", "理由"), Field("redo_by", "重新作出的期限", "date")),
        why="一审裁判生效以前，加处罚款仍不计算；有上诉的，二审裁判另行登记。",
    ),
    # --- what comes with them -----------------------------------------------------------------------------------------
    Arrow(
        "stay_ordered", "R08", "停止执行", ("APL:73p1", "ARL:42", "ALL:56"), after=(SERVED,), fits=(not_stayed_yet,),
        by=(certified,), carries=(staying_body_known,), fields=(Field("ordered_by", "由谁决定", required=True), REASON),
        why="复议、诉讼不停止执行；只有复议机关、人民法院或者本机关决定停止的才停止。",
    ),
    Arrow(
        "stay_ended", "R08", "停止执行结束", ("APL:73p1",), after=("stay_ordered",), fits=(execution_is_stayed,),
        by=(certified,), fields=(REASON,), why="停止执行的决定失效以后，恢复执行。",
    ),
    Arrow(
        "publication_withdrawn", "R09", "撤回公开的决定", ("APL:48p2",),
        after=("decision_revoked|reconsideration_decided|lawsuit_judged",), fits=(something_to_withdraw,),
        by=(publishing_head,),
        gates=(before_its_clock_ends("withdraw_publication", "withdrawal_late", "三个工作日的撤回", "APL:48p2"),),
        fields=(Field("reason", "公开说明的理由", required=True), Field("records", "变更后公开的内容", "list")),
        why="决定被变更、撤销、确认违法或者无效的，三个工作日内撤回，并公开说明理由。",
    ),
)  # fmt: skip
