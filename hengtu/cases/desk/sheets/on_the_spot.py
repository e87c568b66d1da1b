"""The sheets of the summary procedure."""

from __future__ import annotations

from hengtu.cases.desk import known
from hengtu.cases.desk.entries import Entry, Sheet, fixed
from hengtu.cases.desk.sheets.shared import DEVICE, EXHIBITS, FACTS, RECORDS

CASH = fixed(
    ("small_fine", "一百元以下的罚款"),
    ("hard_to_collect_later", "不当场收缴事后难以执行"),
    ("remote_and_asked", "交通不便地区，当事人提出当场缴纳"),
)

SHEETS = (
    Sheet(
        "spot_evidence_collected",
        (Entry("records", "笔录", "records", "违法事实确凿才能当场处罚", RECORDS), FACTS, DEVICE, EXHIBITS),
    ),
    Sheet("spot_told", (), "口头告知违法事实、理由、依据，以及陈述、申辩的权利。"),
    Sheet(
        "spot_statement_heard",
        (
            Entry("statement", "当事人的意见", "text", "没有意见的写“无”"),
            Entry("recheck", "复核意见", "text", optional=True),
        ),
    ),
    Sheet(
        "spot_decided",
        (
            Entry("decided", "处罚决定", "penalty", known=known.computed_penalties),
            Entry("reason_zh", "理由", "text", optional=True),
        ),
        after=("当场交付决定书，请当事人签收。",),
    ),
    Sheet(
        "spot_acknowledged",
        (
            Entry("signed", "当事人已签收", "yesno"),
            Entry("refusal_noted", "拒绝签收，已在决定书上注明", "yes", optional=True),
        ),
    ),
    Sheet(
        "spot_cash_collected",
        (
            Entry("condition", "当场收缴的情形", "one", options=CASH),
            Entry("amount_yuan", "金额", "money", known=known.owed),
            Entry("receipt_no", "专用票据号码", "line"),
        ),
    ),
    Sheet("spot_filed", ()),
    Sheet("spot_case_closed", (Entry("correction", "改正情况", "text"), Entry("reason", "结案理由", "text",
                                                                        "已经缴清的可以不写", optional=True))),
)  # fmt: skip
