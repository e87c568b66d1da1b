"""Jobs: rows with a lease."""

from __future__ import annotations

from django.db import models


class JobState(models.TextChoices):
    """Where a job stands. A running job whose lease has run out is taken again."""

    READY = "READY", "待办"
    RUNNING = "RUNNING", "执行中"
    DONE = "DONE", "完成"
    DEAD = "DEAD", "失败"


class Job(models.Model):
    """Something to be done after a transaction, at least once. Grain: one row per job.

    ``attempts`` counts the times a worker took it; ``error`` keeps the last failure in full.
    """

    id = models.BigAutoField(primary_key=True)
    name = models.CharField("任务", max_length=64)
    payload = models.JSONField("参数", default=dict)
    key = models.CharField("去重编号", max_length=200, null=True, blank=True, unique=True)
    state = models.CharField("状态", max_length=8, choices=JobState, default=JobState.READY)
    run_at = models.DateTimeField("最早执行时间")
    attempts = models.PositiveIntegerField("已尝试次数", default=0)
    max_attempts = models.PositiveIntegerField("最多尝试次数", default=8)
    leased_by = models.CharField("执行者", max_length=100, blank=True)
    leased_until = models.DateTimeField("租约到期", null=True, blank=True)
    error = models.TextField("错误", blank=True)
    created_at = models.DateTimeField("创建时间")
    done_at = models.DateTimeField("完成时间", null=True, blank=True)

    class Meta:
        verbose_name = "任务"
        verbose_name_plural = "任务"
        indexes = [
            models.Index(
                fields=["run_at", "id"], condition=models.Q(state__in=["READY", "RUNNING"]), name="ledger_job_open"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.id}"


class WorkerBeat(models.Model):
    """A sign of life of a worker. Grain: one row per process; ``beat_at`` is a few seconds old while it lives."""

    name = models.CharField("执行者", max_length=100, primary_key=True)
    started_at = models.DateTimeField("启动时间")
    beat_at = models.DateTimeField("最近心跳")

    class Meta:
        verbose_name = "执行者心跳"
        verbose_name_plural = "执行者心跳"

    def __str__(self) -> str:
        return self.name
