"""The sheets of jurisdiction: transfer, dispute, designation."""

from __future__ import annotations

from hengtu.cases.desk.entries import Entry, Sheet, fixed
from hengtu.law.procedure.places import ELSEWHERE, HERE, OUTCOMES, TRANSFER_ANSWERS

SHEETS = (
    Sheet(
        "case_transferred",
        (
            Entry("receiver", "接收机关"),
            Entry("receiver_phone", "接收机关联系电话", optional=True),
            Entry("reason", "为什么移送", "text", "写明不属于本机关管辖的理由"),
            Entry("materials", "移送的材料", "lines", "一行一件"),
            Entry("property_goes_along", "涉案财物随案移送", "yes", "不随案移送的，先解除并退还", optional=True),
        ),
        "不属于本机关管辖的，移送有管辖权的机关。",
        ("生成案件移送函和给当事人的告知书。",),
    ),
    Sheet(
        "case_transfer_answered",
        (
            Entry("answer", "对方的答复", "one", options=fixed(*TRANSFER_ANSWERS.items())),
            Entry("note", "答复的内容", "text", "退回的写理由", optional=True),
        ),
    ),
    Sheet(
        "jurisdiction_disputed",
        (
            Entry("other_agency", "对方机关"),
            Entry("other_filed_on", "对方立案日", "date", "对方已经立案的填写；由最先立案的管辖", optional=True),
            Entry("outcome", "协商的结果", "one", options=fixed(*OUTCOMES.items())),
            Entry("note", "协商的经过", "text", optional=True),
        ),
    ),
    Sheet(
        "designation_requested",
        (
            Entry("superior", "共同的上一级部门"),
            Entry(
                "why", "情形", "one", options=fixed(("dispute", "管辖争议协商不成"), ("difficult", "案情重大、疑难"))
            ),
            Entry("reason", "理由", "text"),
        ),
    ),
    Sheet(
        "designation_received",
        (
            Entry("superior", "作出指定的部门"),
            Entry("document_no", "文号"),
            Entry("designated", "指定由谁管辖", "one", options=fixed((HERE, "本机关"), (ELSEWHERE, "其他机关"))),
            Entry("agency", "被指定的机关", hint="指定其他机关的填写", optional=True),
        ),
    ),
)
