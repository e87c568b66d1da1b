"""Files on their way: sent in pieces, kept until they become exhibits or are given up."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q


class Upload(models.Model):
    """A file being sent (上传). Grain: one row per file; it goes when the file becomes an exhibit or is given up.

    ``offset`` is how many bytes are safely on the disk, ``size`` how many there will be. ``path`` lies under
    ``BLOB_ROOT/partial``. ``fingerprint`` is how the sender's browser knows the same file again.
    """

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    username = models.CharField("上传人", max_length=150)
    stream = models.ForeignKey("ledger.Stream", on_delete=models.CASCADE, related_name="uploads", verbose_name="行为链")
    filename = models.CharField("原文件名", max_length=255)
    fingerprint = models.CharField("文件特征", max_length=400, blank=True)
    size = models.PositiveBigIntegerField("大小（字节）")
    offset = models.PositiveBigIntegerField("已收到（字节）", default=0)
    path = models.CharField("存放位置", max_length=120)
    created_at = models.DateTimeField("开始时间")

    class Meta:
        verbose_name = "上传"
        verbose_name_plural = "上传"
        indexes = [models.Index(fields=["stream", "username"], name="evidence_upload_mine")]
        constraints = [
            models.CheckConstraint(condition=Q(size__gt=0), name="evidence_upload_not_empty"),
            models.CheckConstraint(condition=Q(offset__lte=F("size")), name="evidence_upload_within"),
        ]

    def __str__(self) -> str:
        return f"{self.filename} {self.offset}/{self.size}"

    @property
    def is_complete(self) -> bool:
        return self.offset == self.size
