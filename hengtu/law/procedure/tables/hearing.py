"""The hearing 听证 inside the ordinary procedure (APL:63 to APL:65)."""

from hengtu.law.procedure.arrows import Arrow, Field
from hengtu.law.procedure.guards.hearing import (
    announced_anew_after_postponing,
    asked_once,
    at_most_two_agents,
    closed_with_a_reason,
    ending_is_proved,
    hearing_day_is_lawful,
    host_is_still_no_investigator,
    names_an_exhibit,
    not_interrupted,
    record_is_signed,
)
from hengtu.law.procedure.guards.notice import (
    asked_in_time,
    hearing_announced_in_time,
    hearing_on_the_announced_day,
)
from hengtu.law.procedure.guards.order import carries
from hengtu.law.procedure.guards.people import certified, held_by, host_is_no_investigator, led_by_host, party_present
from hengtu.law.procedure.guards.service import service_is_proved
from hengtu.law.procedure.guards.statements import agent_is_authorised

UNDECIDED = ("decided", "case_closed")

ARROWS = (
    Arrow(
        "hearing_requested", "H01", "要求听证", ("APL:64i1",), after=("notice_served",),
        before=("hearing_held", *UNDECIDED), fits=(asked_once,), by=(party_present,), carries=(agent_is_authorised,),
        gates=(asked_in_time,),
        fields=(Field("posted_on", "交邮日期", "date"), Field("agent", "代理人", "object")),
        why="当事人在告知后五个工作日内要求听证。",
    ),
    Arrow(
        "hearing_appointed", "H02", "指定听证主持人和记录员", ("APL:64i4",), after=("hearing_requested",),
        before=UNDECIDED, by=(held_by("agency_head", "执法部门负责人", "APL:64i4"),),
        carries=(carries("host", "主持人", "APL:64i4"), host_is_no_investigator),
        fields=(Field("host", "主持人", required=True), Field("recorder", "记录员", required=True)),
        why="由非本案调查人员主持。",
    ),
    Arrow(
        "hearing_notice_served", "H03", "送达听证通知书", ("APL:64i2",), after=("hearing_appointed",), before=UNDECIDED,
        by=(certified,), carries=(
            carries("hearing_on", "听证日期", "APL:64i2"), hearing_day_is_lawful, closed_with_a_reason,
            at_most_two_agents, service_is_proved,
        ),
        fields=(
            Field("hearing_on", "听证日期", "date", required=True),
            Field("hearing_at", "听证时间"),
            Field("place", "地点"),
            Field("is_public", "公开举行", "bool"),
            Field("closed_because", "不公开的理由"),
            Field("agents", "一并通知的代理人", "list"),
        ),
        why="举行听证的七个工作日前通知时间、地点。",
    ),
    Arrow(
        "hearing_held", "H04", "举行听证", ("APL:64",), once=True, after=("hearing_notice_served",), before=UNDECIDED,
        by=(led_by_host,), carries=(at_most_two_agents, record_is_signed),
        gates=(
            hearing_announced_in_time, hearing_on_the_announced_day, announced_anew_after_postponing, not_interrupted,
            host_is_still_no_investigator,
        ),
        fields=(
            Field("record", "听证笔录"),
            Field("rights_told", "核对身份、告知权利", "bool"),
            Field("agents", "到场的代理人", "list"),
            Field("examined", "逐项质证", "list"),
            Field("witnesses", "证人陈述"),
            Field("final_words", "最后陈述"),
            Field("signed", "笔录已签字", "bool"),
            Field("refusal_note", "拒签情况"),
        ),
        why="调查人员提出事实、证据和建议，当事人申辩和质证。",
    ),
    Arrow(
        "hearing_ended", "H05", "听证终止", ("APL:64i6",), once=True, after=("hearing_requested",),
        before=("hearing_held", *UNDECIDED), carries=(carries("reason", "终止理由", "APL:64i6"), ending_is_proved),
        fields=(
            Field("reason", "终止理由", required=True),
            Field("how", "哪一种终止"),
            Field("signed", "撤回申请已签字", "bool"),
        ),
        why="当事人无正当理由不出席或者撤回申请的，视为放弃听证权利。",
    ),
    Arrow(
        "hearing_reported", "H06", "提交听证报告", ("APL:65",), once=True, after=("hearing_held",), before=UNDECIDED,
        by=(led_by_host,), carries=(carries("opinion", "听证意见", "APL:65"),),
        fields=(Field("opinion", "听证意见", required=True),), why="根据听证笔录作出决定。",
    ),
    Arrow(
        "hearing_postponed", "H03", "延期举行听证", ("APL:64",), after=("hearing_notice_served",),
        before=("hearing_held", "hearing_ended", *UNDECIDED),
        by=(held_by("agency_head", "执法部门负责人", "APL:64i4"),),
        carries=(carries("reason", "延期的理由", "APL:64"),),
        fields=(Field("reason", "延期的理由", required=True), Field("host_fell_out", "主持人不能履行职责", "bool")),
        why="当事人有正当理由不能到场，或者主持人不能履行职责的，延期并重新通知。",
    ),
    Arrow(
        "hearing_interrupted", "H04", "中止听证", ("APL:64",), after=("hearing_notice_served",),
        before=("hearing_held", "hearing_ended", *UNDECIDED), by=(led_by_host,),
        carries=(carries("reason", "中止的理由", "APL:64"),), fields=(Field("reason", "中止的理由", required=True),),
        why="需要重新鉴定、通知新的证人或者有其他原因的，主持人中止听证。",
    ),
    Arrow(
        "hearing_resumed", "H04", "恢复听证", ("APL:64",), after=("hearing_interrupted",),
        before=("hearing_held", "hearing_ended", *UNDECIDED), by=(led_by_host,),
        carries=(carries("hearing_on", "继续举行的日期", "APL:64"),),
        fields=(Field("hearing_on", "继续举行的日期", "date", required=True), Field("place", "地点")),
        why="中止的原因消除后，通知各方继续举行。",
    ),
    Arrow(
        "testimony_withdrawn", "O04", "证人撤回证言", ("APL:46p2",), after=("case_filed",), before=("archived",),
        by=(certified,),
        carries=(
            carries("exhibit", "撤回的证言", "APL:46p2"), carries("reason", "撤回的经过", "APL:46p2"), names_an_exhibit,
        ),
        fields=(
            Field("exhibit", "撤回的证言", required=True),
            Field("witness", "证人"),
            Field("reason", "撤回的经过", required=True),
        ),
        why="证据必须查证属实，撤回的证言不再作为认定事实的根据。",
    ),
)  # fmt: skip
