"""Who looked at what: batched, chained by day, not acts."""

from __future__ import annotations

from django.db import models


class AccessDay(models.Model):
    """The chain of one civil day (Asia/Shanghai). Grain: one row per day with entries."""

    day = models.DateField("日期", primary_key=True)
    head_seq = models.PositiveBigIntegerField("条数", default=0)
    head_hash = models.CharField("末条摘要", max_length=64)

    class Meta:
        verbose_name = "查阅日志日链"
        verbose_name_plural = "查阅日志日链"


class AccessEntry(models.Model):
    """One look at one thing, never changed (triggers). ``canonical`` is hashed; the columns repeat it for searching."""

    id = models.BigAutoField(primary_key=True)
    day = models.ForeignKey(AccessDay, on_delete=models.PROTECT, related_name="entries", db_index=False)
    seq = models.PositiveBigIntegerField("序号")
    at = models.DateTimeField("时间")
    who = models.CharField("查阅人", max_length=150)
    what = models.CharField("查阅对象", max_length=200)
    purpose = models.CharField("用途", max_length=200, blank=True)
    canonical = models.TextField("规范文本")
    hash = models.CharField("摘要", max_length=64)

    class Meta:
        verbose_name = "查阅日志"
        verbose_name_plural = "查阅日志"
        constraints = [models.UniqueConstraint(fields=["day", "seq"], name="ledger_access_seq_once")]
        indexes = [models.Index(fields=["what", "at"], name="ledger_access_what")]
