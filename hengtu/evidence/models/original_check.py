"""Originals read again: when each was last compared with its digest, and what came out."""

from __future__ import annotations

from django.db import models


class OriginalCheck(models.Model):
    """The last reading of one original (原件核对). Grain: one row per original in the blob store that was ever read.

    ``kind``: ``exhibits`` or ``recordings``; ``key``: its SHA-256, the name in the store. ``problem`` is the code of
    ``hengtu verify``, empty while the original is whole.
    """

    kind = models.CharField("种类", max_length=16)
    key = models.CharField("存储名", max_length=64)
    checked_at = models.DateTimeField("核对时间")
    problem = models.CharField("问题", max_length=40, blank=True)
    message = models.CharField("内容", max_length=500, blank=True)

    class Meta:
        verbose_name = "原件核对"
        verbose_name_plural = "原件核对"
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="evidence_check_once")]
        indexes = [models.Index(fields=["checked_at"], name="evidence_check_oldest")]

    def __str__(self) -> str:
        return f"{self.key[:12]} {self.problem or 'ok'}"


class CheckRun(models.Model):
    """One night of reading originals again (夜间核对). Grain: one row per run; ``size`` in bytes read."""

    ran_at = models.DateTimeField("核对时间")
    originals = models.PositiveIntegerField("原件数")
    checked = models.PositiveIntegerField("核对数")
    damaged = models.PositiveIntegerField("有问题")
    size = models.PositiveBigIntegerField("读了多少字节")
    oldest_on = models.DateField("最早核对日", null=True)

    class Meta:
        verbose_name = "夜间核对"
        verbose_name_plural = "夜间核对"
        ordering = ["-ran_at"]

    def __str__(self) -> str:
        return f"{self.ran_at:%Y-%m-%d} {self.checked}/{self.originals}"
