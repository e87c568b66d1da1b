"""The hearing 听证 inside the ordinary procedure (APL:63 to APL:65)."""

from hengtu.law.procedure.arrows import Arrow, Field
from hengtu.law.procedure.guards.notice import (
    asked_in_time,
    hearing_announced_in_time,
    hearing_on_the_announced_day,
)
from hengtu.law.procedure.guards.order import carries
from hengtu.law.procedure.guards.people import certified, held_by, host_is_no_investigator, led_by_host, party_present
from hengtu.law.procedure.guards.service import service_is_proved

UNDECIDED = ("decided", "case_closed")

ARROWS = (
    Arrow(
        "hearing_requested", "H01", "要求听证", ("APL:64i1",), once=True, after=("notice_served",), before=UNDECIDED,
        by=(party_present,), gates=(asked_in_time,), fields=(Field("posted_on", "交邮日期", "date"),),
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
        by=(certified,), carries=(carries("hearing_on", "听证日期", "APL:64i2"), service_is_proved),
        fields=(
            Field("hearing_on", "听证日期", "date", required=True),
            Field("hearing_at", "听证时间"),
            Field("place", "地点"),
        ),
        why="举行听证的七个工作日前通知时间、地点。",
    ),
    Arrow(
        "hearing_held", "H04", "举行听证", ("APL:64",), once=True, after=("hearing_notice_served",), before=UNDECIDED,
        by=(led_by_host,), gates=(hearing_announced_in_time, hearing_on_the_announced_day),
        why="调查人员提出事实、证据和建议，当事人申辩和质证。",
    ),
    Arrow(
        "hearing_ended", "H05", "听证终止", ("APL:64i6",), once=True, after=("hearing_requested",),
        before=("hearing_held", *UNDECIDED), carries=(carries("reason", "终止理由", "APL:64i6"),),
        fields=(Field("reason", "终止理由", required=True),),
        why="当事人无正当理由不出席或者撤回申请的，视为放弃听证权利。",
    ),
    Arrow(
        "hearing_reported", "H06", "提交听证报告", ("APL:65",), once=True, after=("hearing_held",), before=UNDECIDED,
        by=(led_by_host,), carries=(carries("opinion", "听证意见", "APL:65"),),
        fields=(Field("opinion", "听证意见", required=True),), why="根据听证笔录作出决定。",
    ),
)  # fmt: skip
