"""The sheets of paying, paying later, cash on its way to the bank, refunds, closing and filing away."""

from __future__ import annotations

from hengtu.cases.desk import known
from hengtu.cases.desk.entries import Entry, Sheet, fixed
from hengtu.cases.desk.sheets.correction import CORRECTION
from hengtu.law.procedure.closing_kinds import CLOSING_KINDS

CLOSING = Entry(
    "closing", "结案情形", "one", "本系统的分类，选择与案件相符的一种",
    fixed(*((kind.id, kind.zh) for kind in CLOSING_KINDS.values())), known.closing,
)  # fmt: skip
WHY_CLOSED = Entry("reason", "说明", "text", "其他情形须写明理由；执行完毕的可以不写", optional=True)

SHEETS = (
    Sheet(
        "paid",
        (
            Entry("amount_yuan", "到账金额", "money", "按银行回单填写", known=known.owed),
            Entry("bank_slip", "银行回单号", "line", "没有回单的，不能登记"),
        ),
        "经缴款平台缴纳的，平台会自动入账，不用登记。这里只登记当事人在银行柜面缴纳的款项。",
        ("金额少一分是部分缴纳，多一分要退还。",),
    ),
    Sheet(
        "deferral_applied",
        (
            Entry("reason", "经济困难的情况", "text"),
            Entry("wanted", "希望的安排", "text", "例如延期到哪一天，或者分几期、每期多少"),
            Entry("proof", "证明材料", "line", optional=True),
        ),
        after=("请负责人审批；在批准以前，缴款期限照常计算。",),
    ),
    Sheet(
        "instalments_granted",
        (Entry("instalments", "各期日期和金额", "instalments", "只填一期的，是延期缴纳"),),
        after=("每期生成一份通知书。", "申请法院执行的期限从最后一期结束起算。"),
    ),
    Sheet("deferral_refused", (Entry("reason", "不同意的理由", "text"),), after=("生成答复当事人的通知书。",)),
    Sheet(
        "deferral_ended",
        (Entry("reason", "终止的理由", "text", "写明哪一期没有缴纳"),),
        "到期的一期没有缴纳的，才能终止。",
        ("从第二天起，没有缴纳的罚款全部计算加处罚款。", "申请法院执行的三个月从今天起算。"),
    ),
    Sheet(
        "spot_cash_handed_in",
        (
            Entry("amount_yuan", "交回金额", "money", "收缴多少，交回多少", known=known.cash_with_officer),
            Entry("received_by", "收款人", "line"),
        ),
        after=("两个工作日内缴付指定的银行。",),
    ),
    Sheet(
        "spot_cash_banked",
        (
            Entry("amount_yuan", "缴付金额", "money", known=known.cash_with_agency),
            Entry("bank_slip", "银行回单号", "line", optional=True),
        ),
    ),
    Sheet(
        "fine_refunded",
        (
            Entry("amount_yuan", "退还金额", "money", known=known.refund),
            Entry("reason", "退还的理由", "text"),
            Entry("bank_slip", "银行回单号", "line", optional=True),
        ),
        "决定被撤销、变更或者多缴的，退还多收的款项。经缴款平台缴纳的，请在“缴款”页申请退付，平台退还以后自动登记。",
    ),
    Sheet(
        "case_closed",
        (*CORRECTION, CLOSING, WHY_CLOSED),
        after=("生成结案报告。",),
    ),
    Sheet(
        "archived",
        (),
        "正卷、副卷分开装订，归档以后不再改动。缺材料的，先到本案的档案页补充或者写明理由。",
        ("装订正卷、副卷，编档号，摘要记入行为链。",),
    ),
    Sheet(
        "file_supplemented",
        (Entry("reason", "补充的原因", "text", "例如归档以后收到法院裁定、退还罚款"),),
        "归档以后形成的材料另立补充卷，已经归档的案卷不改动。",
        ("装订补充卷，摘要记入行为链。",),
    ),
)  # fmt: skip
