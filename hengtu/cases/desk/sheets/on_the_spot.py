"""The sheets of the summary procedure."""

from __future__ import annotations

from hengtu.cases.desk import known
from hengtu.cases.desk.entries import Entry, Sheet, fixed
from hengtu.cases.desk.sheets.correction import CORRECTION
from hengtu.cases.desk.sheets.execution import CLOSING, WHY_CLOSED
from hengtu.cases.desk.sheets.shared import ACTS_APART, DEVICE, EXHIBITS, FACTS, RECORDS

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
            ACTS_APART,
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
            Entry("difficulty", "缴款困难和当事人的请求", "text", "边远、水上、交通不便地区的填写", optional=True),
            Entry("landed_on", "抵岸日期", "date", "在水上收缴的填写，交回的期限从抵岸起算", optional=True),
        ),
        after=("两个工作日内交回所在机关。",),
    ),
    Sheet("spot_filed", ()),
    Sheet("spot_case_closed", (*CORRECTION, CLOSING, WHY_CLOSED)),
)  # fmt: skip
