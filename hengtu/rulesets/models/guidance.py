"""Guidance on items: how frequent violations are recognised and handled."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from hengtu.agencies.models import AgencyScoped
from hengtu.agencies.scope import AgencyScopedQuerySet
from hengtu.rulesets.reach import divisions_of


class GuidanceKind(models.TextChoices):
    """What a paper is."""

    GUIDE = "GUIDE", "裁量工作指引"
    OPINION = "OPINION", "认定和处理意见"


class GuidanceState(models.TextChoices):
    """A draft becomes guidance by a second person."""

    DRAFT = "DRAFT", "草稿"
    PUBLISHED = "PUBLISHED", "已发布"
    WITHDRAWN = "WITHDRAWN", "已停用"


class GuidanceQuerySet(AgencyScopedQuerySet["Guidance"]):
    """Guidance; published papers are read in their division and below, drafts by scope."""

    def readable_by(self, account: Any, on: date) -> Self:
        """Keep what an account may read on a day."""
        published = Q(state=GuidanceState.PUBLISHED, division__in=divisions_of(account, on))
        own = self.visible_to(account, on).values("pk")
        return self.filter(published | Q(pk__in=own))

    def for_item(self, item: str, on: date) -> Self:
        """Keep what is published for an item and in force on a day."""
        ended = Q(effective_to=None) | Q(effective_to__gt=on)
        return self.filter(ended, item=item, state=GuidanceState.PUBLISHED, effective_from__lte=on)


class Guidance(AgencyScoped):
    """One paper. Grain: one row per paper and text; a new text is a new row. ``body`` is Markdown, shown as such."""

    uid = models.UUIDField("编号", primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField("种类", max_length=16, choices=GuidanceKind)
    item = models.CharField("事项编号", max_length=80, db_index=True)
    division = models.CharField("适用地区", max_length=6)
    title = models.CharField("标题", max_length=200)
    number = models.CharField("文号", max_length=120, blank=True)
    body = models.TextField("内容")
    effective_from = models.DateField("自何日起")
    effective_to = models.DateField("至何日止（不含）", null=True, blank=True)
    state = models.CharField("状态", max_length=16, choices=GuidanceState)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="起草人"
    )
    written_at = models.DateTimeField("起草时间")
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="核准人"
    )
    published_at = models.DateTimeField("发布时间", null=True)

    objects = GuidanceQuerySet.as_manager()

    class Meta:
        verbose_name = "指引和意见"
        verbose_name_plural = "指引和意见"
        constraints = [
            models.CheckConstraint(
                condition=Q(published_by=None) | ~Q(published_by=F("written_by")),
                name="rulesets_guidance_two_people",
                violation_error_code="same_person",
                violation_error_message="起草和核准须由两个人分别进行。",
            ),
            models.CheckConstraint(
                condition=Q(effective_to=None) | Q(effective_to__gt=F("effective_from")),
                name="rulesets_guidance_ends_after_start",
                violation_error_code="ends_before_start",
                violation_error_message="截止日期须晚于起始日期。",
            ),
        ]

    def __str__(self) -> str:
        return self.title
