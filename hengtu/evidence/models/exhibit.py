"""Exhibits: the untouched original with its hash, and a display copy."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q


class ExhibitKind(models.TextChoices):
    """The eight kinds of APL:46, and the whole-process recording (APL:47)."""

    DOCUMENTARY = "DOCUMENTARY", "书证"
    PHYSICAL = "PHYSICAL", "物证"
    AUDIOVISUAL = "AUDIOVISUAL", "视听资料"
    ELECTRONIC = "ELECTRONIC", "电子数据"
    TESTIMONY = "TESTIMONY", "证人证言"
    PARTY_STATEMENT = "PARTY_STATEMENT", "当事人的陈述"
    EXPERT_OPINION = "EXPERT_OPINION", "鉴定意见"
    INQUEST_RECORD = "INQUEST_RECORD", "勘验笔录、现场笔录"
    RECORDING = "RECORDING", "执法全过程记录"


class AuditResult(models.TextChoices):
    """Audit of a record from electronic monitoring: without it the record proves nothing (APL:41p2)."""

    NOT_NEEDED = "NOT_NEEDED", "不属于电子技术监控记录"
    PENDING = "PENDING", "待审核"
    PASSED = "PASSED", "审核通过"
    FAILED = "FAILED", "审核未通过"


class Exhibit(models.Model):
    """One piece of evidence of a stream. Grain: one row per original; triggers refuse a change of what was taken in.

    ``collectors`` is a list of ``{"id", "name", "certificate"}``; ``latitude`` and ``longitude`` are WGS-84 degrees or
    null; ``size`` is in bytes; ``original_key`` names the original in the blob store (its SHA-256).
    """

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    stream = models.ForeignKey(
        "ledger.Stream", on_delete=models.PROTECT, related_name="exhibits", verbose_name="行为链"
    )
    seq = models.PositiveIntegerField("序号")
    kind = models.CharField("种类", max_length=20, choices=ExhibitKind)
    title = models.CharField("名称", max_length=200)
    proof_purpose = models.CharField("证明目的", max_length=500)
    collected_at = models.DateTimeField("取证时间")
    recorded_at = models.DateTimeField("入库时间")
    place = models.CharField("取证地点", max_length=300)
    latitude = models.FloatField("纬度", null=True, blank=True)
    longitude = models.FloatField("经度", null=True, blank=True)
    collectors = models.JSONField("取证人")
    source = models.CharField("来源", max_length=200, blank=True)
    filename = models.CharField("原文件名", max_length=255)
    media_type = models.CharField("媒体类型", max_length=80)
    size = models.PositiveBigIntegerField("大小（字节）")
    sm3 = models.CharField("SM3", max_length=64)
    sha256 = models.CharField("SHA-256", max_length=64)
    original_key = models.CharField("原件存储名", max_length=64)
    display_key = models.CharField("展示件存储名", max_length=64, blank=True)
    note = models.TextField("备注", blank=True)
    audit_result = models.CharField(
        "电子监控记录审核", max_length=16, choices=AuditResult, default=AuditResult.NOT_NEEDED
    )
    audited_by = models.CharField("审核人", max_length=100, blank=True)
    audited_at = models.DateTimeField("审核时间", null=True, blank=True)

    class Meta:
        verbose_name = "证据"
        verbose_name_plural = "证据"
        ordering = ["stream", "seq"]
        indexes = [models.Index(fields=["sm3"], name="evidence_by_sm3")]
        constraints = [
            models.UniqueConstraint(fields=["stream", "seq"], name="evidence_seq_once"),
            models.CheckConstraint(condition=Q(size__gt=0), name="evidence_not_empty"),
            models.CheckConstraint(
                condition=Q(audit_result__in=["NOT_NEEDED", "PENDING"])
                | (~Q(audited_by="") & Q(audited_at__isnull=False)),
                name="evidence_audit_names_its_auditor",
                violation_error_code="audit_without_auditor",
                violation_error_message="电子监控记录的审核须写明审核人和时间。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seq}. {self.title}"
