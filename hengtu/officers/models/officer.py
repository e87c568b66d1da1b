"""Officers and auxiliaries."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from hengtu.agencies.models import AgencyScoped, Dated, InForce
from hengtu.agencies.scope import AgencyScopedQuerySet


class OfficerKind(models.TextChoices):
    """Two kinds of people that are never mixed: an auxiliary has no power to enforce."""

    OFFICER = "OFFICER", "执法人员"
    AUXILIARY = "AUXILIARY", "执法辅助人员"


class OfficerQuerySet(InForce, AgencyScopedQuerySet["Officer"]):
    """Officers, with scope."""


class Officer(AgencyScoped, Dated):
    """Someone who serves at an agency as an officer or an auxiliary, for a time; ``uid`` is the actor id in acts."""

    uid = models.UUIDField("编号", unique=True, default=uuid.uuid4, editable=False)
    name = models.CharField("姓名", max_length=100)
    kind = models.CharField("类别", max_length=16, choices=OfficerKind)
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="officer",
        verbose_name="账号",
    )

    objects = OfficerQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = "执法人员"
        verbose_name_plural = "执法人员"
        indexes = [models.Index(fields=["agency", "kind"], name="officers_officer_agency_kind")]

    def __str__(self) -> str:
        return self.name
