"""The sheets of sealing, seizure and what is kept."""

from __future__ import annotations

from dataclasses import replace

from hengtu.cases.desk import known
from hengtu.cases.desk.entries import Choices, Entry, Sheet, fixed
from hengtu.law.procedure.guards.measures import DELAYS, DISPOSALS
from hengtu.law.procedure.guards.property import CAPACITIES, PROCEEDS_TO
from hengtu.law.procedure.measures import LIFTING_GROUNDS
from hengtu.law.procedure.property import NOTES, ThingState

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
ITEMS_HINT = "一行一件：名称；规格；数量；特征"


def which(options: Choices, hint: str = "") -> Entry:
    """Ask which things an act speaks of; those of the one measure are chosen already."""
    return Entry("things", "哪些财物", "many", hint, options=options, known=known.of_one_measure(options))


TO_KEEP = known.things_where(ThingState.TAKEN, ThingState.SEALED, ThingState.HANDING, ThingState.KEPT)
IN_CUSTODY = known.things_where(ThingState.KEPT, ThingState.SEALED, ThingState.TO_RETURN)
CAN_END = known.things_where()
WAITING = known.things_where(ThingState.TO_RETURN)
RECEIVER = (
    Entry("received_by", "领取人"),
    Entry("capacity", "领取人身份", "one", options=fixed(*CAPACITIES.items())),
)
SIGNING = (
    Entry("authorisation", "授权委托书", "line", "不是当事人本人的，写明文书名称和日期", optional=True),
    Entry("received_signed", "领取人当场清点并签字", "yes", optional=True),
    Entry("refusal_note", "拒绝签字的情况", "line", "写明情况和见证人", optional=True),
)
FEE = Entry("storage_fee_yuan", "已经收取的保管费", "money", "保管费由本机关承担；收了的先退还", optional=True)
ARTICLE = Entry("granting_article", "授权的法律、法规条款", "line", "规章不能设定行政强制措施")

SHEETS = (
    Sheet("measure_approved", (Entry("measure", "措施", "line", "例如扣押车辆、查封库房"), ARTICLE)),
    Sheet(
        "urgent_measure_taken",
        (
            Entry("measure", "措施", "line"),
            ARTICLE,
            Entry("reason", "紧急情况", "text", "二十四小时内补办批准"),
            Entry("items", "财物清单", "lines", ITEMS_HINT, optional=True),
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
        (TO_TAKE, Entry("items", "财物清单", "lines", ITEMS_HINT)),
        after=("当场交付决定书和清单；三十日从今天起算。", "二十四小时内把财物移交保管人员。"),
    ),
    Sheet(
        "property_taken_in",
        (
            OF,
            which(TO_KEEP),
            Entry("ledger_no", "台账编号"),
            Entry("place", "保管场所"),
            Entry("condition", "保管状态", hint="外观、里程、封条等", optional=True),
            Entry("handed_by", "移交人", optional=True),
            Entry("labelled", "每件已经贴好标签", "yes", optional=True),
            Entry("photographed", "已经拍照", "yes", optional=True),
            Entry("delay_reason", "没有及时移交的情形", "one", options=fixed(*DELAYS.items()), optional=True),
            Entry("absent_reason", "原保管人没有移交的情况", "text", "换人保管、原保管人不在岗时填写", optional=True),
        ),
        "由没有参加本案调查的人保管；不得使用、损毁。",
        ("生成涉案财物管理台账。", "标签在“涉案财物”里打印。"),
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
            which(CAN_END, "只解除一部分的，其余的还在扣押，期限照算"),
            Entry("returned", "当场退还", "yesno", "不在手边的选否，由保管人员另办退还"),
            Entry("ground", "解除的情形", "one", options=fixed(*LIFTING_GROUNDS.items()), optional=True),
            Entry("reason", "解除的理由", "text", optional=True),
            *(replace(entry, optional=True) for entry in RECEIVER),
            *SIGNING,
            FEE,
        ),
        after=("当场没有退还的，等保管人员退还并由领取人签收。",),
    ),
    Sheet(
        "property_handed_over",
        (
            which(IN_CUSTODY),
            Entry("receiver", "接手人", "one", options=known.other_keepers),
            Entry("reason", "移交的原因", "line"),
            Entry("condition", "移交时的状态", optional=True),
        ),
        after=("等接手人接收；接收以前仍由您负责。",),
    ),
    Sheet(
        "property_noted",
        (
            which(CAN_END),
            Entry("what", "做了什么", "one", options=fixed(*NOTES.items())),
            Entry("place", "现在的位置", optional=True),
            Entry("reason", "原因", "line", "开封、借出、未见的写明；谁批准也写上", optional=True),
            Entry("to", "借给谁", hint="送检的写检测机构", optional=True),
            Entry("back_by", "什么时候归还", "date", optional=True),
            Entry("condition", "状态", optional=True),
            Entry("exhibits", "照片、录像", "exhibits", "先到本案的证据里上传", known.loose_exhibits, optional=True),
        ),
    ),
    Sheet(
        "property_returned",
        (which(WAITING), *RECEIVER, *SIGNING, Entry("photographed", "交付前已经拍照", "yes", optional=True), FEE),
        "当场清点，由领取人签收；不是当事人本人的，查验授权委托书。",
    ),
    Sheet(
        "unclaimed_announced",
        (
            OF,
            Entry("told", "告知当事人限期接受处理的情况", "text", "哪天、用什么方式告知，到哪天没有来"),
            Entry("place", "在哪里公告", "line"),
        ),
        "只适用于依公路安全保护条例第七十二条扣留的车辆、工具。",
        ("公告三个月；期满仍不来的，办处理。",),
    ),
    Sheet(
        "proceeds_settled",
        (
            which(known.things_with_a_price),
            Entry("to", "价款去向", "one", options=fixed(*PROCEEDS_TO.items())),
            Entry("amount_yuan", "金额", "money"),
            Entry("voucher", "凭证名称和编号", "line"),
        ),
    ),
    Sheet(
        "property_disposed",
        (
            OF,
            which(CAN_END, "只处理一部分的，其余的期限照算"),
            Entry("how", "怎样处理", "one", options=fixed(*DISPOSALS.items())),
            Entry("basis", "依据", "line", "处罚决定书文号、立案通知书文号等", optional=True),
            Entry("photographed", "处理以前已经拍照录像", "yes", optional=True),
            Entry("to_be_sold", "要公开拍卖，价款另行上缴", "yes", optional=True),
            Entry("proceeds_yuan", "变卖所得", "money", optional=True),
            Entry("party_notified", "已经书面告知当事人", "yes", optional=True),
        ),
    ),
)
