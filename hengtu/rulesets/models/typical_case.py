"""Typical, guiding and warning cases: from nomination over review to publication, without anybody's name."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from hengtu.agencies.models import AgencyScoped
from hengtu.agencies.models.scoped import scope_indexes
from hengtu.agencies.scope import AgencyScopedQuerySet
from hengtu.rulesets.law_desk import LAW_OFFICERS
from hengtu.rulesets.reach import chain_of, divisions_of, legal_subjects_of


class TypicalKind(models.TextChoices):
    """What a case is published for."""

    GUIDING = "GUIDING", "指导性案例"
    TYPICAL = "TYPICAL", "典型案例"
    WARNING = "WARNING", "警示案例"


class TypicalState(models.TextChoices):
    """Where it is."""

    NOMINATED = "NOMINATED", "等审核"
    RETURNED = "RETURNED", "退回修改"
    REVIEWED = "REVIEWED", "等发布"
    PUBLISHED = "PUBLISHED", "已发布"
    WITHDRAWN = "WITHDRAWN", "已停用"


class TypicalCaseQuerySet(AgencyScopedQuerySet["TypicalCase"]):
    """Published cases are read in the publisher's division and below; the others by scope and where they wait."""

    def readable_by(self, account: Any, on: date) -> Self:
        """Keep what an account may read on a day."""
        published = Q(state=TypicalState.PUBLISHED, division__in=divisions_of(account, on))
        waiting = Q(publisher__in=legal_subjects_of(account, LAW_OFFICERS, on))
        own = self.visible_to(account, on).values("pk")
        return self.filter(published | waiting | Q(pk__in=own))

    def counting_in(self, division: str) -> Self:
        """Keep what is published for a division: by its own publisher or one above."""
        return self.filter(state=TypicalState.PUBLISHED, division__in=chain_of(division))

    def published_for(self, *items: str) -> Self:
        """Keep what is published about items, guiding ones first, the newest first."""
        guiding_first = models.Case(models.When(kind=TypicalKind.GUIDING, then=0), default=1)
        return self.filter(item__in=items, state=TypicalState.PUBLISHED).order_by(guiding_first, "-published_at", "uid")


class TypicalCase(AgencyScoped):
    """One case told as an example. Grain: one row per nomination; ``agency`` is who nominates.

    The texts are anonymised: nothing in them tells who took part. ``source_case`` is the stream of the case it was,
    opened by those who may see that case. ``tier`` is the degree it was decided in, empty without a benchmark.
    """

    uid = models.UUIDField("编号", primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField("种类", max_length=16, choices=TypicalKind)
    item = models.CharField("事项编号", max_length=80, db_index=True)
    tier = models.CharField("裁量阶次", max_length=60, blank=True)
    source_case = models.UUIDField("案件")
    title = models.CharField("标题", max_length=200)
    happened = models.TextField("基本案情")
    handled = models.TextField("处理结果")
    meaning = models.TextField("典型意义")
    state = models.CharField("状态", max_length=16, choices=TypicalState)
    publisher = models.ForeignKey(
        "agencies.Agency", on_delete=models.PROTECT, related_name="+", verbose_name="由谁审核发布"
    )
    division = models.CharField("适用地区", max_length=6)
    number = models.CharField("文号", max_length=120, blank=True)
    nominated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="推荐人"
    )
    nominated_at = models.DateTimeField("推荐时间")
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="审核人"
    )
    reviewed_at = models.DateTimeField("审核时间", null=True)
    opinion = models.CharField("审核意见", max_length=500, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="发布人"
    )
    published_at = models.DateTimeField("发布时间", null=True)

    objects = TypicalCaseQuerySet.as_manager()

    class Meta:
        verbose_name = "典型案例"
        verbose_name_plural = "典型案例"
        indexes = [*scope_indexes("typical", ["nominated_at", "uid"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(reviewed_by=None) | ~Q(reviewed_by=F("nominated_by")),
                name="rulesets_typical_reviewed_by_another",
                violation_error_code="same_person",
                violation_error_message="推荐和审核须由两个人分别进行。",
            ),
            models.CheckConstraint(
                condition=Q(published_by=None) | ~Q(published_by=F("nominated_by")) & ~Q(published_by=F("reviewed_by")),
                name="rulesets_typical_published_by_a_third",
                violation_error_code="same_person",
                violation_error_message="推荐、审核和发布须由三个人分别进行。",
            ),
            models.UniqueConstraint(
                fields=["source_case", "kind"],
                condition=~Q(state="WITHDRAWN"),
                name="rulesets_typical_once_per_case",
            ),
        ]

    def __str__(self) -> str:
        return self.title
