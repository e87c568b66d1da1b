"""A case under supervision by a superior 挂牌督办, with every step."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from hengtu.agencies.models import Agency, AgencyScoped
from hengtu.agencies.models.scoped import scope_indexes
from hengtu.agencies.scope import AgencyScopedQuerySet
from hengtu.law.supervision import GROUNDS, STEPS_ZH, Supervision


def ground_choices() -> list[tuple[str, str]]:
    return list(GROUNDS.items())


def step_choices() -> list[tuple[str, str]]:
    return [(step.value, name) for step, name in STEPS_ZH.items()]


class SupervisedCase(AgencyScoped):
    """One supervision of one case. Grain: one row per order; ``agency`` is the legal subject that handles the case.

    ``superior`` is who supervises now: it rises when nobody answers. ``stream`` is the case.
    """

    uid = models.UUIDField("编号", primary_key=True, default=uuid.uuid4, editable=False)
    stream = models.UUIDField("案件", db_index=True)
    superior = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", verbose_name="督办机关")
    number = models.CharField("督办文号", max_length=120, blank=True)
    ground = models.CharField("督办理由", max_length=20, choices=ground_choices)
    demand = models.TextField("督办要求")
    due_on = models.DateField("报告结果的期限")
    has_result = models.BooleanField("已报结果", default=False)
    lifted_at = models.DateTimeField("摘牌时间", null=True)
    times_extended = models.PositiveSmallIntegerField("延长次数", default=0)

    objects = AgencyScopedQuerySet["SupervisedCase"].as_manager()

    class Meta:
        verbose_name = "挂牌督办"
        verbose_name_plural = "挂牌督办"
        indexes = [*scope_indexes("supervised", ["due_on", "uid"], condition=Q(lifted_at=None))]
        constraints = [
            models.UniqueConstraint(fields=["stream"], condition=Q(lifted_at=None), name="oversight_supervised_once")
        ]

    def __str__(self) -> str:
        return f"{self.superior.short_name}督办"

    @property
    def standing(self) -> Supervision:
        """How it stands, as the law is asked."""
        return Supervision(self.due_on, self.has_result, self.lifted_at is not None, self.times_extended)


class SupervisionStep(models.Model):
    """One step, only appended."""

    case = models.ForeignKey(SupervisedCase, on_delete=models.PROTECT, related_name="steps", verbose_name="督办")
    step = models.CharField("步骤", max_length=16, choices=step_choices)
    text = models.TextField("内容")
    due_on = models.DateField("期限", null=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", verbose_name="机关")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="办理人"
    )
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "督办的经过"
        verbose_name_plural = "督办的经过"
        ordering = ["id"]

    def __str__(self) -> str:
        return str(self.get_step_display())
