"""The sheets of sealing, seizure and what is kept."""

from __future__ import annotations

from hengtu.cases.desk.entries import Entry, Sheet

SHEETS = (
    Sheet(
        "measure_approved",
        (
            Entry("measure", "措施", "line", "例如扣押车辆"),
            Entry("granting_article", "授权的法律、法规条款", "line", "规章不能设定行政强制措施"),
        ),
    ),
    Sheet(
        "urgent_measure_taken",
        (
            Entry("measure", "措施", "line"),
            Entry("granting_article", "授权的法律、法规条款", "line"),
            Entry("reason", "紧急情况", "text", "二十四小时内补办批准"),
        ),
    ),
    Sheet("measure_taken", (Entry("items", "财物清单", "lines", "一行一件，写明名称、数量、特征"),)),
    Sheet("measure_extended", (Entry("reason", "延长的理由", "text"),)),
    Sheet(
        "measure_lifted",
        (
            Entry("returned", "财物已退还", "yesno"),
            Entry("reason", "解除的理由", "text", optional=True),
        ),
    ),
)  # fmt: skip
