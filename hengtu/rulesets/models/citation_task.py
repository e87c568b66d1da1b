"""The queue of the law officer: rules that rest on an article that was repealed or changed."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from hengtu.agencies.models import AgencyScoped
from hengtu.agencies.scope import AgencyScopedQuerySet
from hengtu.rulesets.models.statutes import StatuteText


class CitationCause(models.TextChoices):
    """What became of the article."""

    REPEALED = "REPEALED", "已废止"
    CHANGED = "CHANGED", "文字有改动"


class CitationTask(AgencyScoped):
    """One rule to look at again. Grain: one row per published text, rule and citation; ``agency`` published the text.

    ``kind`` and ``rule`` name the rule as ``law.where_used`` does. Open until ``handled_at``.
    """

    text = models.ForeignKey(StatuteText, on_delete=models.PROTECT, related_name="tasks", verbose_name="文本")
    cause = models.CharField("变化", max_length=16, choices=CitationCause)
    kind = models.CharField("规则种类", max_length=24)
    rule = models.CharField("规则编号", max_length=160)
    name = models.CharField("规则", max_length=400)
    basis = models.CharField("所引条文", max_length=160)
    successor = models.CharField("代替它的条文", max_length=160, blank=True)
    raised_at = models.DateTimeField("列入时间")
    handled_at = models.DateTimeField("办理时间", null=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="办理人"
    )
    outcome = models.CharField("处理情况", max_length=500, blank=True)

    objects = AgencyScopedQuerySet["CitationTask"].as_manager()

    class Meta:
        verbose_name = "待核对的引用"
        verbose_name_plural = "待核对的引用"
        constraints = [
            models.UniqueConstraint(fields=["text", "kind", "rule", "basis"], name="rulesets_citationtask_once")
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.basis}"
