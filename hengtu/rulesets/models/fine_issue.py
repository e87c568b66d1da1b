"""Evaluation of fine provisions: an issue with an article, and its way to an answer."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from hengtu.agencies.models import AgencyScoped
from hengtu.agencies.models.scoped import scope_indexes
from hengtu.agencies.scope import AgencyScopedQuerySet


class IssueState(models.TextChoices):
    """Where an issue is; the order is fixed by ``services.evaluate_fine``."""

    RECEIVED = "RECEIVED", "已收到"
    STUDIED = "STUDIED", "已研究"
    FORWARDED = "FORWARDED", "已报送"
    ANSWERED = "ANSWERED", "已答复"
    CLOSED = "CLOSED", "已办结"


class FineIssue(AgencyScoped):
    """One issue 罚款规定评估意见. Grain: one row per issue; ``agency`` filed it.

    ``basis`` is the citation of the article; ``cases`` are uids of cases that show it, checked when it was filed.
    ``receiver`` is who it was forwarded to.
    """

    uid = models.UUIDField("编号", primary_key=True, default=uuid.uuid4, editable=False)
    basis = models.CharField("条文", max_length=160, db_index=True)
    instrument = models.CharField("法规编号", max_length=120, db_index=True)
    title = models.CharField("问题", max_length=200)
    problem = models.TextField("情况和建议")
    cases = models.JSONField("案件", default=list, blank=True)
    receiver = models.CharField("报送给", max_length=200, blank=True)
    state = models.CharField("状态", max_length=16, choices=IssueState)
    filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="提出人"
    )
    filed_at = models.DateTimeField("提出时间")

    objects = AgencyScopedQuerySet["FineIssue"].as_manager()

    class Meta:
        verbose_name = "罚款规定评估意见"
        verbose_name_plural = "罚款规定评估意见"
        indexes = [*scope_indexes("fine_issue", ["filed_at", "uid"])]

    def __str__(self) -> str:
        return self.title


class FineIssueStep(models.Model):
    """One step of an issue, only appended."""

    issue = models.ForeignKey(FineIssue, on_delete=models.PROTECT, related_name="steps", verbose_name="意见")
    state = models.CharField("状态", max_length=16, choices=IssueState)
    note = models.CharField("说明", max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="办理人")
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "评估意见的经过"
        verbose_name_plural = "评估意见的经过"
        ordering = ["id"]

    def __str__(self) -> str:
        return IssueState(self.state).label
