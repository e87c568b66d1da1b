"""Two officers who go on duty together."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from hengtu.agencies.models import AgencyScoped
from hengtu.agencies.scope import AgencyScopedQuerySet
from hengtu.officers.models.officer import Officer

LONGEST_SHIFT = timedelta(hours=24)


class AgreedBy(models.TextChoices):
    """How the second officer agreed."""

    ACCOUNT = "ACCOUNT", "本人账号"
    PIN = "PIN", "本人确认码"


class ShiftPairQuerySet(AgencyScopedQuerySet["ShiftPair"]):
    """Pairs, with scope."""

    def of(self, officer: Officer) -> Self:
        """Keep the pairs an officer is one of, agreed or not."""
        return self.filter(Q(proposed_by=officer) | Q(partner=officer))

    def standing(self, at: datetime) -> Self:
        """Keep the pairs both have agreed to and that last at an instant."""
        unended = Q(ended_at=None) | Q(ended_at__gt=at)
        return self.filter(unended, agreed_at__lte=at, starts_at__lte=at, ends_at__gt=at)


class ShiftPair(AgencyScoped):
    """Two officers of one legal subject on one shift (two officers at least: APL:42p1), agreed to by both.

    Grain: one row per proposal. From ``starts_at`` up to, not including, ``ends_at``; at most ``LONGEST_SHIFT``.
    Within an agreed pair the second confirms by PIN on the device of the first.
    """

    uid = models.UUIDField("编号", unique=True, default=uuid.uuid4, editable=False)
    proposed_by = models.ForeignKey(
        Officer, on_delete=models.PROTECT, related_name="pairs_proposed", verbose_name="提出人"
    )
    partner = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="pairs_joined", verbose_name="搭档")
    starts_at = models.DateTimeField("开始时间")
    ends_at = models.DateTimeField("结束时间（不含）")
    proposed_at = models.DateTimeField("提出时间")
    agreed_at = models.DateTimeField("同意时间", null=True, blank=True)
    agreed_how = models.CharField("同意方式", max_length=16, choices=AgreedBy, blank=True)
    ended_at = models.DateTimeField("提前结束时间", null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="结束人",
    )

    objects = ShiftPairQuerySet.as_manager()

    class Meta:
        verbose_name = "值勤搭档"
        verbose_name_plural = "值勤搭档"
        indexes = [
            models.Index(fields=["proposed_by", "ends_at"], name="officers_pair_proposer"),
            models.Index(fields=["partner", "ends_at"], name="officers_pair_partner"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="officers_pair_ends_after_start",
                violation_error_code="ends_before_start",
                violation_error_message="结束时间须晚于开始时间。",
            ),
            models.CheckConstraint(
                condition=~Q(proposed_by=F("partner")),
                name="officers_pair_of_two",
                violation_error_code="pair_with_oneself",
                violation_error_message="值勤搭档是两名执法人员（行政处罚法第四十二条第一款）。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.proposed_by} {self.partner}"

    def other_than(self, officer: Officer) -> Officer:
        """Return the other of the two."""
        return self.partner if officer.pk == self.proposed_by_id else self.proposed_by
