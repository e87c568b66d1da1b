"""The ordinary procedure 普通程序 (APL chapter 5 section 3), with its exits."""

from hengtu.law.procedure.arrows import Arrow, Field
from hengtu.law.procedure.guards.aftermath import remedies_followed_up
from hengtu.law.procedure.guards.archive import (
    missing_is_explained,
    retention_is_reasoned,
    something_to_add,
    there_is_a_file,
)
from hengtu.law.procedure.guards.closing import carried_out, correction_stated, nothing_stayed
from hengtu.law.procedure.guards.competence import first_filed
from hengtu.law.procedure.guards.correction import (
    correction_is_proved,
    finding_is_known,
    follow_up_has_a_day,
    not_corrected_yet,
    reporter_is_a_party,
)
from hengtu.law.procedure.guards.crime import (
    no_fine_after_a_criminal_fine,
    suspicion_is_settled,
    suspicion_lets_it_close,
)
from hengtu.law.procedure.guards.discussion import (
    concluded_within_the_law,
    conclusion_answers_the_votes,
    decision_keeps_to_the_discussion,
    discussed_where_due,
    each_is_heard,
    enough_are_there,
    only_those_vote_who_may,
    signed_by_all_present,
)
from hengtu.law.procedure.guards.evidence import (
    exhibits_documented,
    monitoring_records_audited,
    nothing_registered_is_open,
    something_collected,
)
from hengtu.law.procedure.guards.gates import (
    before_its_clock_ends,
    crime_looked_at,
    decided_in_time,
    review_passed,
)
from hengtu.law.procedure.guards.grounds import ground_holds, ground_is_proved, guardian_told
from hengtu.law.procedure.guards.leads import lead_is_here
from hengtu.law.procedure.guards.leniency import lead_ends_on_a_ground, lead_ends_with_its_duties
from hengtu.law.procedure.guards.measures import nothing_left_in_force
from hengtu.law.procedure.guards.meeting import SEPARATE, fines_meet_lawfully
from hengtu.law.procedure.guards.notice import (
    hearing_offered_where_due,
    not_heavier_than_notified,
    notice_matches_report,
    notice_served,
    statements_rechecked,
    window_closed,
)
from hengtu.law.procedure.guards.opening import case_is_understood, found_facts_are_understood
from hengtu.law.procedure.guards.order import (
    carries,
    waiver_signed,
    within_limitation,
)
from hengtu.law.procedure.guards.penalty import DEPARTURE, departure_is_reasoned, educated, within_the_law
from hengtu.law.procedure.guards.people import (
    decider_is_no_investigator,
    held_by,
    party_present,
    reviewer_is_no_investigator,
    two_officers,
    two_officers_when_found_outside,
)
from hengtu.law.procedure.guards.promises import kept_promise_counts, promise_is_waited_for
from hengtu.law.procedure.guards.property import every_thing_has_its_end
from hengtu.law.procedure.guards.publishing import hiding_is_reasoned, publisher
from hengtu.law.procedure.guards.reasoning import reasons_hold
from hengtu.law.procedure.guards.relied_on import item_in_use
from hengtu.law.procedure.guards.reviewing import (
    advice_is_used,
    grave_ones_by_seniors,
    held_by_nobody_else,
    points_are_answered,
    points_are_whole,
)
from hengtu.law.procedure.guards.service import service_is_proved
from hengtu.law.procedure.guards.statements import (
    adopted_points_show,
    agent_has_the_power,
    agent_is_authorised,
    party_speaks_or_officer_answers,
    points_answered,
    points_answered_before_passing,
    something_said,
    statement_is_known,
    statement_points_are_whole,
)
from hengtu.law.procedure.tables.disclosure import PUBLISHING

head = held_by("agency_head", "执法部门负责人", "APL:57p1")
filing_head = held_by("agency_head", "执法部门负责人", "MOT:63")
archivist = held_by("archivist", "案卷管理人员", "APL:47")
in_full = ("case_filed",)
TOLD_TO_CORRECT = "correction_ordered|notice_served|spot_decided|not_punished"
DECIDED = "decided|not_punished|not_established|investigation_ended|filing_cancelled|case_transferred|police_answered"
ENDED = ("not_punished", "not_established", "investigation_ended", "filing_cancelled", "case_closed")

CASE = Field("case", "案件基本情况", "object", required=True)
PROPOSED = Field("proposed", "拟处理意见", "any", required=True)
DECISION = Field("decided", "处理决定", "any", required=True)
REASON_TO_DEPART = Field(DEPARTURE, "偏离裁量基准的理由")
ACTS_APART = Field(SEPARATE, "分别认定为几个行为的理由")
REASONS = Field("reasons", "说理段落", "list")
SERVED = Field("served", "送达方式", required=True)
ANNOUNCED = Field("announced_because", "公告送达的原因和经过")

POINTS = (
    Field("mode", "提出方式 ORAL|WRITTEN|ONLINE"),
    Field("points", "意见要点", "list"),
    Field("agent", "代理人", "object"),
)

ARROWS = (
    Arrow(
        "lead_registered", "O01", "登记线索", ("MOT:62",), once=True, before=("identity_shown",),
        by=(two_officers_when_found_outside,), carries=(carries("source", "线索来源", "MOT:62"), case_is_understood),
        fields=(
            CASE,
            Field("source", "线索来源", required=True),
            Field("place", "地点"),
            Field("source_body", "来源机关"),
            Field("reference", "来件编号"),
            Field("summary", "线索内容"),
        ),
        why="线索要登记，件件有着落。",
    ),
    Arrow(
        "not_filed", "X01", "不予立案", ("MOT:62",), once=True, after=("lead_registered",), before=in_full,
        fits=(lead_is_here,), by=(filing_head,),
        carries=(carries("reason", "不予立案的理由", "APL:54p2"), lead_ends_with_its_duties),
        gates=(promise_is_waited_for, lead_ends_on_a_ground),
        fields=(
            Field("reason", "理由", required=True),
            Field("ground", "不予处罚的情形"),
            Field("is_first", "初次违法", "bool"),
            Field("slight_harm", "危害后果轻微", "bool"),
            Field("corrected", "已经及时改正", "bool"),
            Field("ground_evidence", "这一情形的证据"),
            Field("education", "教育情况"),
            Field("correction", "改正情况"),
            Field("past", "当事人以往的处罚", "list"),
        ),
        why="不构成违法、不属于本机关管辖或者超过时效的，不予立案。",
    ),
    Arrow(
        "case_filed", "O03", "立案", ("APL:54p2", "MOT:63"), once=True,
        after=("lead_registered|identity_shown",), before=("not_filed", "spot_decided"),
        fits=(lead_is_here,), by=(filing_head, decider_is_no_investigator),
        gates=(within_limitation, item_in_use, first_filed, promise_is_waited_for, kept_promise_counts),
        why="符合立案标准的，应当及时立案。",
    ),
    Arrow(
        "evidence_collected", "O04", "收集证据", ("APL:54p1",), after=("lead_registered|identity_shown",),
        before=("archived",), fits=(lead_is_here,), by=(two_officers,),
        carries=(something_collected, found_facts_are_understood, monitoring_records_audited, exhibits_documented),
        fields=(Field("exhibits", "证据", "list"), Field("facts", "查明的事实", "object")),
        why="全面、客观、公正地调查，收集有关证据。",
    ),
    Arrow(
        "investigated", "O04", "调查取证", ("APL:54p1", "APL:55p1"), after=in_full, before=("decided", "case_closed"),
        by=(two_officers,),
        carries=(
            carries("records", "笔录或者其他证据材料", "APL:55p2"),
            found_facts_are_understood,
            monitoring_records_audited,
            exhibits_documented,
        ),
        fields=(
            Field("records", "笔录和证据", "list", required=True),
            Field("device_certificate_valid", "检测设备检定有效", "bool"),
            Field("facts", "查明的事实", "object"),
            Field("crime_check", "是否涉嫌犯罪", "any"),
            Field("exhibits", "证据", "list"),
            Field("identity_shown", "出示执法证件的记录 record|recording|photo|screen"),
        ),
        why="两名以上执法人员调查，收集证据。",
    ),
    Arrow(
        "correction_ordered", "O05", "责令改正", ("APL:28p1",), after=("case_filed|identity_shown",),
        before=("case_closed",), by=(two_officers,), carries=(carries("order", "改正内容", "APL:28p1"),),
        fields=(
            Field("order", "改正内容", required=True),
            Field("done_on", "改正完成日", "date"),
            Field("reweigh_kg", "复检质量", "number"),
        ),
        why="作出处罚时，应当责令改正或者限期改正。",
    ),
    Arrow(
        "correction_reported", "O05", "报告改正情况", ("APL:28p1",), after=(TOLD_TO_CORRECT,), by=(party_present,),
        fits=(not_corrected_yet,), carries=(carries("words", "改正情况", "APL:28p1"), reporter_is_a_party),
        fields=(
            Field("words", "改正情况", required=True),
            Field("party", "哪一名当事人"),
            Field("done_on", "改正完成日", "date"),
            Field("exhibits", "证明材料", "list"),
        ),
        why="当事人改好了，说明情况并附上材料；由执法人员核查。",
    ),
    Arrow(
        "correction_verified", "O05", "核查改正情况", ("APL:28p1",), after=(TOLD_TO_CORRECT,), by=(two_officers,),
        fits=(not_corrected_yet,),
        carries=(
            carries("found", "核查情况", "APL:28p1"), finding_is_known, correction_is_proved, follow_up_has_a_day,
        ),
        gates=(before_its_clock_ends("correction_verify", "verified_late", "核查改正情况的"),),
        fields=(
            Field("result", "核查结果 done|not_done|follow_up", required=True),
            Field("how", "核查方式 on_site|papers|records", required=True),
            Field("found", "核查情况", required=True),
            Field("done_on", "改正完成日", "date"),
            Field("follow_up_on", "跟踪核查日", "date"),
            Field("proof", "其他核查材料"),
            Field("facts", "查明的事实", "object"),
            Field("exhibits", "证据", "list"),
        ),
        why="改正期满或者当事人报告以后，到现场或者凭材料核查；没有改正的，继续责令或者依法执行。",
    ),
    Arrow(
        "report_submitted", "O06", "提交调查报告", ("APL:57p1",), after=("investigated",),
        before=("decided", "case_closed"), by=(two_officers,), carries=(found_facts_are_understood,),
        fields=(Field("facts", "查明的事实", "object"), Field("crime_check", "是否涉嫌犯罪", "any")),
        why="调查终结，写明事实、证据和处理意见。",
    ),
    Arrow(
        "report_approved", "O07", "审批调查报告", ("APL:57p1",), after=("report_submitted",),
        before=("decided", "case_closed"), by=(head, decider_is_no_investigator),
        gates=(within_the_law("proposed"), departure_is_reasoned("proposed"), fines_meet_lawfully("proposed")),
        fields=(PROPOSED, Field("ground", "不予处罚的情形"), REASON_TO_DEPART, ACTS_APART),
        why="负责人审查调查结果。",
    ),
    Arrow(
        "notice_served", "O08", "送达违法行为通知书", ("APL:44", "APL:62"), after=("report_approved",),
        before=("decided", "not_punished", "case_closed"), by=(two_officers,),
        carries=(carries("served", "送达方式", "APL:61p1"), service_is_proved, reasons_hold),
        gates=(notice_matches_report, hearing_offered_where_due),
        fields=(PROPOSED, SERVED, ANNOUNCED, Field("hearing_offered", "告知听证权利", "bool", required=True), REASONS),
        why="决定前告知拟作出的处罚、事实、理由、依据和权利。",
    ),
    Arrow(
        "statement_heard", "O09", "听取陈述申辩", ("APL:45p1",), after=("notice_served",),
        before=("decided", "not_punished", "case_closed"), by=(party_speaks_or_officer_answers,),
        carries=(
            something_said, waiver_signed, statement_is_known, statement_points_are_whole, agent_is_authorised,
            agent_has_the_power,
        ),
        fields=(
            Field("statement", "陈述申辩内容"),
            Field("recheck", "复核意见"),
            Field("waives", "放弃的权利", "list"),
            Field("waiver_signed", "放弃声明已签字", "bool"),
            *POINTS,
            Field("of_statement", "答复哪一份意见"),
            Field("evidence_seen", "看过的证据", "list"),
        ),
        why="充分听取当事人意见，并逐条复核。",
    ),
    Arrow(
        "statement_received", "O09", "提交陈述申辩", ("APL:45p1",), after=("notice_served",),
        before=("decided", "not_punished", "case_closed"), by=(party_present,),
        carries=(something_said, statement_points_are_whole, agent_is_authorised),
        fields=(Field("statement", "陈述申辩内容"), *POINTS, Field("exhibits", "提交的证据", "list")),
        why="当事人有权进行陈述和申辩。",
    ),
    Arrow(
        "legal_reviewed", "O10", "法制审核", ("APL:58",), after=("report_approved",), before=("decided", "case_closed"),
        by=(
            held_by("legal_reviewer", "法制审核人员", "APL:58"), reviewer_is_no_investigator, held_by_nobody_else,
            grave_ones_by_seniors,
        ),
        carries=(carries("opinion", "审核意见", "APL:58"), points_are_whole, advice_is_used),
        gates=(points_are_answered, points_answered_before_passing),
        fields=(
            Field("opinion", "审核结论 pass|change|refuse", required=True),
            Field("points", "审核意见", "list"),
            Field("advice", "顾问意见的采纳", "list"),
            Field("discuss_because", "认为要集体讨论的理由"),
        ),
        why="决定前由没有参加调查的法制审核人员审核。",
    ),
    Arrow(
        "discussed", "O11", "集体讨论", ("APL:57p2",), after=("legal_reviewed",), before=("decided", "case_closed"),
        by=(head,),
        carries=(
            carries("conclusion", "讨论结论", "APL:57p2"), enough_are_there, only_those_vote_who_may, each_is_heard,
            conclusion_answers_the_votes, concluded_within_the_law, signed_by_all_present,
        ),
        fields=(
            Field("conclusion", "讨论结论", required=True),
            Field("signed", "记录已签字", "bool", required=True),
            Field("members", "负责人、意见和表决", "list"),
            Field("chair", "主持人"),
            Field("concluded", "结论的处理决定", "any"),
            Field("follows_proposal", "按提请的处理意见", "bool"),
            Field("against_majority_because", "不按多数意见的理由"),
        ),
        why="情节复杂或者重大违法行为，负责人集体讨论决定。",
    ),
    Arrow(
        "case_extended", "O12", "延长办案期限", ("APL:60",), once=True, after=in_full,
        before=("decided", "case_closed"),
        by=(head,), carries=(carries("reason", "延长理由", "APL:60"),),
        fields=(Field("reason", "延长理由", required=True),),
        gates=(before_its_clock_ends("case_decision", "extension_late", "九十日的办案", "APL:60"),),
        why="案情复杂、九十日内办不完的，期满前批准延长。",
    ),
    Arrow(
        "decided", "O12", "作出处罚决定", ("APL:57p1",), once=True, after=("report_approved",),
        before=ENDED,
        by=(head, decider_is_no_investigator), carries=(reasons_hold,),
        gates=(
            notice_served, window_closed, statements_rechecked, points_answered, adopted_points_show,
            within_the_law("decided"),
            departure_is_reasoned("decided"), fines_meet_lawfully("decided"), not_heavier_than_notified,
            review_passed, discussed_where_due,
            decision_keeps_to_the_discussion, crime_looked_at, suspicion_is_settled, no_fine_after_a_criminal_fine,
            decided_in_time, promise_is_waited_for, kept_promise_counts,
        ),
        fields=(
            DECISION, Field("reason_zh", "理由"), REASON_TO_DEPART, ACTS_APART, REASONS,
            Field("unchanged_because", "采纳意见而处罚不变的理由"),
        ),
        why="告知、听取意见、审核之后，由负责人决定。",
    ),
    Arrow(
        "decision_issued", "O13", "制作处罚决定书", ("APL:59",), once=True, after=("decided",), before=("case_closed",),
        by=(head,), why="决定书载明法定事项，盖本机关印章。",
    ),
    Arrow(
        "decision_served", "O14", "送达决定书", ("APL:61p1",), once=True,
        after=("decision_issued|not_punished|not_established",), before=("case_closed",), by=(two_officers,),
        carries=(carries("served", "送达方式", "APL:61p1"), service_is_proved),
        gates=(before_its_clock_ends("decision_service", "service_late", "七个工作日的送达", "APL:61p1"),),
        fields=(SERVED, ANNOUNCED, Field("received_on", "签收日", "date")),
        why="宣告后当场交付；当事人不在场的，七个工作日内送达。",
    ),
    Arrow(
        "decision_published", "O15", "公开决定信息", ("APL:48p1", "GB118"), once=True,
        after=("decision_issued|spot_decided|not_punished",), by=(publisher,), carries=(hiding_is_reasoned,),
        gates=(
            before_its_clock_ends("publish_penalty", "publication_late", "决定作出之日起七个工作日的公开", "GB118"),
        ),
        fields=PUBLISHING,
        why="七个工作日内公开。",
    ),
    Arrow(
        "not_punished", "X04", "决定不予处罚", ("APL:33p3", "APL:57p1"), once=True, after=("report_approved",),
        before=("decided", "not_established", "investigation_ended", "filing_cancelled", "case_closed"),
        by=(head, decider_is_no_investigator),
        carries=(educated, ground_is_proved, guardian_told, reasons_hold),
        gates=(
            within_the_law("decided"), ground_holds, review_passed, decision_keeps_to_the_discussion,
            suspicion_is_settled, decided_in_time, promise_is_waited_for,
        ),
        fields=(
            DECISION,
            Field("education", "教育情况", required=True),
            Field("list_item", "清单事项"),
            Field("ground", "法定情形"),
            Field("ground_evidence", "这一情形的证据"),
            Field("guardian_duty", "对监护人的告知"),
            REASONS,
        ),
        why="符合不予处罚情形的，不予处罚，并教育当事人。",
    ),
    Arrow(
        "not_established", "X05", "认定违法事实不能成立", ("APL:40", "APL:57p1"), once=True, after=("report_approved",),
        before=("decided", "not_punished", "investigation_ended", "filing_cancelled", "case_closed"),
        by=(head, decider_is_no_investigator),
        carries=(carries("reason", "理由", "APL:40"),), gates=(review_passed, suspicion_is_settled),
        fields=(Field("reason", "理由", required=True),), why="事实不清、证据不足的，不得处罚。",
    ),
    Arrow(
        "case_closed", "O16", "结案", ("APL:28p1",), once=True, after=(DECIDED,), by=(head,),
        gates=(
            suspicion_lets_it_close, correction_stated, carried_out, nothing_left_in_force, nothing_registered_is_open,
            every_thing_has_its_end, nothing_stayed, remedies_followed_up,
        ),
        fields=(
            Field("correction_is", "改正状况 done|not_needed|follow_up"),
            Field("correction", "改正情况"),
            Field("follow_up_on", "跟踪核查日", "date"),
            Field("closing", "结案情形"),
            Field("reason", "结案理由"),
        ),
        why="执行完毕、改正情况清楚的，结案。",
    ),
    Arrow(
        "archived", "O17", "立卷归档", ("APL:47",), once=True, after=("case_closed|spot_case_closed|not_filed",),
        by=(archivist,), carries=(missing_is_explained, retention_is_reasoned),
        fields=(
            Field("archive_number", "档号"), Field("retention", "保管期限"), Field("retention_proposed", "建议的期限"),
            Field("retention_because", "改变期限的理由"), Field("missing", "缺少的材料", "list"),
            Field("volumes", "案卷", "list"),
        ),
        why="全过程记录归档保存。",
    ),
    Arrow(
        "file_supplemented", "O17", "补充归档", ("APL:47",), fits=(there_is_a_file,), by=(archivist,),
        carries=(carries("reason", "补充的原因", "APL:47"), something_to_add),
        fields=(
            Field("reason", "补充的原因", required=True), Field("papers", "补充的材料", "list", required=True),
            Field("volumes", "补充卷", "list"),
        ),
        why="归档以后形成的材料另立补充卷，已经归档的案卷不改动。",
    ),
)  # fmt: skip
