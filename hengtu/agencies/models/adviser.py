"""Government lawyers and legal advisers of an agency: who may be asked, on what qualification, how long."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from hengtu.agencies.models.dated import Dated, InForce
from hengtu.agencies.models.scoped import AgencyScoped
from hengtu.agencies.scope import AgencyScopedQuerySet


class AdviserKind(models.TextChoices):
    """Who advises: a lawyer of the public service, or one engaged from outside."""

    GOVERNMENT_LAWYER = "GOVERNMENT_LAWYER", "公职律师"
    LEGAL_ADVISER = "LEGAL_ADVISER", "法律顾问"


class AdviserQuerySet(InForce, AgencyScopedQuerySet["Adviser"]):
    """Advisers of agencies on a day."""


class Adviser(AgencyScoped, Dated):
    """One adviser of one legal subject for a term (公职律师、法律顾问). Grain: one row per person, agency and term.

    ``account`` is how he signs in; it needs no post and sees nothing but what a consultation opens to him.
    """

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="advising", verbose_name="账号"
    )
    kind = models.CharField("身份", max_length=20, choices=AdviserKind)
    qualification = models.CharField("执业证号或者公职律师证号", max_length=60)
    firm = models.CharField("所在单位", max_length=120, blank=True)
    recorded_at = models.DateTimeField("登记时间")

    objects = AdviserQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = "公职律师和法律顾问"
        verbose_name_plural = "公职律师和法律顾问"
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(effective_to__isnull=False),
                name="agencies_adviser_has_a_term",
                violation_error_code="adviser_without_term",
                violation_error_message="公职律师、法律顾问须有任期截止日期。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account.name}（{self.get_kind_display()}）"
