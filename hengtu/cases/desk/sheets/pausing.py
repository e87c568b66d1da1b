"""The sheets of suspending, resuming and ending an investigation, and of cancelling a filing."""

from __future__ import annotations

from hengtu.cases.desk.entries import Entry, Sheet, fixed
from hengtu.cases.desk.sheets.shared import REASON
from hengtu.law.procedure.guards.pausing import CANCEL_GROUNDS, END_GROUNDS

SHEETS = (
    Sheet("investigation_suspended", (REASON,), "全国没有中止调查的规定；本地有规定的才能中止。"),
    Sheet("investigation_resumed", (REASON,)),
    Sheet(
        "investigation_ended",
        (Entry("ground", "情形", "one", options=fixed(*END_GROUNDS.items())), REASON),
        "采取了强制措施的，先解除。",
        ("生成审批表；接着办理结案。",),
    ),
    Sheet(
        "filing_cancelled",
        (Entry("ground", "情形", "one", options=fixed(*CANCEL_GROUNDS.items())), REASON),
        "采取了强制措施的，先解除。",
        ("生成审批表；接着办理结案。",),
    ),
)
