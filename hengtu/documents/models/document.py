"""The issued document: its data and template version are frozen, so that printing again gives the same bytes."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q


class DocumentState(models.TextChoices):
    """Whether the document stands. A withdrawn or replaced one stays readable and says so when verified."""

    ISSUED = "ISSUED", "有效"
    WITHDRAWN = "WITHDRAWN", "已撤回"
    REPLACED = "REPLACED", "已更换"


class Document(models.Model):
    """One issued document of a stream. Grain: one row per issue; triggers refuse a change of what was issued.

    ``data`` is the canonical JSON text that was frozen (its SHA-256 is ``data_hash``); ``form_version`` names the
    template folder and the hash of catalogue entry, template and shared style; ``pdf_key`` is empty until the first
    rendering and then never changes.
    """

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    stream = models.ForeignKey(
        "ledger.Stream", on_delete=models.PROTECT, related_name="documents", verbose_name="行为链"
    )
    agency = models.ForeignKey(
        "agencies.Agency", on_delete=models.PROTECT, related_name="documents", verbose_name="执法主体"
    )
    form = models.CharField("文种", max_length=48)
    form_version = models.CharField("文书格式版本", max_length=40)
    number = models.CharField("文号", max_length=120, blank=True)
    data = models.TextField("文书内容")
    data_hash = models.CharField("内容摘要", max_length=64)
    issued_at = models.DateTimeField("制作时间")
    issued_on = models.DateField("落款日期")
    act_uid = models.UUIDField("执法行为", null=True, blank=True)
    drawn_by = models.CharField("制作人", max_length=100)
    seal = models.ForeignKey(
        "documents.OfficialSeal", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="印章"
    )
    sealed_by = models.CharField("用印人", max_length=100, blank=True)
    verification_code = models.CharField("验真码", max_length=9, unique=True)
    masked_party = models.CharField("当事人（脱敏）", max_length=200, blank=True)
    pdf_key = models.CharField("PDF 摘要", max_length=64, blank=True)
    state = models.CharField("状态", max_length=16, choices=DocumentState, default=DocumentState.ISSUED)
    state_reason = models.CharField("撤回或更换原因", max_length=300, blank=True)
    state_at = models.DateTimeField("撤回或更换时间", null=True, blank=True)
    replaced_by = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="更换后的文书"
    )

    class Meta:
        verbose_name = "文书"
        verbose_name_plural = "文书"
        indexes = [
            models.Index(fields=["stream", "issued_at"], name="documents_by_stream"),
            models.Index(fields=["act_uid"], name="documents_by_act"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "number"], condition=~Q(number=""), name="documents_document_number_once"
            ),
            models.CheckConstraint(
                condition=Q(state="ISSUED", state_reason="") | (~Q(state="ISSUED") & ~Q(state_reason="")),
                name="documents_state_has_a_reason",
                violation_error_code="state_without_reason",
                violation_error_message="撤回或更换文书须写明原因。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.form} {self.number}".strip()
