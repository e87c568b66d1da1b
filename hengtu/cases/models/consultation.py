"""What an adviser was asked on a case, and what he may see of it until when."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models

from hengtu.agencies.models import AgencyScoped
from hengtu.agencies.scope import AgencyScopedQuerySet


class ConsultationQuerySet(AgencyScopedQuerySet["Consultation"]):
    """Consultations: seen by the agency's own people, and by the one who was asked."""

    def open_to(self, account: Any, on: date) -> Self:
        """Keep what this adviser was asked and may still see on a day; strangers and disabled accounts: nothing."""
        if account is None or not getattr(account, "is_authenticated", False) or not account.is_active:
            return self.none()
        return self.filter(account=account, until__gte=on, adviser__effective_to__gt=on)


class Consultation(AgencyScoped):
    """One question to one adviser (咨询). Grain: one row per act of kind ``adviser_consulted``, whose uid is the key.

    ``sees`` lists what is open to him (``law.procedure.advising.SEES``); ``until`` is the last day. ``opinion_act`` is
    the act that answered.
    """

    uid = models.UUIDField(primary_key=True, editable=False)
    stream = models.ForeignKey(
        "ledger.Stream", on_delete=models.PROTECT, related_name="consultations", verbose_name="行为链"
    )
    adviser = models.ForeignKey(
        "agencies.Adviser", on_delete=models.PROTECT, related_name="consultations", verbose_name="向谁"
    )
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="consultations", verbose_name="账号"
    )
    question = models.TextField("问题")
    sees = models.JSONField("可以看什么", default=list)
    until = models.DateField("看到哪一天")
    asked_at = models.DateTimeField("提出时间")
    opinion_act = models.UUIDField("意见", null=True, blank=True)

    objects = ConsultationQuerySet.as_manager()

    class Meta:
        verbose_name = "咨询"
        verbose_name_plural = "咨询"
        indexes = [
            models.Index(fields=["account", "until"], name="cases_consultation_open"),
            models.Index(fields=["stream"], name="cases_consultation_case"),
        ]

    def __str__(self) -> str:
        return self.question[:60]
