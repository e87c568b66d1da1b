"""The sheets of a suspected crime."""

from __future__ import annotations

from hengtu.cases.desk.entries import Entry, Sheet, fixed
from hengtu.law.procedure.crime import ANSWERS
from hengtu.law.procedure.guards.crime import WAYS

SHEETS = (
    Sheet(
        "crime_suspected",
        (
            Entry("crime", "涉嫌的罪名"),
            Entry("report", "核实情况的书面报告", "text", "事实、证据、数额，与追诉标准的对照"),
        ),
        "两名以上执法人员组成专案组核实。",
        ("请正职负责人在三日内决定；决定以前不能作出处罚决定。",),
    ),
    Sheet(
        "criminal_transfer_decided",
        (Entry("approve", "批准移送", "yesno"), Entry("reason", "理由", "text", "不批准的必须写明", optional=True)),
        after=("批准的，二十四小时内移送同级公安机关。",),
    ),
    Sheet(
        "crime_sent_to_police",
        (
            Entry("police", "接收的公安机关"),
            Entry("materials", "移送的材料", "lines", "移送书、调查报告、检验报告或者鉴定意见等，一行一件"),
            Entry("goods", "涉案物品清单", "lines", optional=True),
            Entry("copied_to_procuratorate", "已抄送人民检察院", "yes", optional=True),
        ),
        after=("生成涉嫌犯罪案件移送书。",),
    ),
    Sheet(
        "police_answered",
        (
            Entry("answer", "公安机关的答复", "one", options=fixed(*ANSWERS.items())),
            Entry("document_no", "通知书文号", hint="立案、不予立案的填写", optional=True),
            Entry("note", "答复的内容", "text", optional=True),
        ),
    ),
    Sheet(
        "police_decision_contested",
        (Entry("way", "方式", "one", options=fixed(*WAYS.items())), Entry("reason", "理由", "text")),
    ),
    Sheet(
        "crime_goods_handed_over",
        (
            Entry("items", "移交的物品和材料", "lines", "一行一件"),
            Entry("party_notified", "已经书面告知当事人", "yesno"),
        ),
    ),
    Sheet(
        "case_returned_by_justice",
        (
            Entry("from_body", "退回的机关"),
            Entry("document_no", "文号"),
            Entry("criminal_fine_yuan", "已经判处的罚金", "money", "判处罚金的，不再罚款", optional=True),
            Entry("note", "处理意见", "text", optional=True),
        ),
    ),
)
