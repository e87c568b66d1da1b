"""Proposals: an act that one person has prepared and another must lend a hand to."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from hengtu.agencies.models import AgencyScoped
from hengtu.agencies.scope import AgencyScopedQuerySet


class Awaited(models.TextChoices):
    """Whose hand is missing: the second officer's, or an approver's."""

    SECOND_OFFICER = "SECOND_OFFICER", "等第二名执法人员确认"
    APPROVER = "APPROVER", "等签批"


class ProposalState(models.TextChoices):
    """What became of it."""

    OPEN = "OPEN", "待办"
    DONE = "DONE", "已办"
    RETURNED = "RETURNED", "已退回"
    WITHDRAWN = "WITHDRAWN", "已撤回"
    OVERTAKEN = "OVERTAKEN", "案件已有新进展"


class Proposal(AgencyScoped):
    """A prepared act (提请). Grain: one row per prepared act; it becomes an act only by the hand it waits for.

    ``content`` is what the form held, as JSON; ``seen_seq`` the last act of the case when it was prepared; ``roles``
    the posts that must agree, in order, ``position`` the one whose turn it is. ``addressee`` is set where one
    person is meant (the second officer); else whoever holds ``role_due`` at the legal subject answers.
    """

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    stream = models.ForeignKey(
        "ledger.Stream", on_delete=models.PROTECT, related_name="proposals", verbose_name="行为链"
    )
    kind = models.CharField("行为种类", max_length=64)
    awaited = models.CharField("等谁", max_length=16, choices=Awaited)
    title = models.CharField("事项", max_length=300)
    content = models.JSONField("填写的内容", default=dict)
    seen_seq = models.PositiveIntegerField("提请时的最后一个行为")
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="proposals_made", verbose_name="提请人"
    )
    proposed_at = models.DateTimeField("提请时间")
    addressee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="proposals_received",
        verbose_name="请谁",
    )
    roles = models.JSONField("依次同意的岗位", default=list)
    position = models.PositiveSmallIntegerField("轮到第几个", default=0)
    role_due = models.CharField("轮到的岗位", max_length=32, blank=True)
    due_on = models.DateField("案件最近的期限", null=True, blank=True)
    state = models.CharField("状态", max_length=16, choices=ProposalState, default=ProposalState.OPEN)
    closed_at = models.DateTimeField("了结时间", null=True, blank=True)
    act_uid = models.UUIDField("办成的行为", null=True, blank=True)

    objects = AgencyScopedQuerySet["Proposal"].as_manager()

    class Meta:
        verbose_name = "提请"
        verbose_name_plural = "提请"
        indexes = [
            models.Index(fields=["addressee"], name="cases_proposal_for", condition=Q(state="OPEN")),
            models.Index(
                fields=["legal_subject_id", "role_due"], name="cases_proposal_role", condition=Q(state="OPEN")
            ),
            models.Index(fields=["stream", "state"], name="cases_proposal_stream"),
        ]

    def __str__(self) -> str:
        return self.title


class Verdict(models.TextChoices):
    """What somebody asked said."""

    AGREED = "AGREED", "同意"
    RETURNED = "RETURNED", "退回"


class Answer(models.Model):
    """What one person answered to a proposal, kept for good; the last agreement is the act itself."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="answers", verbose_name="提请")
    role = models.CharField("以什么岗位", max_length=32, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="proposal_answers", verbose_name="谁"
    )
    verdict = models.CharField("答复", max_length=12, choices=Verdict)
    opinion = models.CharField("意见", max_length=1000, blank=True)
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "答复"
        verbose_name_plural = "答复"
        ordering = ["at", "id"]
