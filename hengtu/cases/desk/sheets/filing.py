"""The sheets of filing, investigating and reporting."""

from __future__ import annotations

from hengtu.cases.desk import known
from hengtu.cases.desk.entries import Entry, Sheet, fixed
from hengtu.cases.desk.sheets.shared import ACTS_APART, CRIME, DEPARTURE, DEVICE, EXHIBITS, FACTS, GROUNDS, RECORDS
from hengtu.law.procedure.precheck_recording import IDENTITY_SHOWN, IDENTITY_WAYS

SHEETS = (
    Sheet(
        "case_filed", (), "符合立案标准的，应当及时立案。", ("生成案号和立案登记表。", "九十日的办案期限从今天起算。"),
    ),
    Sheet(
        "investigated",
        (
            Entry("records", "笔录", "records", "勾选做了哪些笔录，内容可以在这里写，也可以写在纸上", RECORDS),
            Entry("place", "地点", "line", known=known.place, optional=True),
            Entry(
                IDENTITY_SHOWN, "出示执法证件，怎样留下记录", "one", "调查或者检查时主动出示；选实际留下的一种",
                options=fixed(*IDENTITY_WAYS.items()), optional=True,
            ),
            FACTS, DEVICE, EXHIBITS, CRIME,
        ),
        after=("笔录按式样生成，等当事人签名。",),
    ),
    Sheet("evidence_collected", (EXHIBITS, FACTS)),
    Sheet(
        "correction_ordered",
        (
            Entry("order", "改正内容", "text", known=known.correction_asked),
            Entry("due_on", "改正期限", "date", "责令限期改正的填写", optional=True),
            Entry("done_on", "改正完成日", "date", "当场改正的填今天", optional=True),
            Entry("reweigh_kg", "卸载后复检质量（千克）", "number", when=known.is_a_weighing, optional=True),
        ),
        after=("生成责令改正违法行为通知书。",),
    ),
    Sheet("report_submitted", (FACTS, CRIME), after=("生成案件调查报告。", "请负责人审批。")),
    Sheet(
        "report_approved",
        (
            Entry("proposed", "拟作出的处理", "penalty", known=known.computed_penalties),
            Entry("ground", "不予处罚的情形", "one", "拟处罚的留空", GROUNDS, optional=True),
            DEPARTURE,
            ACTS_APART,
        ),
        after=("批准以后送达违法行为通知书。",),
    ),
    Sheet("case_extended", (Entry("reason", "延长的理由", "text"),)),
)  # fmt: skip
