"""Education pages: what an item asks of people, in plain words, behind the code printed on decisions and notices."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from hengtu.agencies.models import AgencyScoped
from hengtu.agencies.scope import AgencyScopedQuerySet


class EducationState(models.TextChoices):
    """A draft is put into force by a second person; the next version of it replaces it."""

    DRAFT = "DRAFT", "草稿"
    PUBLISHED = "PUBLISHED", "使用中"
    WITHDRAWN = "WITHDRAWN", "已停用"


class EducationQuerySet(AgencyScopedQuerySet["EducationPage"]):
    """Pages; what is published anybody may read, drafts are read by scope."""

    def in_use(self, item: str, divisions: tuple[str, ...], on: date) -> Self:
        """Keep what is in force for an item in one of the divisions on a day."""
        here = self.filter(item=item, division__in=divisions, effective_from__lte=on)
        return here.filter(state=EducationState.PUBLISHED)


class EducationPage(AgencyScoped):
    """One version of the page of one item. ``code`` is what papers print; it keeps working after a newer version.

    ``body`` and ``how_to`` are Markdown; ``clip_key`` and ``subtitles_key`` name bytes of the content-addressed store,
    empty where there is no clip; ``clip_size`` is in bytes.
    """

    uid = models.UUIDField("编号", primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField("短码", max_length=12, unique=True)
    item = models.CharField("事项编号", max_length=80, db_index=True)
    division = models.CharField("适用地区", max_length=6)
    version = models.PositiveIntegerField("第几版")
    title = models.CharField("标题", max_length=60)
    body = models.TextField("法律怎么规定")
    how_to = models.TextField("怎样做才合法")
    transcript = models.TextField("视频文字稿", blank=True)
    clip_key = models.CharField("视频存储名", max_length=64, blank=True)
    clip_type = models.CharField("视频类型", max_length=40, blank=True)
    clip_size = models.PositiveBigIntegerField("视频大小（字节）", default=0)
    subtitles_key = models.CharField("字幕存储名", max_length=64, blank=True)
    effective_from = models.DateField("自何日起")
    state = models.CharField("状态", max_length=16, choices=EducationState)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="起草人"
    )
    written_at = models.DateTimeField("起草时间")
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="核准人"
    )
    published_at = models.DateTimeField("发布时间", null=True)

    objects = EducationQuerySet.as_manager()

    class Meta:
        verbose_name = "普法页"
        verbose_name_plural = "普法页"
        constraints = [
            models.UniqueConstraint(fields=["item", "division", "version"], name="rulesets_education_version_once"),
            models.CheckConstraint(
                condition=Q(published_by=None) | ~Q(published_by=F("written_by")),
                name="rulesets_education_two_people",
                violation_error_code="same_person",
                violation_error_message="起草和核准须由两个人分别进行。",
            ),
            models.CheckConstraint(
                condition=Q(clip_key="") | ~Q(transcript=""),
                name="rulesets_education_clip_has_words",
                violation_error_code="transcript_missing",
                violation_error_message="视频须有文字稿，看不了、听不到的人也能知道内容。",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class EducationViews(models.Model):
    """How often a page was opened. Grain: one row per page and civil day; nothing is kept about who opened it."""

    page = models.ForeignKey(EducationPage, on_delete=models.PROTECT, related_name="views", verbose_name="普法页")
    day = models.DateField("日期")
    count = models.PositiveIntegerField("次数", default=0)

    class Meta:
        verbose_name = "普法页打开次数"
        verbose_name_plural = "普法页打开次数"
        constraints = [models.UniqueConstraint(fields=["page", "day"], name="rulesets_education_views_once")]

    def __str__(self) -> str:
        return f"{self.page_id} {self.day} {self.count}"
