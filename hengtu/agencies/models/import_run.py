"""Import runs: a workbook somebody handed in, kept as it came, and what became of its rows."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models


class ImportSubject(models.TextChoices):
    """What a workbook holds."""

    AGENCIES = "AGENCIES", "执法机构"
    OFFICERS = "OFFICERS", "执法人员和证件"


class ImportRun(models.Model):
    """One workbook handed in. Grain: one row per upload.

    The file lies untouched in the blob store under ``file_key``; ``result`` is the count of rows by outcome once they
    were carried out, null before.
    """

    uid = models.UUIDField("编号", primary_key=True, default=uuid.uuid4, editable=False)
    subject = models.CharField("导入内容", max_length=16, choices=ImportSubject)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="import_runs", verbose_name="上传人"
    )
    filename = models.CharField("文件名", max_length=200)
    file_key = models.CharField("文件摘要", max_length=64)
    reason = models.CharField("导入原因", max_length=300)
    uploaded_at = models.DateTimeField("上传时间")
    carried_out_at = models.DateTimeField("导入时间", null=True, blank=True)
    result = models.JSONField("结果", null=True, blank=True)

    class Meta:
        verbose_name = "导入"
        verbose_name_plural = "导入"
        indexes = [models.Index(fields=["account", "uploaded_at"], name="agencies_import_mine")]

    def __str__(self) -> str:
        return self.filename
