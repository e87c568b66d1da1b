"""What the door remembers: who tried to open it, and when."""

from __future__ import annotations

from django.db import models


class Tried(models.TextChoices):
    """What came of a try, or that an officer lifted the lock after seeing the identity card."""

    WRONG = "WRONG", "不符"
    PASSED = "PASSED", "核对通过"
    LIFTED = "LIFTED", "窗口核对证件后解除"


class IdentityTry(models.Model):
    """One try to pass the identity check of a door. Grain: one row per try, never changed.

    ``stream`` and ``party_uid`` say whose door: all papers of one party in one case share one count. ``address`` is the
    network address it came from, shortened; what was typed is never kept. ``level``: 1 by the paper, 2 by the phone.
    """

    stream_id = models.UUIDField("案件")
    party_uid = models.CharField("当事人", max_length=40)
    at = models.DateTimeField("时间")
    result = models.CharField("结果", max_length=8, choices=Tried)
    level = models.PositiveSmallIntegerField("核对层级", default=0)
    address = models.CharField("来源地址", max_length=64, blank=True)
    by = models.CharField("解除人", max_length=150, blank=True)

    class Meta:
        verbose_name = "身份核对"
        verbose_name_plural = "身份核对"
        indexes = [models.Index(fields=["stream_id", "party_uid", "at"], name="portal_tries_of_a_party")]

    def __str__(self) -> str:
        return f"{self.get_result_display()} {self.at:%Y-%m-%d %H:%M}"
