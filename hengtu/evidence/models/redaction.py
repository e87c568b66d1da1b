"""Redacted copies: what a party or the public may see of a picture."""

from __future__ import annotations

import uuid

from django.db import models

from hengtu.evidence.models.exhibit import Exhibit


class Redaction(models.Model):
    """A copy of a picture with parts blackened (遮盖件). Grain: one row per copy; the newest one counts.

    ``rectangles`` is a list of ``{"x", "y", "w", "h"}`` in percent of the upright picture; an empty list says that
    somebody looked and found nothing to hide. The original and its display copy are never changed.
    """

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    exhibit = models.ForeignKey(Exhibit, on_delete=models.PROTECT, related_name="redactions", verbose_name="证据")
    rectangles = models.JSONField("遮盖的位置")
    reason = models.CharField("理由", max_length=200)
    made_by = models.CharField("遮盖人", max_length=150)
    made_at = models.DateTimeField("遮盖时间")
    blob_key = models.CharField("遮盖件存储名", max_length=64)

    class Meta:
        verbose_name = "遮盖件"
        verbose_name_plural = "遮盖件"
        ordering = ["exhibit", "made_at"]
        indexes = [models.Index(fields=["exhibit", "made_at"], name="evidence_redaction_newest")]

    def __str__(self) -> str:
        return f"{self.exhibit_id} {self.made_at:%Y-%m-%d %H:%M}"
