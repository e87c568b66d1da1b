"""Money after the decision: orders to pay, what the platform said, what arrived, what went back, the days compared.

All of it lies beside the chain: what was paid and given back is law only as acts ``paid`` and ``fine_refunded``. Sums
are whole fen. Rows refer to cases by uid: a case's own row is a projection and may be written anew.
"""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from hengtu.agencies.models import Account, AgencyScoped
from hengtu.agencies.models.scoped import scope_indexes
from hengtu.agencies.scope import AgencyScopedQuerySet


class OrderState(models.TextChoices):
    """Where an order stands. An order takes one payment; what is left is asked for by the next."""

    OPEN = "OPEN", "待缴"
    PAID = "PAID", "已缴"
    REPLACED = "REPLACED", "已换新码"
    CANCELLED = "CANCELLED", "不再需要"


class PaymentOrder(AgencyScoped):
    """One payment order (缴款通知), known by its payment number (缴款码). Grain: one row per sum asked of one party.

    Never changed but for its state: another sum is another order. ``demand`` and ``lines`` as in
    ``law.procedure.payable``; ``holds_through``: last day of this sum, null while no day changes it. ``registered_at``:
    when the platform knew it; ``trouble``: why it does not yet.
    """

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField("缴款码", max_length=20, unique=True)
    case_uid = models.UUIDField("案件", db_index=True)
    party_uid = models.CharField("当事人编号", max_length=40)
    party_name = models.CharField("当事人", max_length=300)
    demand = models.CharField("要求", max_length=24)
    amount_fen = models.BigIntegerField("金额（分）")
    lines = models.JSONField("构成", default=list)
    due_on = models.DateField("缴款期限", null=True)
    holds_through = models.DateField("金额有效至", null=True)
    issued_at = models.DateTimeField("开具时间")
    state = models.CharField("状态", max_length=16, choices=OrderState, default=OrderState.OPEN)
    closed_at = models.DateTimeField("了结时间", null=True)
    replaced_by = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="replaced", verbose_name="换成"
    )
    registered_at = models.DateTimeField("平台登记时间", null=True)
    pay_url = models.CharField("缴款页", max_length=300, blank=True)
    trouble = models.CharField("没有登记的原因", max_length=300, blank=True)

    objects = AgencyScopedQuerySet["PaymentOrder"].as_manager()

    class Meta:
        verbose_name = "缴款通知"
        verbose_name_plural = "缴款通知"
        constraints = [
            models.UniqueConstraint(
                fields=["case_uid", "party_uid"], condition=Q(state="OPEN"), name="cases_order_one_open"
            ),
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="cases_order_of_something"),
        ]

    def __str__(self) -> str:
        return self.number


class Taken(models.TextChoices):
    """What became of a post of the platform."""

    TAKEN = "TAKEN", "已收"
    REPEATED = "REPEATED", "重复"
    CONFLICT = "CONFLICT", "同一流水号内容不同"
    UNSIGNED = "UNSIGNED", "签名不符"
    STALE = "STALE", "签名过时"
    UNREADABLE = "UNREADABLE", "读不了"
    UNKNOWN = "UNKNOWN", "对不上"


class PlatformNotice(models.Model):
    """What the platform posted, as it came. Grain: one row per post, repeated and refused ones too; never changed.

    ``event`` is the platform's own number for it, empty where it could not be read; ``body`` is text as received.
    """

    received_at = models.DateTimeField("收到时间")
    event = models.CharField("事件编号", max_length=100, blank=True, db_index=True)
    kind = models.CharField("种类", max_length=20, blank=True)
    body = models.TextField("原文")
    signed_at = models.CharField("签名时间", max_length=20, blank=True)
    signature = models.CharField("签名", max_length=64, blank=True)
    taken = models.CharField("处理", max_length=16, choices=Taken)
    why = models.CharField("说明", max_length=300, blank=True)

    class Meta:
        verbose_name = "平台回调"
        verbose_name_plural = "平台回调"

    def __str__(self) -> str:
        return f"{self.kind} {self.event} {self.taken}"


class Source(models.TextChoices):
    """How we know of money that arrived."""

    CALLBACK = "CALLBACK", "平台回调"
    STATEMENT = "STATEMENT", "对账单补记"
    SLIP = "SLIP", "银行回单"
    CASH = "CASH", "当场收缴缴付银行"


class Booking(models.TextChoices):
    """Whether money that arrived has become an act of a case."""

    WAITING = "WAITING", "入账中"
    BOOKED = "BOOKED", "已入账"
    UNBOOKED = "UNBOOKED", "未入账"
    RETURNING = "RETURNING", "退回中"
    RETURNED = "RETURNED", "已退回"


class Unbooked(models.TextChoices):
    """Why money lies outside every case; each has its way out on the cashier's page."""

    UNKNOWN_ORDER = "UNKNOWN_ORDER", "没有这个缴款码"
    OTHER_CASE = "OTHER_CASE", "缴款码和案件对不上"
    WHOSE = "WHOSE", "没有说清是替哪位当事人缴的"
    NOTHING_OWED = "NOTHING_OWED", "案件没有应缴的款项"
    REFUSED = "REFUSED", "案件暂时不能登记缴款"


class ReceivedPayment(AgencyScoped):
    """Money that arrived (到账). Grain: one row per serial of the platform or bank; nothing is booked twice.

    ``paid_at`` is the platform's own moment of payment, which decides the day; ``paid_on`` its civil day. ``act``: the
    act ``paid`` (or ``spot_cash_banked``) that books it; ``returned_fen``: what of it has gone back. ``party_uid``: for
    whom it was paid, as the order says, whoever paid; empty where nothing says it.
    """

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    serial = models.CharField("流水号", max_length=64)
    order = models.ForeignKey(
        PaymentOrder, on_delete=models.PROTECT, null=True, related_name="payments", verbose_name="缴款通知"
    )
    order_said = models.CharField("所报缴款码", max_length=40, blank=True)
    case_uid = models.UUIDField("案件", null=True, db_index=True)
    party_uid = models.CharField("替哪位当事人", max_length=40, blank=True, default="")
    amount_fen = models.BigIntegerField("金额（分）")
    paid_at = models.DateTimeField("缴款时间")
    paid_on = models.DateField("缴款日")
    payer = models.CharField("缴款人", max_length=300, blank=True)
    receipt_no = models.CharField("财政票据号", max_length=64, blank=True)
    channel = models.CharField("渠道", max_length=40, blank=True)
    source = models.CharField("来源", max_length=16, choices=Source)
    received_at = models.DateTimeField("收到时间")
    booking = models.CharField("入账", max_length=16, choices=Booking, default=Booking.WAITING)
    reason = models.CharField("未入账原因", max_length=20, choices=Unbooked, blank=True)
    why = models.CharField("说明", max_length=500, blank=True)
    act = models.UUIDField("行为", null=True, unique=True)
    returned_fen = models.BigIntegerField("已退（分）", default=0)
    dealt_by = models.CharField("处理人", max_length=64, blank=True)
    dealt_at = models.DateTimeField("处理时间", null=True)

    objects = AgencyScopedQuerySet["ReceivedPayment"].as_manager()

    class Meta:
        verbose_name = "到账"
        verbose_name_plural = "到账"
        constraints = [
            models.UniqueConstraint(fields=["serial"], name="cases_received_once"),
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="cases_received_something"),
            models.CheckConstraint(
                condition=Q(returned_fen__gte=0) & Q(returned_fen__lte=F("amount_fen")), name="cases_returned_no_more"
            ),
        ]
        indexes = [
            *scope_indexes("received_day", ["paid_on", "uid"]),
            *scope_indexes("received_loose", ["received_at", "uid"], condition=Q(booking="UNBOOKED")),
        ]

    def __str__(self) -> str:
        return f"{self.serial} {self.booking}"


class RefundState(models.TextChoices):
    """The way of money back to who paid it."""

    REQUESTED = "REQUESTED", "等负责人批准"
    DECLINED = "DECLINED", "未批准"
    APPROVED = "APPROVED", "待发平台"
    SENT = "SENT", "平台办理中"
    DONE = "DONE", "已退"
    FAILED = "FAILED", "平台退款失败"


class Refund(AgencyScoped):
    """Money on its way back (退付). Grain: one row per payment that is given back in whole or part.

    With ``case_uid`` it becomes the act ``fine_refunded`` when the platform confirms (``act``); without one, money that
    never belonged to a case goes back to its payer. Who asks is not who approves.
    """

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    payment = models.ForeignKey(
        ReceivedPayment, on_delete=models.PROTECT, related_name="refunds", verbose_name="退哪一笔"
    )
    case_uid = models.UUIDField("案件", null=True, db_index=True)
    amount_fen = models.BigIntegerField("金额（分）")
    reason = models.CharField("理由", max_length=500)
    state = models.CharField("状态", max_length=16, choices=RefundState, default=RefundState.REQUESTED)
    requested_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+", verbose_name="申请人")
    requested_at = models.DateTimeField("申请时间")
    answered_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", null=True, verbose_name="审批人"
    )
    answered_at = models.DateTimeField("审批时间", null=True)
    opinion = models.CharField("审批意见", max_length=500, blank=True)
    sent_at = models.DateTimeField("发给平台时间", null=True)
    serial = models.CharField("退款流水号", max_length=64, null=True, unique=True)
    refunded_at = models.DateTimeField("退款时间", null=True)
    refunded_on = models.DateField("退款日", null=True)
    why = models.CharField("说明", max_length=500, blank=True)
    act = models.UUIDField("行为", null=True, unique=True)

    objects = AgencyScopedQuerySet["Refund"].as_manager()

    class Meta:
        verbose_name = "退付"
        verbose_name_plural = "退付"
        constraints = [models.CheckConstraint(condition=Q(amount_fen__gt=0), name="cases_refund_of_something")]

    def __str__(self) -> str:
        return f"{self.uid} {self.state}"


class StatementDay(AgencyScoped):
    """The bank's statement of one day for one legal subject (对账日). Grain: one row per legal subject and day.

    ``troubles``: lines that could not be read, each ``{"line", "text", "why"}``; ``matched`` and the sums in fen are
    those of the last comparison. ``closed_at`` null: still open; it opens again by itself when a difference turns up.
    """

    on = models.DateField("日期")
    source = models.CharField("来源", max_length=200)
    fetched_at = models.DateTimeField("取得时间")
    digest = models.CharField("文件摘要", max_length=64)
    troubles = models.JSONField("读不了的行", default=list)
    matched = models.PositiveIntegerField("相符笔数", default=0)
    bank_fen = models.BigIntegerField("银行合计（分）", default=0)
    ours_fen = models.BigIntegerField("本系统合计（分）", default=0)
    compared_at = models.DateTimeField("比对时间", null=True)
    closed_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+", null=True, verbose_name="关账人")
    closed_at = models.DateTimeField("关账时间", null=True)

    objects = AgencyScopedQuerySet["StatementDay"].as_manager()

    class Meta:
        verbose_name = "对账日"
        verbose_name_plural = "对账日"
        constraints = [models.UniqueConstraint(fields=["agency", "on"], name="cases_statement_day_once")]

    def __str__(self) -> str:
        return f"{self.agency} {self.on}"


class Direction(models.TextChoices):
    """Which way the money went."""

    PAY = "PAY", "缴款"
    REFUND = "REFUND", "退款"


class StatementLine(models.Model):
    """One line of a statement as the bank has it. Grain: one row per day, direction and serial; sums in fen."""

    day = models.ForeignKey(StatementDay, on_delete=models.CASCADE, related_name="lines", verbose_name="对账日")
    line = models.PositiveIntegerField("行号")
    direction = models.CharField("方向", max_length=8, choices=Direction)
    serial = models.CharField("流水号", max_length=64)
    order_number = models.CharField("缴款码", max_length=40, blank=True)
    amount_fen = models.BigIntegerField("金额（分）")
    paid_at = models.DateTimeField("时间")
    payer = models.CharField("缴款人", max_length=300, blank=True)
    receipt_no = models.CharField("财政票据号", max_length=64, blank=True)
    channel = models.CharField("渠道", max_length=40, blank=True)

    class Meta:
        verbose_name = "对账单行"
        verbose_name_plural = "对账单行"
        constraints = [models.UniqueConstraint(fields=["day", "direction", "serial"], name="cases_statement_line_once")]

    def __str__(self) -> str:
        return f"{self.direction} {self.serial}"


class DifferenceKind(models.TextChoices):
    """How the bank's day and ours differ."""

    ONLY_BANK = "ONLY_BANK", "只有银行有"
    ONLY_OURS = "ONLY_OURS", "只有本系统有"
    AMOUNT = "AMOUNT", "金额不符"
    DAY = "DAY", "日期不符"


class StatementDifference(models.Model):
    """One difference of a day. Grain: one row per day, direction and serial; ``explanation`` empty: still open.

    Sums in fen; a side that does not have it is null. An explanation stands only while the figures it explains do.
    """

    day = models.ForeignKey(StatementDay, on_delete=models.CASCADE, related_name="differences", verbose_name="对账日")
    kind = models.CharField("种类", max_length=16, choices=DifferenceKind)
    direction = models.CharField("方向", max_length=8, choices=Direction)
    serial = models.CharField("流水号", max_length=64)
    bank_fen = models.BigIntegerField("银行（分）", null=True)
    ours_fen = models.BigIntegerField("本系统（分）", null=True)
    bank_on = models.DateField("银行日期", null=True)
    ours_on = models.DateField("本系统日期", null=True)
    explanation = models.CharField("说明", max_length=500, blank=True)
    explained_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", null=True, verbose_name="说明人"
    )
    explained_at = models.DateTimeField("说明时间", null=True)

    class Meta:
        verbose_name = "对账差异"
        verbose_name_plural = "对账差异"
        constraints = [models.UniqueConstraint(fields=["day", "direction", "serial"], name="cases_difference_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.serial}"
