"""Drafts: most of a working day, never acts."""

from __future__ import annotations

from django.db import models


class Draft(models.Model):
    """What somebody is still writing. Grain: one row per ``key`` (which form of which stream) and owner.

    ``owner`` is a login name: this floor knows no accounts. A shared draft can be read and continued by colleagues
    whom the calling room lets in; a private one by its owner alone. ``saved_from`` names the open page the last save
    came from: that page knows what it saved, even if the answer never reached it.
    """

    key = models.CharField("草稿编号", max_length=200)
    owner = models.CharField("所有人", max_length=150)
    shared = models.BooleanField("共享", default=False)
    version = models.PositiveIntegerField("版本", default=0)
    content = models.JSONField("内容", default=dict)
    saved_by = models.CharField("保存人", max_length=150)
    saved_at = models.DateTimeField("保存时间")
    saved_from = models.CharField("保存的页面", max_length=64, blank=True)
    discarded_at = models.DateTimeField("弃用时间", null=True, blank=True)

    class Meta:
        verbose_name = "草稿"
        verbose_name_plural = "草稿"
        indexes = [models.Index(fields=["owner", "saved_at"], name="ledger_draft_owner")]
        constraints = [
            models.UniqueConstraint(
                fields=["key", "owner"], condition=models.Q(discarded_at=None), name="ledger_draft_one_open"
            )
        ]

    def __str__(self) -> str:
        return self.key


class DraftVersion(models.Model):
    """An earlier state of a draft. Grain: one row per draft and version."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="versions", verbose_name="草稿")
    version = models.PositiveIntegerField("版本")
    content = models.JSONField("内容")
    saved_by = models.CharField("保存人", max_length=150)
    saved_at = models.DateTimeField("保存时间")

    class Meta:
        verbose_name = "草稿版本"
        verbose_name_plural = "草稿版本"
        constraints = [models.UniqueConstraint(fields=["draft", "version"], name="ledger_draft_version_once")]
