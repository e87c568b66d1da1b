"""What a device announced before it sent anything: the hash first, then the file."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from hengtu.evidence.models.exhibit import Exhibit
from hengtu.evidence.models.upload import Upload


class Medium(models.TextChoices):
    """With what it was taken."""

    PHOTO = "PHOTO", "拍照"
    VIDEO = "VIDEO", "录像"
    AUDIO = "AUDIO", "录音"
    FILE = "FILE", "选文件"


class Capture(models.Model):
    """One record taken on a device (现场取证记录). Grain: one row per record; ``key`` is drawn by the device, once.

    ``sha256`` is what the device computed before it sent anything. ``device_at`` is the time by the device's clock,
    ``clock_offset_seconds`` how far that clock ran ahead of ours when it announced (null: not said). ``latitude``,
    ``longitude`` are WGS-84 degrees, ``accuracy_m`` metres; without a place ``no_place_reason`` says why. ``sheet`` is
    what was typed, as ``take_in.Sheet`` has it (plain JSON). ``trouble`` is a code, ``message`` what the person is to
    do. Once an exhibit stands behind it, triggers refuse every change.
    """

    key = models.UUIDField(primary_key=True, default=uuid.uuid4)
    stream = models.ForeignKey(
        "ledger.Stream", on_delete=models.PROTECT, related_name="captures", verbose_name="行为链"
    )
    username = models.CharField("取证账号", max_length=150)
    medium = models.CharField("取得方式", max_length=8, choices=Medium)
    filename = models.CharField("原文件名", max_length=255)
    size = models.PositiveBigIntegerField("大小（字节）")
    sha256 = models.CharField("设备算出的SHA-256", max_length=64)
    sheet = models.JSONField("填写的内容")
    device_at = models.DateTimeField("设备时间")
    clock_offset_seconds = models.IntegerField("设备时钟快慢（秒）", null=True, blank=True)
    latitude = models.FloatField("纬度", null=True, blank=True)
    longitude = models.FloatField("经度", null=True, blank=True)
    accuracy_m = models.FloatField("定位误差（米）", null=True, blank=True)
    no_place_reason = models.CharField("没有定位的原因", max_length=100, blank=True)
    announced_at = models.DateTimeField("报来时间")
    upload = models.OneToOneField(
        Upload, on_delete=models.SET_NULL, null=True, blank=True, related_name="capture", verbose_name="上传"
    )
    exhibit = models.ForeignKey(
        Exhibit, on_delete=models.PROTECT, null=True, blank=True, related_name="captures", verbose_name="证据"
    )
    trouble = models.CharField("问题编号", max_length=60, blank=True)
    message = models.CharField("问题", max_length=600, blank=True)

    class Meta:
        verbose_name = "现场取证记录"
        verbose_name_plural = "现场取证记录"
        ordering = ["announced_at", "key"]
        indexes = [models.Index(fields=["stream", "username"], name="evidence_capture_mine")]
        constraints = [
            models.CheckConstraint(condition=Q(size__gt=0), name="evidence_capture_not_empty"),
            models.CheckConstraint(
                condition=Q(latitude__isnull=False, longitude__isnull=False) | ~Q(no_place_reason=""),
                name="evidence_capture_place_or_reason",
                violation_error_code="capture_without_place",
                violation_error_message="没有定位的，须写明原因。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_medium_display()} {self.filename}"
