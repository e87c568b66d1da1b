"""The sheets of a lead before a case is opened."""

from __future__ import annotations

from hengtu.cases.desk import known_leniency as known
from hengtu.cases.desk.entries import Entry, Sheet, fixed
from hengtu.cases.desk.sheets.shared import REASON
from hengtu.law.procedure.guards.leads import ANSWERS
from hengtu.law.procedure.guards.leniency import ways_of_a_lead

SHEETS = (
    Sheet(
        "not_filed",
        (
            REASON,
            Entry(
                "ground",
                "属于哪种不予处罚的情形",
                "one",
                "没有违法事实、不归本机关管、超过时效的留空；构成违法而不处罚的必须选",
                fixed(*ways_of_a_lead().items()),
                known.kept_promise,
                optional=True,
            ),
            Entry("is_first", "初次违法", "yesno", "首违不罚三个条件之一；查询记录在线索页“能不能不罚”", optional=True),
            Entry("slight_harm", "危害后果轻微", "yesno", "首违不罚三个条件之二", optional=True),
            Entry("corrected", "已经及时改正", "yesno", "首违不罚三个条件之三", optional=True),
            Entry("ground_evidence", "这一情形的证据", "text", "选了法定情形的填写", optional=True),
            Entry("education", "教育情况", "text", "不予处罚的填写：怎样教育当事人", optional=True),
            Entry(
                "correction", "改正情况", "text", "不予处罚的填写：已经改正、不需要改正，或者正在跟踪", optional=True
            ),
        ),
        "写明为什么不立案；线索就此了结，理由随卷保存。",
        ("属于不予处罚的，生成不予立案决定书，计入“从宽办理”。",),
    ),
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
