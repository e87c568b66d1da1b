"""The sheets of what the party is told and answers."""

from __future__ import annotations

from hengtu.cases.desk import known
from hengtu.cases.desk.entries import Entry, Sheet, fixed
from hengtu.cases.desk.sheets.shared import REASONS, SERVICE

SHEETS = (
    Sheet(
        "notice_served",
        (
            Entry("proposed", "告知的处理", "penalty", "与批准的调查报告一致",
                  known=known.penalties("proposed", "report_approved")),
            Entry("hearing_offered", "告知听证权利", "yesno", "达到听证标准的必须告知；没有标准的一律告知"),
            *SERVICE,
            REASONS,
        ),
        after=("当事人可以在五日内陈述申辩、要求听证。",),
    ),
    Sheet(
        "statement_heard",
        (
            Entry("statement", "当事人的意见", "text", "如实记录；没有意见的写“无”"),
            Entry("recheck", "复核意见", "text", "逐条写明是否采纳和理由；没有意见的留空", optional=True),
            Entry("waives", "书面放弃的权利", "many", options=fixed(("statement", "陈述申辩"), ("hearing", "听证")),
                  optional=True),
            Entry("waiver_signed", "放弃声明已由当事人签字", "yes", optional=True),
        ),
        after=("意见写入笔录；放弃权利的，生成放弃声明。",),
    ),
)  # fmt: skip
