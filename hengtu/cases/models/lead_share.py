"""Leads shown to other units of the city: a digest, never the case. Replaces the chat group."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from hengtu.agencies.models import Agency, AgencyScoped
from hengtu.agencies.models.scoped import scope_indexes
from hengtu.agencies.scope import AgencyScopedQuerySet


class LeadShare(AgencyScoped):
    """One lead shown to one legal subject (线索共享). Grain: one row per lead and receiving agency.

    ``agency`` and the scope columns are the receiver's, so that its people see the row and nothing else of the case.
    ``digest`` holds label and value of what is shown, as it was on the day; names of natural persons are masked.
    """

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    stream = models.ForeignKey(
        "ledger.Stream", on_delete=models.PROTECT, related_name="lead_shares", verbose_name="行为链"
    )
    sender = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", verbose_name="发出机关")
    title = models.CharField("事由", max_length=300)
    digest = models.JSONField("摘要", default=list)
    note = models.CharField("请对方做什么", max_length=1000, blank=True)
    shared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="发出人"
    )
    shared_at = models.DateTimeField("发出时间")
    read_at = models.DateTimeField("阅读时间", null=True, blank=True)
    read_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="阅读人",
    )
    taken_at = models.DateTimeField("接办时间", null=True, blank=True)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="接办人",
    )
    result = models.CharField("结果", max_length=1000, blank=True)
    result_at = models.DateTimeField("反馈时间", null=True, blank=True)

    objects = AgencyScopedQuerySet["LeadShare"].as_manager()

    class Meta:
        verbose_name = "线索共享"
        verbose_name_plural = "线索共享"
        constraints = [
            models.UniqueConstraint(
                fields=["stream", "agency"],
                name="cases_lead_shared_once",
                violation_error_code="shared_twice",
                violation_error_message="这条线索已经共享给这个机关。",
            ),
            models.CheckConstraint(
                condition=Q(result="") | Q(taken_at__isnull=False),
                name="cases_lead_share_taken_before_result",
                violation_error_code="result_before_taking",
                violation_error_message="接办以后才能反馈结果。",
            ),
        ]
        indexes = scope_indexes("lead_share", ["shared_at"])

    def __str__(self) -> str:
        return self.title
