"""Proposals to cancel, adjust, suspend or restore an item, on their way up the tree."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from hengtu.agencies.models import AgencyScoped
from hengtu.agencies.models.scoped import scope_indexes
from hengtu.agencies.scope import AgencyScopedQuerySet


class ItemChangeKind(models.TextChoices):
    """What is proposed; the lower-case value is the one of the rulebook."""

    SUSPEND = "SUSPEND", "暂停使用"
    CANCEL = "CANCEL", "取消"
    ADJUST = "ADJUST", "调整"
    RESTORE = "RESTORE", "恢复使用"


class ProposalState(models.TextChoices):
    """Where a proposal is."""

    GOING_UP = "GOING_UP", "逐级审核"
    RETURNED = "RETURNED", "退回修改"
    PUBLISHED = "PUBLISHED", "已发布"
    WITHDRAWN = "WITHDRAWN", "已撤回"


class ItemProposal(AgencyScoped):
    """One proposal 清理建议. Grain: one row per proposal; ``agency`` is who proposes.

    ``waits_for`` is the agency whose answer is due, null once it is settled. ``division`` is where the change counts:
    that of the last agency of the chain. ``rule`` is the id of the published record.
    """

    uid = models.UUIDField("编号", primary_key=True, default=uuid.uuid4, editable=False)
    item = models.CharField("事项编号", max_length=80, db_index=True)
    item_name = models.CharField("事项", max_length=300)
    change = models.CharField("清理方式", max_length=16, choices=ItemChangeKind)
    division = models.CharField("适用地区", max_length=6)
    effective_from = models.DateField("自何日起")
    reason = models.CharField("理由", max_length=500)
    basis = models.CharField("依据", max_length=300)
    adjusted_to = models.CharField("调整后的内容", max_length=500, blank=True)
    state = models.CharField("状态", max_length=16, choices=ProposalState)
    waits_for = models.ForeignKey(
        "agencies.Agency", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="等谁答复"
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="提出人"
    )
    proposed_at = models.DateTimeField("提出时间")
    rule = models.CharField("发布的规则", max_length=200, blank=True)

    objects = AgencyScopedQuerySet["ItemProposal"].as_manager()

    class Meta:
        verbose_name = "事项清理建议"
        verbose_name_plural = "事项清理建议"
        indexes = [*scope_indexes("item_prop", ["proposed_at", "uid"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="GOING_UP", waits_for__isnull=False)
                | Q(waits_for__isnull=True) & ~Q(state="GOING_UP"),
                name="rulesets_proposal_waits_while_going_up",
            )
        ]

    def __str__(self) -> str:
        return f"{ItemChangeKind(self.change).label}{self.item_name}"

    @property
    def is_open(self) -> bool:
        return self.state in (ProposalState.GOING_UP, ProposalState.RETURNED)


class ProposalAnswer(models.TextChoices):
    """What a level says, and what the proposer does."""

    PROPOSED = "PROPOSED", "提出"
    AGREED = "AGREED", "同意"
    AMENDED = "AMENDED", "修改后同意"
    RETURNED = "RETURNED", "退回"
    RESUBMITTED = "RESUBMITTED", "修改后重新提出"
    WITHDRAWN = "WITHDRAWN", "撤回"
    PUBLISHED = "PUBLISHED", "核准发布"


class ProposalStep(models.Model):
    """One step of a proposal, only appended. ``changes``: [[field, before, after], …] as people read them."""

    proposal = models.ForeignKey(ItemProposal, on_delete=models.PROTECT, related_name="steps", verbose_name="建议")
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", verbose_name="机构")
    answer = models.CharField("答复", max_length=16, choices=ProposalAnswer)
    reason = models.CharField("理由", max_length=500)
    changes = models.JSONField("修改", default=list)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="办理人")
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "清理建议的经过"
        verbose_name_plural = "清理建议的经过"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.agency.short_name}{ProposalAnswer(self.answer).label}"
