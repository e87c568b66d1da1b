"""The sheets of sealing, seizure and what is kept."""

from __future__ import annotations

from hengtu.cases.desk import known
from hengtu.cases.desk.entries import Entry, Sheet, fixed
from hengtu.law.procedure.guards.measures import DELAYS, DISPOSALS

OF = Entry("of_measure", "哪一项强制措施", "one", options=known.measures_held, when=known.several(known.measures_held))
TO_TAKE = Entry(
    "of_measure", "哪一项强制措施", "one", options=known.measures_to_take, when=known.several(known.measures_to_take)
)
TO_APPROVE = Entry(
    "of_measure",
    "哪一项强制措施",
    "one",
    options=known.measures_to_approve,
    when=known.several(known.measures_to_approve),
)
ARTICLE = Entry("granting_article", "授权的法律、法规条款", "line", "规章不能设定行政强制措施")

SHEETS = (
    Sheet("measure_approved", (Entry("measure", "措施", "line", "例如扣押车辆、查封库房"), ARTICLE)),
    Sheet(
        "urgent_measure_taken",
        (
            Entry("measure", "措施", "line"),
            ARTICLE,
            Entry("reason", "紧急情况", "text", "二十四小时内补办批准"),
        ),
    ),
    Sheet(
        "urgent_measure_refused",
        (TO_APPROVE, Entry("reason", "不同意的理由", "text")),
        "认为不应当采取的，立即解除。",
        ("接着办理解除，退还财物。",),
    ),
    Sheet(
        "measure_taken",
        (TO_TAKE, Entry("items", "财物清单", "lines", "一行一件，写明名称、数量、特征")),
        after=("当场交付决定书和清单；三十日从今天起算。", "二十四小时内把财物移交保管人员。"),
    ),
    Sheet(
        "property_taken_in",
        (
            OF,
            Entry("ledger_no", "台账编号"),
            Entry("place", "保管场所"),
            Entry("condition", "保管状态", hint="外观、里程、封条等", optional=True),
            Entry("handed_by", "移交人", optional=True),
            Entry("delay_reason", "没有及时移交的情形", "one", options=fixed(*DELAYS.items()), optional=True),
        ),
        "由没有参加本案调查的人保管；不得使用、损毁。",
        ("生成涉案财物管理台账。",),
    ),
    Sheet(
        "testing_period_told",
        (
            OF,
            Entry("body", "检测、鉴定机构"),
            Entry("purpose", "检测、鉴定事项", optional=True),
            Entry("from_on", "开始日", "date", "要在开始以前告知"),
            Entry("to_on", "结束日", "date"),
        ),
        "期间明确并事先书面告知的，不计入查封、扣押的期限。",
        ("生成检测鉴定期间告知书，送当事人。",),
    ),
    Sheet("measure_extended", (OF, Entry("reason", "延长的理由", "text")), after=("生成延长通知书，及时送当事人。",)),
    Sheet(
        "measure_lifted",
        (
            OF,
            Entry("returned", "财物已退还", "yesno"),
            Entry("reason", "解除的理由", "text", optional=True),
            Entry("storage_fee_yuan", "已经收取的保管费", "money", "保管费由本机关承担；收了的先退还", optional=True),
        ),
    ),
    Sheet(
        "property_disposed",
        (
            OF,
            Entry("how", "怎样处理", "one", options=fixed(*DISPOSALS.items())),
            Entry("basis", "依据", "line", "处罚决定书文号、立案通知书文号等", optional=True),
            Entry("photographed", "先行变卖以前已经拍照录像", "yes", optional=True),
            Entry("proceeds_yuan", "变卖所得", "money", optional=True),
            Entry("party_notified", "已经书面告知当事人", "yes", optional=True),
        ),
    ),
)
