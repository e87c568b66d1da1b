"""Recordings of body cameras: the untouched original, when it was filmed, by whom; holds and destruction."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from hengtu.agencies.models import AgencyScoped
from hengtu.agencies.models.scoped import scope_indexes
from hengtu.agencies.scope import AgencyScopedQuerySet
from hengtu.law.recording.clock import WORDS, Trust


def trust_choices() -> list[tuple[str, str]]:
    """Return whether a time can be relied on, with its words; a callable, so that a new one needs no migration."""
    return [(each.value, WORDS[each]) for each in Trust]


class Recording(AgencyScoped):
    """One file of a body camera (执法音像). Grain: one row per original and legal subject; triggers refuse a change.

    ``clock_starts_at`` and ``clock_ends_at`` are the camera's own times, ``starts_at`` and ``ends_at`` the corrected
    ones (the same while ``offset_seconds`` is null). ``serial`` and ``officer_said`` are what the manifest said.
    ``act_uid``: the act of the agency's chain that holds the digest.
    """

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    camera = models.ForeignKey(
        "officers.BodyCamera",
        on_delete=models.PROTECT,
        null=True,
        related_name="recordings",
        verbose_name="执法记录仪",
    )
    officer = models.ForeignKey(
        "officers.Officer", on_delete=models.PROTECT, null=True, related_name="recordings", verbose_name="佩戴人"
    )
    serial = models.CharField("记录仪编号", max_length=64)
    officer_said = models.CharField("清单上的人员", max_length=100, blank=True)
    clock_starts_at = models.DateTimeField("记录仪的开始时间")
    clock_ends_at = models.DateTimeField("记录仪的结束时间")
    offset_seconds = models.BigIntegerField("记录仪快多少秒", null=True)
    starts_at = models.DateTimeField("开始时间")
    ends_at = models.DateTimeField("结束时间")
    trust = models.CharField("时间是否可信", max_length=24, choices=trust_choices)
    place = models.CharField("地点", max_length=300, blank=True)
    docked_at = models.DateTimeField("入库时间")
    docked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="入库人"
    )
    filename = models.CharField("原文件名", max_length=255)
    media_type = models.CharField("媒体类型", max_length=80)
    size = models.PositiveBigIntegerField("大小（字节）")
    sm3 = models.CharField("SM3", max_length=64)
    sha256 = models.CharField("SHA-256", max_length=64)
    flaw = models.CharField("文件的问题", max_length=100, blank=True)
    act_uid = models.UUIDField("入库行为")

    objects = AgencyScopedQuerySet["Recording"].as_manager()

    class Meta:
        verbose_name = "执法音像"
        verbose_name_plural = "执法音像"
        ordering = ["starts_at", "uid"]
        indexes = [
            *scope_indexes("evid_rec", ["starts_at", "uid"]),
            models.Index(fields=["officer", "starts_at"], name="evidence_rec_officer"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["legal_subject_id", "sha256"], name="evidence_rec_once"),
            models.CheckConstraint(condition=Q(size__gt=0), name="evidence_rec_not_empty"),
        ]

    def __str__(self) -> str:
        return f"{self.serial} {self.starts_at:%Y-%m-%d %H:%M}"

    @property
    def original_key(self) -> str:
        """The name of the original in the blob store."""
        return self.sha256


class RecordingHold(models.Model):
    """Destruction is stopped for a reason (暂停清理): a lawsuit, an inspection. Grain: one row per hold."""

    recording = models.ForeignKey(Recording, on_delete=models.PROTECT, related_name="holds", verbose_name="执法音像")
    reason = models.CharField("原因", max_length=300)
    held_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="决定人"
    )
    held_at = models.DateTimeField("决定时间")
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="解除人"
    )
    lifted_at = models.DateTimeField("解除时间", null=True)
    lifted_because = models.CharField("解除原因", max_length=300, blank=True)

    class Meta:
        verbose_name = "暂停清理"
        verbose_name_plural = "暂停清理"
        constraints = [
            models.UniqueConstraint(fields=["recording"], condition=Q(lifted_at=None), name="evidence_held_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="evidence_hold_has_reason"),
        ]

    def __str__(self) -> str:
        return self.reason


class Destruction(models.TextChoices):
    """Where a proposal to destroy stands."""

    PROPOSED = "PROPOSED", "待批准"
    APPROVED = "APPROVED", "已清理"
    RETURNED = "RETURNED", "不同意"


class RecordingDestruction(models.Model):
    """A recording proposed for destruction and, once approved, its tombstone: digest, who, why stay for good.

    Grain: one row per proposal. Triggers refuse a change of an approved one and every deletion. ``act_uid``: the act
    of the agency's chain.
    """

    recording = models.ForeignKey(
        Recording, on_delete=models.PROTECT, related_name="destructions", verbose_name="执法音像"
    )
    state = models.CharField("状态", max_length=16, choices=Destruction, default=Destruction.PROPOSED)
    sha256 = models.CharField("SHA-256", max_length=64)
    reason = models.CharField("理由", max_length=300)
    retention = models.CharField("保存期限", max_length=300)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="提出人"
    )
    proposed_at = models.DateTimeField("提出时间")
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="批准人"
    )
    answered_at = models.DateTimeField("批准时间", null=True)
    answer = models.CharField("意见", max_length=300, blank=True)
    act_uid = models.UUIDField("清理行为", null=True)

    class Meta:
        verbose_name = "清理"
        verbose_name_plural = "清理"
        ordering = ["-proposed_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["recording"], condition=~Q(state="RETURNED"), name="evidence_destroyed_once"
            ),
            models.CheckConstraint(
                condition=~Q(state="APPROVED")
                | (Q(answered_by__isnull=False) & Q(act_uid__isnull=False) & ~Q(answered_by=F("proposed_by"))),
                name="evidence_destroyed_by_two",
                violation_error_code="second_person_required",
                violation_error_message="提出清理的人不能自己批准。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_state_display()} {self.sha256[:12]}"
