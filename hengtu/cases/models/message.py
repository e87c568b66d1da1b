"""Messages: what happened that somebody should know, one row a reader. Never the law's record; that is the ledger."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q


class MessageKind(models.TextChoices):
    """What a message is about."""

    PROPOSAL = "PROPOSAL", "提请"
    RETURNED = "RETURNED", "退回"
    ACT = "ACT", "案件进展"
    DEADLINE = "DEADLINE", "期限"
    LEAD = "LEAD", "线索"
    ACCOUNT = "ACCOUNT", "账号"


class Message(models.Model):
    """One message to one account. ``key`` keeps a reader that runs again from telling twice; ``url`` is a path."""

    to = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="messages", verbose_name="收件人"
    )
    kind = models.CharField("种类", max_length=16, choices=MessageKind)
    text = models.CharField("内容", max_length=300)
    url = models.CharField("去处", max_length=200, blank=True)
    key = models.CharField("去重编号", max_length=120)
    sent_at = models.DateTimeField("时间")
    read_at = models.DateTimeField("已读时间", null=True, blank=True)

    class Meta:
        verbose_name = "消息"
        verbose_name_plural = "消息"
        constraints = [models.UniqueConstraint(fields=["to", "key"], name="cases_message_once")]
        indexes = [
            models.Index(fields=["to", "sent_at"], name="cases_message_box"),
            models.Index(fields=["to"], name="cases_message_unread", condition=Q(read_at=None)),
        ]

    def __str__(self) -> str:
        return self.text
