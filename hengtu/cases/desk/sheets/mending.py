"""The sheets of correcting and revoking."""

from __future__ import annotations

from hengtu.cases.desk import known
from hengtu.cases.desk.entries import Entry, Sheet

SHEETS = (
    Sheet(
        "act_corrected",
        (
            Entry("act", "更正哪一个行为", "one", options=known.correctable),
            Entry("changes", "更正内容", "changes", "一行一项，写成“栏目：应为的内容”"),
            Entry("reason", "更正的理由", "text"),
        ),
    ),
    Sheet("decision_revoked", (Entry("reason", "撤销的理由", "text"),)),
)  # fmt: skip
