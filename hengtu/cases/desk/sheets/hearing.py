"""The sheets of a hearing."""

from __future__ import annotations

from dataclasses import replace

from hengtu.cases.desk import known
from hengtu.cases.desk.entries import Entry, Sheet, fixed
from hengtu.cases.desk.sheets.shared import SERVICE

SHEETS = (
    Sheet(
        "hearing_requested",
        (
            Entry("mode", "提出方式", "one", options=fixed(("written", "书面"), ("oral", "口头")), optional=True),
            Entry("reason", "要求听证的理由", "text", optional=True),
        ),
    ),
    Sheet(
        "hearing_appointed",
        (
            Entry("host", "听证主持人", "person", "没有参加本案调查的人员", known.outsiders),
            Entry("recorder", "记录员", "person", "没有参加本案调查的人员", known.outsiders),
        ),
    ),
    Sheet(
        "hearing_notice_served",
        (
            Entry("hearing_at", "听证时间", "moment", "七个工作日前通知；填的是最早的一天",
                  known=known.earliest_hearing),
            Entry("place", "地点", "line"),
            *(replace(entry, optional=True) for entry in SERVICE),
        ),
    ),
    Sheet("hearing_held", (Entry("record", "听证笔录", "text", "双方的主张、质证和最后陈述"),)),
    Sheet("hearing_ended", (Entry("reason", "终止的理由", "text", "例如当事人撤回申请、无正当理由不出席"),)),
    Sheet("hearing_reported", (Entry("opinion", "听证意见", "text"),)),
)  # fmt: skip
