"""The sheets of a hearing."""

from __future__ import annotations

from dataclasses import replace

from hengtu.cases.desk import hearing_known as hearing
from hengtu.cases.desk import known
from hengtu.cases.desk.entries import Entry, Sheet, fixed
from hengtu.cases.desk.sheets.shared import AGENT, REASON, SERVICE
from hengtu.law.procedure.hearing import CLOSED, ENDINGS

SHEETS = (
    Sheet(
        "hearing_requested",
        (
            Entry("mode", "提出方式", "one", options=fixed(("written", "书面"), ("oral", "口头")), optional=True),
            Entry("reason", "要求听证的理由", "text", optional=True),
            Entry("posted_on", "交邮日期", "date", "邮寄提出的填写，按交邮的那天算", optional=True),
            *AGENT,
        ),
        lead="听证不向当事人收取任何费用。过了五个工作日的，有正当理由，写明原因报负责人批准后仍可以组织。",
    ),
    Sheet(
        "hearing_appointed",
        (
            Entry("host", "听证主持人", "person", "没有参加本案调查的人员", known.outsiders),
            Entry("recorder", "记录员", "person", "没有参加本案调查的人员", known.outsiders),
        ),
        lead="主持人病了、被申请回避或者参加了调查的，重新指定。",
    ),
    Sheet(
        "hearing_notice_served",
        (
            Entry("hearing_at", "听证时间", "moment", "七个工作日前通知，不含通知当天和听证当天；填的是最早的一天",
                  known=known.earliest_hearing),
            Entry("place", "地点", "line"),
            Entry("is_public", "公开举行", "yesno", "除涉及国家秘密、商业秘密、个人隐私外，公开举行"),
            Entry("closed_because", "不公开的理由", "one", options=fixed(*CLOSED.items()), optional=True),
            Entry("member", "听证员", "line", optional=True),
            Entry("agents", "一并通知的代理人", "lines", "一行一人，最多两人", optional=True),
            Entry("invited", "还通知谁到场", "lines", "证人、鉴定人、办案人，一行一人", known=hearing.handlers_named,
                  optional=True),
            Entry("notes", "注意事项", "text", "写入通知书", optional=True),
            *(replace(entry, optional=True) for entry in SERVICE),
        ),
        after=("公开举行的，听证公告同时登在公开的网页上。",),
    ),
    Sheet(
        "hearing_postponed",
        (
            REASON,
            Entry("host_fell_out", "主持人不能履行职责", "yes", "接着重新指定主持人", optional=True),
        ),
        after=("重新定日期、重新送达听证通知书。",),
    ),
    Sheet("hearing_interrupted", (Entry("reason", "中止的理由", "text", "例如需要重新鉴定、通知新的证人到场"),)),
    Sheet(
        "hearing_resumed",
        (Entry("hearing_on", "继续举行的日期", "date"), Entry("place", "地点", "line", optional=True)),
    ),
    Sheet(
        "hearing_held",
        (
            Entry("rights_told", "已核对身份，告知权利和义务，问过是否申请回避", "yesno"),
            Entry("agents", "到场的代理人", "lines", "一行一人，最多两人", optional=True),
            Entry("record", "双方的主张", "text", "办案人提出的事实、证据和建议，当事人的申辩"),
            Entry("examined", "逐项质证", "examined", "写当事人对每一项证据的意见；没有出示的留空，决定不能用它",
                  known=hearing.exhibits_to_examine, when=hearing.has_exhibits),
            Entry("witnesses", "证人陈述", "text", "证人说了什么；当场撤回证言的，另办“证人撤回证言”", optional=True),
            Entry("final_words", "当事人最后陈述", "text", optional=True),
            Entry("signed", "笔录已由当事人或者代理人核对签字", "yes", optional=True),
            Entry("refusal_note", "拒绝签字的情况", "text", "拒签的，由主持人写明", optional=True),
        ),
    ),
    Sheet(
        "hearing_ended",
        (
            Entry("how", "哪一种终止", "one", options=fixed(*ENDINGS.items())),
            Entry("reason", "终止的理由", "text", "写明经过：什么时候通知、什么时候撤回或者没有到场"),
            Entry("signed", "撤回申请已由当事人签字", "yes", optional=True),
        ),
    ),
    Sheet("hearing_reported", (Entry("opinion", "听证意见", "text", "主持人对事实、证据和处理的意见"),)),
    Sheet(
        "testimony_withdrawn",
        (
            Entry("exhibit", "撤回的证言", "one", options=hearing.testimonies),
            Entry("witness", "证人", "line"),
            Entry("reason", "撤回的经过", "text", "什么时候、怎样撤回，有没有人影响他"),
        ),
        after=("这份证言不再作为依据；只靠它证明的要件，审前检查会指出来。",),
    ),
)  # fmt: skip
