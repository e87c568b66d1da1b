"""The verification code of a protection file on paper: that it is genuine, and nothing else."""

from __future__ import annotations

from django.db import models

from hengtu.agencies.models import Agency


class ProtectionCode(models.Model):
    """One code. Grain: one row per content that was ever printed; the same content keeps its code.

    ``content``: SM3 of what was printed, without the code; ``pdf_sha256``: of the PDF with it. Neither the case nor the
    person stands here: who only holds the code learns of no one.
    """

    code = models.CharField("验真码", max_length=16, unique=True)
    content = models.CharField("内容摘要", max_length=64, unique=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", verbose_name="机关")
    made_on = models.DateField("生成日期")
    pdf_sha256 = models.CharField("PDF 的 SHA-256", max_length=64, blank=True)

    class Meta:
        verbose_name = "履职记录的验真码"
        verbose_name_plural = "履职记录的验真码"

    def __str__(self) -> str:
        return self.code
