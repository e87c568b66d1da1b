"""Notices of holidays that were handed in: kept as they came, checked, published by a second person."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from hengtu.rulesets.models.pack import RulePack


class NoticeState(models.TextChoices):
    """Where a notice stands."""

    FAULTY = "FAULTY", "有错误"
    PROPOSED = "PROPOSED", "待发布"
    PUBLISHED = "PUBLISHED", "已发布"
    WITHDRAWN = "WITHDRAWN", "已撤回"


class CalendarDraft(models.Model):
    """One notice handed in. Grain: one row per file; the file lies untouched in the blob store under ``file_key``.

    ``record``: the year as the calendar folder of the rulebook has it, empty while ``problems`` (one sentence each) are
    not mended. ``agency``: the legal subject whose administrator handed it in; its administrators and those above
    see it. ``based_on``: id of the record of that year in force when it was handed in, "" for a new year.
    """

    uid = models.UUIDField("编号", primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", verbose_name="提交机构")
    year = models.PositiveIntegerField("年份")
    filename = models.CharField("文件名", max_length=200)
    file_key = models.CharField("文件摘要", max_length=64)
    reason = models.CharField("依据", max_length=300)
    record = models.JSONField("内容", default=dict)
    problems = models.JSONField("错误", default=list)
    based_on = models.CharField("更正的对象", max_length=20, blank=True)
    state = models.CharField("状态", max_length=12, choices=NoticeState)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="提交人"
    )
    proposed_at = models.DateTimeField("提交时间")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="发布或者撤回的人"
    )
    decided_at = models.DateTimeField("发布或者撤回时间", null=True)
    pack = models.ForeignKey(
        RulePack, on_delete=models.PROTECT, null=True, related_name="calendars", verbose_name="规则包"
    )

    class Meta:
        verbose_name = "放假安排"
        verbose_name_plural = "放假安排"
        indexes = [models.Index(fields=["-proposed_at"], name="rulesets_calendar_newest")]

    def __str__(self) -> str:
        return f"{self.year}年放假安排"
