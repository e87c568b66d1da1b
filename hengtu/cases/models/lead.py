"""Leads as lists and counts need them. Every row follows from acts alone and is rebuilt by ``hengtu rebuild``."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from hengtu.agencies.models import AgencyScoped
from hengtu.agencies.models.scoped import scope_indexes
from hengtu.agencies.scope import AgencyScopedQuerySet


class LeadOutcome(models.TextChoices):
    """Where a lead ended; each lead has exactly one, so that those registered are the sum of these."""

    OPEN = "OPEN", "未决定"
    FILED = "FILED", "已立案"
    NOT_FILED = "NOT_FILED", "不予立案"
    TRANSFERRED = "TRANSFERRED", "已移送"
    MERGED = "MERGED", "已并入"


class Lead(AgencyScoped):
    """One lead (线索). Grain: one row per case stream whose first act is ``lead_registered``; ``case`` is that stream.

    ``due_on`` is the house limit of the filing decision, null once decided; ``decided_on`` the civil day of the act
    that ended the lead. ``place_key`` is the place without blanks and punctuation, for finding what lies near.
    ``assigned_to`` names units and people in words; ``merged_into`` the lead it went into; ``answer`` what the
    receiver of a transfer said last.
    """

    case = models.OneToOneField(
        "cases.EnforcementCase", on_delete=models.CASCADE, primary_key=True, related_name="lead", verbose_name="案件"
    )
    source = models.CharField("来源", max_length=40)
    title = models.CharField("事由", max_length=300)
    category = models.CharField("执法门类", max_length=32)
    violation = models.CharField("违法事项", max_length=60)
    violation_on = models.DateField("违法行为日")
    party_uid = models.CharField("当事人编号", max_length=36)
    party_name = models.CharField("当事人", max_length=300)
    plate = models.CharField("车船号", max_length=60, blank=True)
    place = models.CharField("地点", max_length=300, blank=True)
    place_key = models.CharField("地点检索值", max_length=60, blank=True)
    registered_on = models.DateField("登记日")
    outcome = models.CharField("去向", max_length=16, choices=LeadOutcome)
    decided_on = models.DateField("决定日", null=True)
    due_on = models.DateField("本机关规定的期限", null=True)
    assigned_to = models.CharField("承办", max_length=300, blank=True)
    merged_into = models.UUIDField("并入", null=True)
    transferred_to = models.CharField("移送到", max_length=200, blank=True)
    accept_by = models.DateField("请对方受理的期限", null=True)
    answer = models.CharField("对方答复", max_length=16, blank=True)

    objects = AgencyScopedQuerySet["Lead"].as_manager()

    class Meta:
        verbose_name = "线索"
        verbose_name_plural = "线索"
        indexes = [
            *scope_indexes("lead_open", ["due_on", "case"], condition=Q(outcome="OPEN")),
            *scope_indexes("lead_end", ["outcome", "registered_on", "case"]),
            models.Index(fields=["legal_subject_id", "plate", "registered_on"], name="lead_same_plate"),
            models.Index(fields=["legal_subject_id", "party_name", "registered_on"], name="lead_same_party"),
            models.Index(fields=["legal_subject_id", "violation", "registered_on"], name="lead_same_violation"),
            models.Index(fields=["merged_into"], name="lead_merged_into", condition=Q(merged_into__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.title
