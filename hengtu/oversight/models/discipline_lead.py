"""Leads to the discipline organs: known to who entered them and to the chief who decides, to nobody else."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from hengtu.agencies.models import Agency, Role
from hengtu.law.discipline import STEPS_ZH, LeadStep
from hengtu.rulesets.reach import legal_subjects_of
from hengtu.subjects.fields import EncryptedTextField


def step_choices() -> list[tuple[str, str]]:
    return [(step.value, name) for step, name in STEPS_ZH.items()]


class DisciplineLeadQuerySet(models.QuerySet["DisciplineLead"]):
    """Leads; neither administrators nor superiors nor supervisors read them by their post."""

    def readable_by(self, account: Any, on: date) -> Self:
        """Keep what an account entered itself and what it decides as chief, never what is about itself."""
        if not getattr(account, "is_authenticated", False) or not account.is_active:
            return self.none()
        deciding = legal_subjects_of(account, [Role.CHIEF_HEAD], on)
        found = self.filter(Q(entered_by=account) | Q(decided_at__in=deciding))
        return found.exclude(concerns=account)


class DisciplineLead(models.Model):
    """One lead 问题线索. Grain: one row per lead; what it says is encrypted, its history goes to a chain as hashes.

    ``agency`` is where it was found, ``decided_at`` whose chief decides on sending it: the same, or the one above when
    it concerns the chief himself. ``concerns`` is the account it is about, where that person has one.
    """

    uid = models.UUIDField("编号", primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", verbose_name="发现的机关")
    decided_at = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", verbose_name="由谁决定")
    stream = models.UUIDField("案件", null=True)
    concerns = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="涉及的人"
    )
    person = EncryptedTextField("涉及的人和职务", purpose="oversight.discipline_lead.person")
    problem = EncryptedTextField("问题", purpose="oversight.discipline_lead.problem")
    source = models.CharField("来源", max_length=60)
    last_step = models.CharField("到了哪一步", max_length=16, choices=step_choices, default=LeadStep.ENTERED)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="登记人"
    )
    entered_at = models.DateTimeField("登记时间")

    objects = DisciplineLeadQuerySet.as_manager()

    class Meta:
        verbose_name = "问题线索"
        verbose_name_plural = "问题线索"

    def __str__(self) -> str:
        return "问题线索（内容受限）"


class DisciplineLeadStep(models.Model):
    """One step, only appended; ``text`` is the receiver, the reason, the receipt or the result."""

    lead = models.ForeignKey(DisciplineLead, on_delete=models.PROTECT, related_name="steps", verbose_name="线索")
    step = models.CharField("步骤", max_length=16, choices=step_choices)
    text = EncryptedTextField("内容", purpose="oversight.discipline_lead.step")
    number = models.CharField("文号", max_length=120, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="办理人")
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "问题线索的经过"
        verbose_name_plural = "问题线索的经过"
        ordering = ["id"]

    def __str__(self) -> str:
        return str(self.get_step_display())
