"""Accountability 履职责任认定: whether somebody failed a duty, what follows or why he is exempt; known to few."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from hengtu.agencies.models import Agency
from hengtu.law.accountability import OUTCOMES_ZH, SOURCES, STEPS_ZH, Standing, Step
from hengtu.oversight.protection.policies import reach_to_oversee
from hengtu.subjects.fields import EncryptedTextField


def step_choices() -> list[tuple[str, str]]:
    return [(step.value, name) for step, name in STEPS_ZH.items()]


def source_choices() -> list[tuple[str, str]]:
    return list(SOURCES.items())


def outcome_choices() -> list[tuple[str, str]]:
    return [(outcome.value, name) for outcome, name in OUTCOMES_ZH.items()]


class AccountabilityQuerySet(models.QuerySet["Accountability"]):
    """Records; neither colleagues nor administrators read them, and who was recused no more."""

    def readable_by(self, account: Any, on: date) -> Self:
        """Keep what is about the account itself, what it opened, and what it oversees as head or supervisor."""
        if not getattr(account, "is_authenticated", False) or not account.is_active:
            return self.none()
        reach = reach_to_oversee(account, on)
        overseen = Q()
        for column, value in sorted(reach.places):
            overseen |= Q(**{f"agency__{_of_agency(column)}": value})
        seen = Q(officer=account) | Q(opened_by=account)
        if reach.everything:
            return self.all()
        return self.filter(seen | overseen) if reach.places else self.filter(seen)


def _of_agency(column: str) -> str:
    """The column of an agency that a place of a reach names."""
    return "legal_subject_key" if column == "legal_subject_id" else column


class Accountability(models.Model):
    """One record. Grain: one row per person and matter; words are encrypted, each step stands in a chain as a hash.

    ``agency`` is the legal subject the person serves. ``stream`` and ``about``: the case, and what in it is meant (uid
    of the act, of the alarm, of the complaint). ``shown_until``: last day on which the result shows in his file.
    """

    uid = models.UUIDField("编号", primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", verbose_name="所在机关")
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="accountability", verbose_name="认定谁"
    )
    source = models.CharField("从哪里来", max_length=12, choices=source_choices)
    stream = models.UUIDField("案件", null=True, db_index=True)
    about = models.CharField("关于", max_length=64, blank=True)
    matter = EncryptedTextField("事项", purpose="oversight.accountability.matter")
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="提出人"
    )
    opened_on = models.DateField("提出日")
    statement_until = models.DateField("陈述期限")
    decide_until = models.DateField("认定期限")
    outcome = models.CharField("认定", max_length=12, choices=outcome_choices, blank=True)
    duty = EncryptedTextField("职责和依据", purpose="oversight.accountability.duty", blank=True)
    measure = models.CharField("追究方式", max_length=40, blank=True)
    ground = models.CharField("免责理由", max_length=40, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="认定人"
    )
    decided_on = models.DateField("认定日", null=True)
    appeal_until = models.DateField("申请复核期限", null=True)
    appealed_on = models.DateField("申请复核日", null=True)
    review_until = models.DateField("复核期限", null=True)
    ended_on = models.DateField("办结日", null=True)
    last_step = models.CharField("到了哪一步", max_length=16, choices=step_choices, default=Step.OPENED)
    shown_until = models.DateField("显示到", null=True)

    objects = AccountabilityQuerySet.as_manager()

    class Meta:
        verbose_name = "履职责任认定"
        verbose_name_plural = "履职责任认定"
        indexes = [
            models.Index(fields=["agency", "-opened_on", "uid"], name="oversight_acc_agency"),
            models.Index(fields=["officer", "-opened_on"], name="oversight_acc_officer"),
            models.Index(fields=["decide_until"], name="oversight_acc_open", condition=Q(ended_on=None)),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(opened_by=models.F("officer")), name="oversight_acc_not_by_himself",
                violation_error_code="concerned",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None)
                | (~Q(decided_by=models.F("opened_by")) & ~Q(decided_by=models.F("officer"))),
                name="oversight_acc_decided_by_another",
                violation_error_code="opener_decides",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return "履职责任认定（内容受限）"

    @property
    def due_on(self) -> date | None:
        """The last day of the decision that is waited for, or of the review; None where nothing is."""
        if self.ended_on is not None:
            return None
        if self.appealed_on is not None:
            return self.review_until
        return self.decide_until if self.decided_on is None else None

    def is_late(self, on: date) -> bool:
        """Whether what is waited for should have been done before a day."""
        return self.due_on is not None and self.due_on < on

    def standing(self) -> Standing:
        """How it stands, as the law is asked."""
        taken = [*self.steps.values_list("step", flat=True)]
        asked = taken.count(Step.RECUSAL_ASKED)
        answered = self.steps.filter(step__in=(Step.RECUSED, Step.RECUSAL_REFUSED), answers=True).count()
        return Standing(
            self.opened_on,
            self.statement_until,
            Step.STATED in taken,
            self.decided_on,
            self.appeal_until,
            self.appealed_on is not None and self.ended_on is None,
            self.ended_on is not None,
            asked > answered,
        )


class AccountabilityStep(models.Model):
    """One step, only appended. ``concerns``: of whom recusal is asked or said; ``digest``: of a paper attached.

    ``answers``: this recusal answers a request of the officer.
    """

    record = models.ForeignKey(Accountability, on_delete=models.PROTECT, related_name="steps", verbose_name="认定")
    step = models.CharField("步骤", max_length=16, choices=step_choices)
    text = EncryptedTextField("内容", purpose="oversight.accountability.step")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="办理人"
    )
    concerns = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="涉及的人"
    )
    answers = models.BooleanField("答复申请", default=False)
    act_uid = models.UUIDField("附的履职记录", null=True)
    digest = models.CharField("SM3", max_length=64, blank=True)
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "履职责任认定的经过"
        verbose_name_plural = "履职责任认定的经过"
        ordering = ["id"]

    def __str__(self) -> str:
        return str(self.get_step_display())
