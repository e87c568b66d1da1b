"""Body cameras: equipment of an agency, who wears one when, and how far its clock is off."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from hengtu.agencies.models import AgencyScoped, Dated, InForce
from hengtu.agencies.scope import AgencyScopedQuerySet
from hengtu.officers.models.officer import Officer


class BodyCameraQuerySet(InForce, AgencyScopedQuerySet["BodyCamera"]):
    """Cameras, with scope."""


class BodyCamera(AgencyScoped, Dated):
    """A body camera (执法记录仪) of an agency, in use from a day to a day. Grain: one row per device."""

    uid = models.UUIDField("编号", unique=True, default=uuid.uuid4, editable=False)
    serial = models.CharField("出厂编号", max_length=64, unique=True)
    model = models.CharField("型号", max_length=100)

    objects = BodyCameraQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = "执法记录仪"
        verbose_name_plural = "执法记录仪"
        indexes = [models.Index(fields=["agency", "serial"], name="officers_camera_agency")]

    def __str__(self) -> str:
        return f"{self.model} {self.serial}"


class CameraAssignmentQuerySet(models.QuerySet["CameraAssignment"]):
    """Assignments over time."""

    def over(self, starts_at: datetime, ends_at: datetime) -> Self:
        """Keep the assignments that hold at some moment of a span, its first included and its last not."""
        return self.filter(Q(ends_at=None) | Q(ends_at__gt=starts_at), starts_at__lt=ends_at)

    def at(self, instant: datetime) -> Self:
        """Keep the assignments that hold at an instant."""
        return self.filter(Q(ends_at=None) | Q(ends_at__gt=instant), starts_at__lte=instant)


class CameraAssignment(models.Model):
    """Who wears a camera from an instant up to, not including, another. Grain: one row per handing out."""

    camera = models.ForeignKey(
        BodyCamera, on_delete=models.PROTECT, related_name="assignments", verbose_name="执法记录仪"
    )
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="cameras", verbose_name="佩戴人")
    starts_at = models.DateTimeField("领用时间")
    ends_at = models.DateTimeField("交还时间（不含）", null=True, blank=True)
    recorded_at = models.DateTimeField("登记时间")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="登记人"
    )

    objects = CameraAssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = "记录仪领用"
        verbose_name_plural = "记录仪领用"
        ordering = ["camera", "starts_at"]
        indexes = [
            models.Index(fields=["camera", "starts_at"], name="officers_worn_camera"),
            models.Index(fields=["officer", "starts_at"], name="officers_worn_officer"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__gt=F("starts_at")),
                name="officers_worn_ends_after_start",
                violation_error_code="ends_before_start",
                violation_error_message="交还时间须晚于领用时间。",
            ),
            models.UniqueConstraint(fields=["camera"], condition=Q(ends_at=None), name="officers_worn_by_one"),
        ]

    def __str__(self) -> str:
        return f"{self.camera} {self.officer}"


class ClockCheck(models.Model):
    """A camera's clock compared with the true time, mostly at docking. Grain: one row per comparison.

    ``offset_seconds``: by how much the camera was ahead; negative where it was behind.
    """

    camera = models.ForeignKey(BodyCamera, on_delete=models.PROTECT, related_name="checks", verbose_name="执法记录仪")
    checked_at = models.DateTimeField("校时时间")
    offset_seconds = models.BigIntegerField("快多少秒")
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="校时人"
    )

    class Meta:
        verbose_name = "校时记录"
        verbose_name_plural = "校时记录"
        ordering = ["camera", "-checked_at"]
        indexes = [models.Index(fields=["camera", "checked_at"], name="officers_clock_of_camera")]

    def __str__(self) -> str:
        return f"{self.camera} {self.offset_seconds:+d}s"
