"""Drafts of benchmarks: what is being written, who proposed it, what became of it."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django.conf import settings
from django.db import models

from hengtu.agencies.models import Post
from hengtu.rulesets.models.pack import RulePack
from hengtu.rulesets.policies import RULE_ROLES


class DraftState(models.TextChoices):
    """Where a draft stands."""

    WRITING = "WRITING", "起草中"
    PROPOSED = "PROPOSED", "待核准"
    RETURNED = "RETURNED", "已退回"
    PUBLISHED = "PUBLISHED", "已发布"
    DISCARDED = "DISCARDED", "已弃用"


class BenchmarkDraftQuerySet(models.QuerySet["BenchmarkDraft"]):
    """Drafts; they are for those who make rules at the agency that writes them, and for nobody else."""

    def readable_by(self, account: Any, on: date) -> BenchmarkDraftQuerySet:
        """Keep the drafts of the agencies at which the account holds a post of rules on a day; fails closed."""
        if account is None or not getattr(account, "is_authenticated", False) or not account.is_active:
            return self.none()
        posts = Post.objects.in_force(on).filter(account=account, role__in=RULE_ROLES)
        subjects = {post.agency.legal_subject_id for post in posts.select_related("agency")}
        return self.filter(agency_id__in=subjects)

    def open(self) -> BenchmarkDraftQuerySet:
        """Keep what is still being worked on."""
        return self.exclude(state__in=(DraftState.PUBLISHED, DraftState.DISCARDED))


class BenchmarkDraft(models.Model):
    """One benchmark being written. Grain: one row per table; ``content`` is that of ``drafting.content``.

    ``version`` counts saves: a window that has not seen the last one overwrites nothing. ``replaces`` names the tables
    that end when this one comes into force. ``saved_from`` names the open page the last save came from.
    """

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", verbose_name="机构")
    division = models.CharField("行政区划代码", max_length=6)
    violation = models.CharField("违法行为", max_length=64)
    statute_from = models.CharField("所依据文本的施行日期", max_length=10)
    replaces = models.JSONField("接替的裁量基准", default=list)
    state = models.CharField("状态", max_length=12, choices=DraftState, default=DraftState.WRITING)
    content = models.JSONField("内容", default=dict)
    version = models.PositiveIntegerField("版本", default=1)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="起草人"
    )
    created_at = models.DateTimeField("建立时间")
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="保存人"
    )
    saved_at = models.DateTimeField("保存时间")
    saved_from = models.CharField("保存的页面", max_length=64, blank=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="提出人"
    )
    proposed_at = models.DateTimeField("提出时间", null=True)
    said = models.CharField("退回或者弃用的原因", max_length=500, blank=True)
    said_by = models.CharField("说明人", max_length=64, blank=True)
    benchmark_id = models.CharField("发布后的编号", max_length=80, blank=True)
    pack = models.ForeignKey(
        RulePack, on_delete=models.PROTECT, null=True, related_name="drafts", verbose_name="规则包"
    )

    objects = BenchmarkDraftQuerySet.as_manager()

    class Meta:
        verbose_name = "裁量基准草稿"
        verbose_name_plural = "裁量基准草稿"
        indexes = [models.Index(fields=["agency", "state"], name="rulesets_draft_agency")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="PUBLISHED", pack__isnull=False) | ~models.Q(state="PUBLISHED"),
                name="rulesets_draft_published_in_a_pack",
                violation_error_code="published_without_pack",
                violation_error_message="已发布的裁量基准须有规则包。",
            )
        ]

    def __str__(self) -> str:
        return str(self.content.get("title") or self.violation)

    @property
    def is_open_to_change(self) -> bool:
        """Whether it may be edited now."""
        return self.state in (DraftState.WRITING, DraftState.RETURNED)


class BenchmarkDraftVersion(models.Model):
    """One saved state of a draft. Grain: one row per draft and version."""

    draft = models.ForeignKey(BenchmarkDraft, on_delete=models.CASCADE, related_name="versions", verbose_name="草稿")
    version = models.PositiveIntegerField("版本")
    content = models.JSONField("内容")
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="保存人"
    )
    saved_at = models.DateTimeField("保存时间")

    class Meta:
        verbose_name = "裁量基准草稿的版本"
        verbose_name_plural = "裁量基准草稿的版本"
        constraints = [models.UniqueConstraint(fields=["draft", "version"], name="rulesets_draft_version_once")]
