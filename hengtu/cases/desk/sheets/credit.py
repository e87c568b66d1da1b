"""The sheets of repairing a credit record."""

from __future__ import annotations

from hengtu.cases.desk import credit_known as known
from hengtu.cases.desk.entries import Entry, Sheet, fixed
from hengtu.cases.desk.sheets.shared import AGENT, EXHIBITS
from hengtu.cases.desk.sheets.told import MODE
from hengtu.law.procedure.credit_repair import ANSWERS, CHECKS, PROMISE

SHEETS = (
    Sheet(
        "credit_repair_applied",
        (
            Entry("party", "哪一名当事人", "one", options=known.parties, known=known.the_only_party),
            MODE,
            Entry("words", "改正和履行的情况", "text", "照当事人说的写"),
            Entry("promised", "当事人作出了信用承诺", "yes", PROMISE),
            *AGENT,
            EXHIBITS,
        ),
        "网上提交的已经自动收到，不用再记。",
        ("核对以后出具履行情况证明，随信用信息报送；是否修复由信用平台决定。",),
    ),
    Sheet(
        "credit_repair_checked",
        (
            Entry("application", "哪一份申请", "one", options=known.to_check, known=known.first_to_check),
            Entry("result", "核对的结果", "one", options=fixed(*CHECKS.items())),
            Entry("found", "核对的情况", "text", "已经照案卷写好，看过再补充", known=known.as_it_stands),
            Entry("reason", "还差什么", "text", "条件不具备的写明差什么、怎样补，当事人看得到", optional=True),
        ),
        after=("具备条件的，生成履行情况证明，随信用信息报送。", "当事人在入口里看到结果。"),
    ),
    Sheet(
        "credit_repair_answered",
        (
            Entry("application", "哪一份申请", "one", options=known.with_platform, known=known.first_with_platform),
            Entry("result", "信用平台的答复", "one", options=fixed(*ANSWERS.items())),
            Entry("answered_on", "答复日期", "date", "不是今天的填写", optional=True),
            Entry("reference", "信用平台的编号", "line", optional=True),
            Entry("reason", "不同意的理由", "text", "照信用平台的答复写", optional=True),
        ),
        after=("同意修复的，公开的决定里注明，报送的记录随着更新。",),
    ),
)
