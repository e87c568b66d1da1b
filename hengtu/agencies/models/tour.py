"""How far somebody is in the short tour that is shown after the first sign-in."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Tour(models.Model):
    """Where an account stands in the tour. Grain: one row per account that has moved in it; no row means not begun.

    ``step`` counts from 1; ``closed_at`` is null while the tour is still shown.
    """

    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="tour", verbose_name="账号"
    )
    step = models.PositiveSmallIntegerField("看到第几步", default=1)
    closed_at = models.DateTimeField("不再显示的时间", null=True, blank=True)

    class Meta:
        verbose_name = "首次登录导览"
        verbose_name_plural = "首次登录导览"

    def __str__(self) -> str:
        return f"{self.account_id} {self.step}"
