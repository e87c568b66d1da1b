"""What an agency writes of its contents public before the fact 事前公开: versions, each published by another."""

from __future__ import annotations

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from hengtu.agencies.models.scoped import AgencyScoped
from hengtu.agencies.scope import AgencyScopedQuerySet


class OpennessState(models.TextChoices):
    """A draft is published by a second person; the next published version takes its place."""

    DRAFT = "DRAFT", "草稿"
    PUBLISHED = "PUBLISHED", "已发布"
    DISCARDED = "DISCARDED", "已放弃"


class OpennessPageQuerySet(AgencyScopedQuerySet["OpennessPage"]):
    """Versions; what is published anybody may read."""

    def drafts(self) -> Self:
        """Keep what waits for a second person."""
        return self.filter(state=OpennessState.DRAFT)

    def published(self) -> Self:
        """Keep what was published, newer versions first."""
        return self.filter(state=OpennessState.PUBLISHED).order_by("-version")


class OpennessPage(AgencyScoped):
    """One version of one content of a legal subject. Grain: one row per agency, section and version.

    ``section`` is an id of the rulebook's ``openness_sections``. ``content`` holds one of ``fields`` (key → text),
    ``rows`` (a list of rows, one text per column) or ``none`` (why there is nothing of the kind). ``changed_on``: civil
    day since which things are as this version says, where it corrects an older one.
    """

    uid = models.UUIDField("编号", primary_key=True, default=uuid.uuid4, editable=False)
    section = models.CharField("公开内容", max_length=24)
    version = models.PositiveIntegerField("第几版")
    content = models.JSONField("内容")
    changed_on = models.DateField("从哪天起有变动", null=True, blank=True)
    state = models.CharField("状态", max_length=16, choices=OpennessState)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="起草人"
    )
    written_at = models.DateTimeField("起草时间")
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="发布人"
    )
    published_at = models.DateTimeField("发布时间", null=True)

    objects = OpennessPageQuerySet.as_manager()

    class Meta:
        verbose_name = "事前公开内容"
        verbose_name_plural = "事前公开内容"
        constraints = [
            models.UniqueConstraint(fields=["agency", "section", "version"], name="agencies_openness_version_once"),
            models.CheckConstraint(
                condition=Q(published_by=None) | ~Q(published_by=F("written_by")),
                name="agencies_openness_two_people",
                violation_error_code="same_person",
                violation_error_message="起草和发布须由两个人分别进行。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.section} {self.version}"
