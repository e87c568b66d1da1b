"""The sheets of a lead before a case is opened."""

from __future__ import annotations

from hengtu.cases.desk.entries import Entry, Sheet, fixed
from hengtu.cases.desk.sheets.shared import REASON
from hengtu.law.procedure.guards.leads import ANSWERS

SHEETS = (
    Sheet("not_filed", (REASON,), "写明为什么不立案；线索就此了结，理由随卷保存。"),
    Sheet(
        "lead_transferred",
        (
            Entry("receiver", "接收机关", "line"),
            Entry("reason", "为什么移送", "text", "写明不属于本机关管辖的理由"),
            Entry("materials", "移送的材料", "lines", "一行一件"),
            Entry("accept_by", "请对方受理的期限", "date", "与接收机关约定的日期，法律没有规定天数", optional=True),
        ),
        "不属于本机关管辖的，移送有管辖权的机关。",
        ("线索转为已移送；对方退回的，接着办，期限重新起算。",),
    ),
    Sheet(
        "lead_transfer_answered",
        (
            Entry("answer", "对方的答复", "one", options=fixed(*ANSWERS.items())),
            Entry("note", "答复的内容", "text", "退回的写理由，反馈的写结果；受理的可以不写", optional=True),
        ),
    ),
)  # fmt: skip
