"""The sheets of evidence beyond records: registered for keeping, sampled."""

from __future__ import annotations

from hengtu.cases.desk import known
from hengtu.cases.desk.entries import Entry, Sheet, fixed
from hengtu.law.procedure.guards.evidence import SETTLEMENTS

ITEMS = Entry("items", "证据清单", "lines", "一行一件，写明名称、规格、数量", known=known.approved_items)

SHEETS = (
    Sheet(
        "registration_approved",
        (
            Entry("reason", "证据可能灭失或者以后难以取得的情况", "text"),
            Entry("items", "要登记保存的证据", "lines", "一行一件；不能当作扣押用"),
        ),
    ),
    Sheet(
        "evidence_registered",
        (
            ITEMS,
            Entry("place", "登记保存地点", known=known.place, optional=True),
            Entry("list_handed", "当场清点，清单已交当事人一份", "yesno"),
        ),
        after=("生成证据登记保存清单，等当事人签名。", "七个工作日内处理，没有延长。"),
    ),
    Sheet(
        "registration_settled",
        (
            Entry(
                "of_registration",
                "哪一份清单",
                "one",
                options=known.open_registrations,
                when=known.several(known.open_registrations),
            ),
            Entry(
                "things",
                "哪些财物",
                "many",
                "只处理一部分的，其余的还在七个工作日里",
                options=known.registered_things,
                known=known.of_one_measure(known.registered_things),
                when=known.several(known.registered_things),
            ),
            Entry("how", "怎样处理", "one", options=fixed(*SETTLEMENTS.items())),
            Entry("note", "处理情况", "text", optional=True),
        ),
        after=("退还的，生成解除证据登记保存决定书。",),
    ),
    Sheet(
        "sample_taken",
        (
            Entry("items", "抽取的样品", "lines", "一行一件，写明名称、规格及批号、数量"),
            Entry("place", "抽样地点", known=known.place),
            Entry("method", "抽样方法", optional=True),
            Entry("sealed", "样品已经封样", "yes", optional=True),
        ),
        after=("生成抽样取证凭证，等当事人签名。",),
    ),
)
