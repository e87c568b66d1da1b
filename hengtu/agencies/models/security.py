"""What secures an account besides its password: the confirmation PIN and the memory of former passwords."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class ConfirmationPin(models.Model):
    """Six digits with which somebody confirms on a colleague's device. Grain: one row per account, digest only.

    ``failures`` counts tries since the last right one; a try is counted before the PIN is looked at.
    """

    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="confirmation_pin", verbose_name="账号"
    )
    digest = models.CharField("确认码摘要", max_length=160)
    failures = models.PositiveSmallIntegerField("连续输错次数", default=0)
    locked_until = models.DateTimeField("停用至", null=True, blank=True)
    set_at = models.DateTimeField("设置时间")

    class Meta:
        verbose_name = "确认码"
        verbose_name_plural = "确认码"

    def __str__(self) -> str:
        return f"{self.account_id}"


class FormerPassword(models.Model):
    """A password somebody had, as a digest, so that it does not come back. Grain: one row per change."""

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="former_passwords", verbose_name="账号"
    )
    digest = models.CharField("密码摘要", max_length=160)
    replaced_at = models.DateTimeField("停用时间")

    class Meta:
        verbose_name = "用过的密码"
        verbose_name_plural = "用过的密码"
        ordering = ["-replaced_at", "-id"]

    def __str__(self) -> str:
        return f"{self.account_id} {self.replaced_at}"
