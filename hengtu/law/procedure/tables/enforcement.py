"""Enforcing 强制执行: reminder, own power, substitute performance, court, suspension and agreement (ACL, APL:72)."""

from hengtu.law.procedure.arrows import Arrow, Field
from hengtu.law.procedure.guards.court import (
    application_is_with_the_court,
    court_has_accepted,
    court_window_is_open,
    reminded_ten_working_days_ago,
    stage_is_known,
    unperformed_and_not_enforced,
    within_the_objection_term,
)
from hengtu.law.procedure.guards.enforcement import (
    DECIDING_GROUNDS,
    ENDING_GROUNDS,
    RESUMING_GROUNDS,
    SUSPENSION_GROUNDS,
    agreed_by_both,
    agreement_adds_up,
    announced_before_pulling_down,
    at_a_lawful_hour,
    exact_sum_told,
    ground_among,
    harm_is_stated,
    has_own_power,
    is_suspended,
    no_utilities_cut,
    not_stayed,
    not_suspended,
    order_is_open,
    performed_under_supervision,
    purpose_is_known,
    reduction_is_earned,
    remedies_lapsed_where_due,
    reminded_in_vain,
    reminded_to_restore,
    rights_told,
    something_is_unperformed,
    term_is_over,
    three_working_days_before,
    three_years_are_over,
    urgent_obstacle,
)
from hengtu.law.procedure.guards.people import certified, held_by, party_present, two_officers
from hengtu.law.procedure.guards.publishing import (
    hiding_is_reasoned,
    publisher,
    result_in_time,
    result_is_named,
    some_result_waits,
)
from hengtu.law.procedure.guards.reminders import (
    party_states_or_officer_answers,
    reminder_answer_is_whole,
    reminder_statements_considered,
)
from hengtu.law.procedure.guards.service import service_is_proved
from hengtu.law.procedure.guards.statements import agent_is_authorised
from hengtu.law.procedure.tables.disclosure import PUBLISHING

SERVED = "decision_served|spot_decided"
CLOSED = ("case_closed", "spot_case_closed")
REASON = Field("reason", "理由", required=True)
COURT = Field("court", "人民法院", required=True)
RECEIVED = Field("received_on", "收到日期", "date")
SERVICE = (Field("served", "送达方式", required=True), Field("received_on", "签收日", "date"))
URGENT = Field("urgent_reason", "紧急情况")
NO_HOLIDAY = Field("no_holiday", "已核对当日不是法定节假日", "bool")
DESPITE = Field("despite_answer", "采纳了意见仍要执行的理由")
INSTALMENTS = Field("instalments", "各期日期和金额", "list")
head = held_by("agency_head", "执法部门负责人", "ACL:37")
court_head = held_by("agency_head", "执法部门负责人", "ACL:55")

ARROWS = (
    # --- reminded and heard -------------------------------------------------------------------------------------------
    Arrow(
        "reminder_served", "E04", "送达催告书", ("ACL:35", "ACL:54"), after=(SERVED,), before=CLOSED,
        fits=(something_is_unperformed,), by=(two_officers,),
        carries=(purpose_is_known, exact_sum_told, rights_told, service_is_proved),
        gates=(term_is_over, not_stayed),
        fields=(
            Field("purpose", "逾期不履行时的措施", required=True), Field("due_on", "履行期限", "date", required=True),
            Field("manner", "履行方式", required=True), Field("amount_yuan", "应缴金额", "number"),
            Field("obligation", "履行内容"), Field("right_told", "已告知陈述、申辩权", "bool"), *SERVICE,
        ),
        why="强制执行以前书面催告：履行期限、方式、明确的金额，以及陈述、申辩的权利。",
    ),
    Arrow(
        "reminder_answered", "E04", "听取对催告的意见", ("ACL:36",), after=("reminder_served",), before=CLOSED,
        by=(party_states_or_officer_answers,), carries=(reminder_answer_is_whole,),
        fields=(Field("statement", "陈述申辩"), Field("recheck", "复核意见"), Field("of_statement", "答复哪一份意见"),
                Field("adopted", "是否采纳"), Field("evidence_seen", "看过的证据", "list")),
        why="充分听取当事人的意见，记录、复核；理由成立的，应当采纳。",
    ),
    Arrow(
        "reminder_statement_received", "E04", "提交对催告的意见", ("ACL:36",), after=("reminder_served",),
        before=CLOSED, by=(party_present,), carries=(agent_is_authorised,),
        fields=(Field("statement", "陈述申辩", required=True), Field("mode", "提出方式"),
                Field("agent", "代理人", "object"), Field("exhibits", "提交的证据", "list")),
        why="收到催告书以后，当事人有权陈述和申辩。",
    ),
    # --- through the court --------------------------------------------------------------------------------------------
    Arrow(
        "court_applied", "E05", "申请人民法院强制执行", ("ACL:53", "ACL:54", "ACL:55"),
        after=("reminder_served",), before=CLOSED,
        fits=(something_is_unperformed, unperformed_and_not_enforced), by=(court_head,),
        gates=(court_window_is_open, reminded_ten_working_days_ago, not_stayed, reminder_statements_considered),
        fields=(COURT, Field("party_opinion", "当事人的意见"), Field("assets", "执行标的情况"),
                Field("good_reason", "逾期的正当理由"), DESPITE),
        why="复议和诉讼的期限都届满、催告满十个工作日仍不履行的，三个月内申请。",
    ),
    Arrow(
        "court_accepted", "E05", "登记法院受理", ("ACL:56p1",), after=("court_applied",),
        fits=(application_is_with_the_court,), by=(certified,),
        fields=(COURT, Field("court_case", "法院案号"), Field("hears_parties", "法院要听取意见", "bool")),
        why="人民法院在接到申请后五个工作日内受理。",
    ),
    Arrow(
        "court_refused", "E05", "登记法院不予受理或者不予执行", ("ACL:56p2", "ACL:58"), after=("court_applied",),
        by=(certified,), carries=(stage_is_known,),
        fields=(Field("stage", "是哪一种裁定", required=True), REASON, RECEIVED),
        why="十五日内可以向上一级人民法院申请复议。",
    ),
    Arrow(
        "court_objected", "E05", "对法院裁定提出异议", ("ACL:56p2", "ACL:58p3"), after=("court_refused",),
        by=(court_head,), gates=(within_the_objection_term,), fields=(REASON,),
        why="不服不予受理、不予执行的裁定，收到之日起十五日内向上一级人民法院提出。",
    ),
    Arrow(
        "court_ruled", "E05", "登记法院准予执行", ("ACL:57",), after=("court_accepted",), fits=(court_has_accepted,),
        by=(certified,), fields=(Field("court_case", "裁定书案号", required=True), RECEIVED),
        why="人民法院裁定执行的，由法院执行或者按裁定组织实施。",
    ),
    # --- by the agency itself -----------------------------------------------------------------------------------------
    Arrow(
        "demolition_announced", "E09", "公告限期拆除", ("ACL:44",), after=("correction_ordered", SERVED), before=CLOSED,
        fits=(order_is_open,), by=(head,), gates=(not_stayed,),
        fields=(Field("structure", "要拆除的建筑物、构筑物或者设施", required=True),
                Field("due_on", "自行拆除期限", "date", required=True), Field("posted_at", "公告地点")),
        why="强制拆除以前先公告，限期当事人自行拆除。",
    ),
    Arrow(
        "enforcement_decided", "E06", "作出强制执行决定", ("ACL:34", "ACL:37"), after=("reminder_served",),
        before=CLOSED, fits=(something_is_unperformed,), by=(head,),
        carries=(has_own_power, ground_among(DECIDING_GROUNDS, "ACL:37p1", "ACL:37p3")),
        gates=(remedies_lapsed_where_due, announced_before_pulling_down, reminded_in_vain, not_stayed, not_suspended,
               reminder_statements_considered),
        fields=(Field("power", "法律授予的执行权", required=True), Field("ground", "理由", required=True),
                Field("manner", "执行方式", required=True), Field("execute_on", "执行日期", "date", required=True),
                DESPITE),
        why="只有法律写明的几种执行权；其余一律申请人民法院。",
    ),
    Arrow(
        "enforcement_carried_out", "E06", "实施强制执行", ("ACL:37", "ACL:43"), after=("enforcement_decided",),
        before=CLOSED, by=(two_officers,), carries=(no_utilities_cut,),
        gates=(at_a_lawful_hour, not_stayed, not_suspended),
        fields=(Field("record", "实施情况", required=True), URGENT, NO_HOLIDAY,
                Field("utilities_cut", "停止供水、供电、供热、供燃气", "bool")),
        why="不在夜间和法定节假日实施，不停水停电停热停气。",
    ),
    Arrow(
        "substitute_decided", "E07", "作出代履行决定", ("ACL:50", "ACL:51"), after=("correction_ordered",),
        before=CLOSED, fits=(order_is_open,), by=(head,), carries=(harm_is_stated,),
        gates=(reminded_to_restore, three_working_days_before, not_stayed, not_suspended,
               reminder_statements_considered),
        fields=(Field("harm", "不履行的后果", required=True), Field("subject", "代履行的内容", required=True),
                Field("perform_on", "代履行日期", "date", required=True), Field("performer", "代履行人", required=True),
                Field("budget_yuan", "费用预算", "number", required=True), DESPITE),
        why="排除妨碍、恢复原状的义务，经催告仍不履行的，由本机关或者第三人代履行；三个工作日前催告。",
    ),
    Arrow(
        "substitute_performed", "E07", "实施代履行", ("ACL:51",), after=("substitute_decided",), before=CLOSED,
        by=(two_officers,), carries=(performed_under_supervision, no_utilities_cut),
        gates=(three_working_days_before, at_a_lawful_hour, not_stayed, not_suspended),
        fields=(Field("record", "代履行情况", required=True),
                Field("supervised", "已派员到场监督", "bool", required=True),
                Field("signed", "文书已签名", "bool", required=True), Field("supervisors", "到场监督的人员"),
                Field("cost_yuan", "实际费用", "number"), Field("cost_items", "费用的组成"), URGENT,
                NO_HOLIDAY, Field("utilities_cut", "停止供水、供电、供热、供燃气", "bool")),
        why="送达决定书，派员到场监督，完毕后签名；费用按成本合理确定，由当事人承担。",
    ),
    Arrow(
        "cleared_at_once", "E08", "立即代履行", ("ACL:52",), after=("lead_registered|identity_shown",),
        before=CLOSED, by=(two_officers,), carries=(urgent_obstacle,),
        fields=(Field("place_kind", "地点", required=True), Field("subject", "清除的内容", required=True),
                Field("why_at_once", "需要立即清除、当事人不能清除的情况", required=True),
                Field("cost_yuan", "费用", "number"), Field("party_absent", "当事人不在场", "bool"),
                Field("told_afterwards", "事后通知的情况")),
        why="需要立即清除道路、河道、航道或者公共场所的障碍物、污染物，当事人不能清除的，可以立即代履行。",
    ),
    Arrow(
        "result_published", "E06", "公开强制措施或者强制执行决定", ("GB118",),
        after=("enforcement_decided|substitute_decided|measure_taken",), fits=(some_result_waits,), by=(publisher,),
        carries=(hiding_is_reasoned, result_is_named), gates=(result_in_time,),
        fields=(Field("of_result", "哪一项"), *PUBLISHING),
        why="处罚、许可以外的执法决定，二十个工作日内公开；一项一项公开。",
    ),
    # --- suspended, ended, agreed -------------------------------------------------------------------------------------
    Arrow(
        "enforcement_suspended", "E10", "中止执行", ("ACL:39p1",), after=("reminder_served",), before=CLOSED,
        fits=(not_suspended, something_is_unperformed), by=(head,),
        carries=(ground_among(SUSPENSION_GROUNDS, "ACL:39p1"),),
        fields=(Field("ground", "情形", required=True), REASON),
        why="有法定情形的中止执行；满三年未恢复执行的，可以终结。",
    ),
    Arrow(
        "enforcement_resumed", "E10", "恢复执行", ("ACL:39p2", "ACL:42p2"),
        after=("enforcement_suspended|enforcement_agreed",), before=CLOSED, fits=(is_suspended,), by=(head,),
        carries=(ground_among(RESUMING_GROUNDS, "ACL:39p2", "ACL:42p2"),),
        fields=(Field("ground", "情形", required=True), REASON),
        why="中止的情形消失，或者当事人不履行协议的，恢复执行。",
    ),
    Arrow(
        "enforcement_ended", "E10", "终结执行", ("ACL:40",), once=True, after=(SERVED,), before=CLOSED,
        fits=(something_is_unperformed,), by=(head,),
        carries=(ground_among(ENDING_GROUNDS, "ACL:40"),), gates=(three_years_are_over,),
        fields=(Field("ground", "情形", required=True), REASON), why="有法定情形的终结执行。",
    ),
    Arrow(
        "enforcement_agreed", "E11", "达成执行协议", ("ACL:42p1",), after=("reminder_served",), before=CLOSED,
        fits=(something_is_unperformed,), by=(head,),
        carries=(agreed_by_both, reduction_is_earned, agreement_adds_up),
        fields=(Field("terms", "协议内容", required=True), INSTALMENTS, Field("reduce_yuan", "减免加处罚款", "number"),
                Field("remedial", "当事人采取的补救措施"), Field("party_signed", "当事人已签字", "bool", required=True),
                Field("harms_nobody", "不损害公共利益和他人合法权益", "bool", required=True)),
        why="可以约定分阶段履行；当事人采取补救措施的，可以减免加处罚款。",
    ),
)  # fmt: skip
