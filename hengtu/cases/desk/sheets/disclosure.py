"""The sheets of publishing, of withholding and of withdrawing what was published."""

from __future__ import annotations

from hengtu.cases.desk import known
from hengtu.cases.desk.entries import Entry, Sheet, fixed
from hengtu.cases.desk.sheets.shared import REASON
from hengtu.law.disclosure.contents import DECISION, RESULT
from hengtu.law.disclosure.withholding import GROUNDS, SCOPES

HIDE = (
    Entry("hide", "另行遮盖的文字", "lines", "一行一处，照决定书的原文写；个人信息会自动遮盖", optional=True),
    Entry("hide_reason", "另行遮盖的理由", "line", optional=True),
)  # fmt: skip
DECISIONS = fixed((DECISION, "处罚或者不予处罚决定"), (RESULT, "强制措施或者强制执行决定"))
TO_PUBLISH = Entry("of_result", "哪一项", "one", options=known.results_open, when=known.several(known.results_open))
TO_WITHHOLD = Entry(
    "of_result", "哪一项强制措施或者强制执行决定", "one", options=known.results_known,
    when=known.several(known.results_known), optional=True,
)  # fmt: skip
PREVIEW = "公开以前可以在案件的“结果公示”页对照原文看遮盖以后的样子。"

SHEETS = (
    Sheet("decision_published", HIDE, PREVIEW, ("几分钟内出现在执法结果公示网站，并记入公示日志。",)),
    Sheet(
        "result_published", (TO_PUBLISH, *HIDE), f"强制措施、强制执行决定在二十个工作日内公开，一项一项办。{PREVIEW}",
        ("几分钟内出现在执法结果公示网站，并记入公示日志。", "延长、解除、处理财物以后，公开的内容自动更新。"),
    ),
    Sheet(
        "publication_withdrawn", (REASON,), "三个工作日内撤回，并公开说明理由；理由里不要写个人信息。",
        ("网站上不再显示原内容，只说明哪一天、为什么撤回。", "决定被变更的，同时公开变更后的内容。"),
    ),
    Sheet(
        "publication_withheld",
        (
            Entry("about", "哪一种决定", "one", options=DECISIONS, optional=True),
            TO_WITHHOLD,
            Entry("scope", "范围", "one", options=fixed(*SCOPES.items())),
            Entry("ground", "情形", "one", options=fixed(*((each.id, each.zh) for each in GROUNDS.values()))),
            Entry("reason", "理由", "text", "写明公开会造成什么损害"),
            Entry("parts", "遮盖的文字", "lines", "部分不公开的，一行一处，照决定书的原文写", optional=True),
            Entry("review_on", "复查日", "date", "到这一天再看能不能公开"),
        ),
        "由负责人决定；不公开的件数会公开，内容不公开。",
        ("全部不公开的，公开期限不再计算。", "已经公开的，从网站上撤下，或者换成遮盖以后的内容。"),
    ),
)  # fmt: skip
