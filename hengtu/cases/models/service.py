"""Service of papers: how each stands (derived from acts), and what was sent through the message gateway."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from hengtu.agencies.models import AgencyScoped
from hengtu.agencies.models.scoped import scope_indexes
from hengtu.agencies.scope import AgencyScopedQuerySet
from hengtu.cases.models.case import EnforcementCase
from hengtu.documents.models import Document


class PaperStanding(models.TextChoices):
    """How a paper stands with the party; see ``law.procedure.services``."""

    UNSERVED = "UNSERVED", "待送达"
    UNDER_WAY = "UNDER_WAY", "等回执"
    FAILED = "FAILED", "没有送到"
    ANNOUNCED = "ANNOUNCED", "公告"
    SERVED = "SERVED", "已送达"


class CaseService(AgencyScoped):
    """One paper of a case that is to reach the party (送达). Grain: one row per case and sort of paper; derived.

    ``effective_on``: the day from which it counts as served, ahead for an announcement; ``receipt_missing``: served in
    a way that leaves a signed slip, and none is filed; ``tries``: how often it was tried, ``failed`` how often in vain.
    """

    case = models.ForeignKey(EnforcementCase, on_delete=models.CASCADE, related_name="services", verbose_name="案件")
    document = models.CharField("文书", max_length=32)
    standing = models.CharField("状态", max_length=16, choices=PaperStanding)
    method = models.CharField("送达方式", max_length=16, blank=True)
    made_on = models.DateField("文书作出日")
    tried_on = models.DateField("最近一次送达", null=True)
    tries = models.PositiveIntegerField("次数", default=0)
    failed = models.PositiveIntegerField("没有送到的次数", default=0)
    effective_on = models.DateField("送达生效日", null=True)
    receipt_missing = models.BooleanField("缺送达回证", default=False)
    tracking_no = models.CharField("邮件号", max_length=60, blank=True)

    objects = AgencyScopedQuerySet["CaseService"].as_manager()

    class Meta:
        verbose_name = "送达"
        verbose_name_plural = "送达"
        constraints = [models.UniqueConstraint(fields=["case", "document"], name="cases_service_once")]
        indexes = [
            *scope_indexes("service_open", ["made_on", "id"], condition=~Q(standing="SERVED")),
            *scope_indexes("service_slip", ["effective_on", "id"], condition=Q(receipt_missing=True)),
        ]

    def __str__(self) -> str:
        return f"{self.document} {self.standing}"


class DeliveryState(models.TextChoices):
    """Where a message stands. ``SENT`` is what our own system shows as sent successfully (MOT:18i3)."""

    QUEUED = "QUEUED", "待发送"
    ACCEPTED = "ACCEPTED", "网关已受理"
    SENT = "SENT", "发送成功"
    FAILED = "FAILED", "发送失败"
    CANCELLED = "CANCELLED", "没有发送"
    DOUBTED = "DOUBTED", "发送成功后又报失败"


class Delivery(AgencyScoped):
    """One paper sent through the message gateway (电子送达). Grain: one row per act of trying, ``attempt``.

    ``sent_at``: instant at which our own system showed success, the day of service; ``opened_at`` is noted and decides
    nothing. ``recorded_at``: when its outcome became an act; null while people still have to enter it.
    """

    message = models.UUIDField("消息编号", unique=True, editable=False)
    case_uid = models.UUIDField("案件", db_index=True)
    attempt = models.UUIDField("哪一次送达", unique=True)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+", null=True, verbose_name="文书")
    state = models.CharField("状态", max_length=16, choices=DeliveryState, default=DeliveryState.QUEUED)
    contact = models.UUIDField("送达地址", null=True)
    queued_at = models.DateTimeField("排队时间")
    accepted_at = models.DateTimeField("受理时间", null=True)
    sent_at = models.DateTimeField("发送成功时间", null=True)
    failed_at = models.DateTimeField("失败时间", null=True)
    recorded_at = models.DateTimeField("登记时间", null=True)
    opened_at = models.DateTimeField("首次打开", null=True)
    reason = models.CharField("说明", max_length=300, blank=True)

    objects = AgencyScopedQuerySet["Delivery"].as_manager()

    class Meta:
        verbose_name = "电子送达"
        verbose_name_plural = "电子送达"

    def __str__(self) -> str:
        return f"{self.message} {self.state}"


class DeliveryEvent(models.Model):
    """What the gateway reported. Grain: one row per event it numbered; a repeated one is not taken twice."""

    event = models.CharField("事件编号", max_length=100, unique=True)
    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="events", verbose_name="电子送达")
    status = models.CharField("状态", max_length=20)
    said_at = models.DateTimeField("网关时间")
    received_at = models.DateTimeField("收到时间")
    reason = models.CharField("原因", max_length=300, blank=True)

    class Meta:
        verbose_name = "网关回报"
        verbose_name_plural = "网关回报"

    def __str__(self) -> str:
        return f"{self.status} {self.event}"
