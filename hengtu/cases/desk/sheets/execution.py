"""The sheets of paying, carrying out, closing and filing away."""

from __future__ import annotations

from hengtu.cases.desk import known
from hengtu.cases.desk.entries import Entry, Sheet

SHEETS = (
    Sheet("paid", (Entry("amount_yuan", "到账金额", "money", "按缴款平台或者银行回单填写", known=known.owed),)),
    Sheet("instalments_granted", (Entry("instalments", "各期日期和金额", "instalments"),)),
    Sheet(
        "case_closed",
        (
            Entry("correction", "改正情况", "text", "已经改正、不需要改正（理由）或者正在跟踪"),
            Entry("reason", "其他结案理由", "text", "执行完毕的留空", optional=True),
        ),
        after=("生成结案报告。",),
    ),
    Sheet("archived", (), "卷内文书按规定的次序装订。", ("生成案卷封面和目录。",)),
)  # fmt: skip
