"""Signatures given on a screen, beside the document they belong to; the document itself stays as it was issued."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class SignatureMethod(models.TextChoices):
    """Drawn on the screen, refused before a witness, or on paper with a picture of it."""

    DRAWN = "DRAWN", "屏幕签名"
    REFUSED = "REFUSED", "拒绝签名"
    ON_PAPER = "ON_PAPER", "纸质签名"


class DocumentSignature(models.Model):
    """What stands on one signature line of a document. Grain: one row per line; triggers refuse change and deletion.

    ``line`` counts the form's signers from 0. ``strokes`` is canonical JSON: strokes of points in a box of
    ``signatures.WIDTH`` by ``signatures.HEIGHT``. ``sm3`` is over what was captured together with the document's
    ``data_hash``, so that a signature cannot be moved to another document. ``photo_key`` names a blob.
    """

    document = models.ForeignKey(
        "documents.Document", on_delete=models.PROTECT, related_name="signatures", verbose_name="文书"
    )
    line = models.PositiveSmallIntegerField("签名栏")
    role = models.CharField("谁签", max_length=60)
    signer = models.CharField("签名人", max_length=100)
    method = models.CharField("方式", max_length=12, choices=SignatureMethod)
    strokes = models.TextField("笔迹", blank=True)
    photo_key = models.CharField("纸质签名照片", max_length=64, blank=True)
    witness = models.CharField("见证人", max_length=100, blank=True)
    note = models.CharField("说明", max_length=200, blank=True)
    sm3 = models.CharField("摘要（SM3）", max_length=64)
    signed_at = models.DateTimeField("签名时间")
    captured_by = models.CharField("经办账号", max_length=150)

    class Meta:
        verbose_name = "文书签名"
        verbose_name_plural = "文书签名"
        ordering = ["document", "line"]
        constraints = [
            models.UniqueConstraint(fields=["document", "line"], name="documents_signature_once"),
            models.CheckConstraint(
                condition=(Q(method="DRAWN") & ~Q(strokes=""))
                | (Q(method="ON_PAPER") & ~Q(photo_key=""))
                | (Q(method="REFUSED") & ~Q(witness="") & ~Q(note="")),
                name="documents_signature_has_content",
                violation_error_code="signature_empty",
                violation_error_message="签名须有笔迹；纸质签名须有照片；拒签须写明事由和见证人。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role}：{self.signer}"
