"""What was decided about each matter. Rows follow from acts alone; ``hengtu rebuild`` makes them again."""

from __future__ import annotations

from django.db import models

from hengtu.agencies.models import AgencyScoped
from hengtu.agencies.scope import AgencyScopedQuerySet
from hengtu.cases.models.case import EnforcementCase

LIKENESS = ["violation", "tier", "decided_on", "fine_yuan"]


class DecidedMatter(AgencyScoped):
    """One decided matter (已决定的违法行为), without names. Grain: one row per case and matter whose decision stands.

    ``tier`` is where the benchmark in force on the day of the decision places the facts, empty where there is none.
    ``fine_yuan`` is null where no fine was imposed, ``kind`` is what was, kinds joined with +, ``none`` for nothing.
    ``facts`` are those of the vocabulary that the decision rests on. A revoked decision has no rows; a corrected one
    has what it was corrected to.
    """

    case = models.ForeignKey(EnforcementCase, on_delete=models.CASCADE, related_name="decided", verbose_name="案件")
    matter = models.CharField("违法行为编号", max_length=64)
    violation = models.CharField("违法事项", max_length=80)
    tier = models.CharField("裁量阶次", max_length=60, blank=True)
    fine_yuan = models.DecimalField("罚款（元）", max_digits=16, decimal_places=2, null=True)
    kind = models.CharField("处罚种类", max_length=80, default="none")
    facts = models.JSONField("认定的事实", default=dict)
    decided_on = models.DateField("决定日")
    jurisdiction = models.CharField("管辖地", max_length=60)

    objects = AgencyScopedQuerySet["DecidedMatter"].as_manager()

    class Meta:
        verbose_name = "已决定的违法行为"
        verbose_name_plural = "已决定的违法行为"
        constraints = [models.UniqueConstraint(fields=["case", "matter"], name="cases_decided_once")]
        # the question of like cases is answered from each of these alone; the wider ones count the narrower scopes too
        indexes = [
            models.Index(fields=["legal_subject_id", *LIKENESS], name="cases_like_subject"),
            models.Index(fields=["city_id", *LIKENESS, "legal_subject_id"], name="cases_like_city"),
            models.Index(fields=["province_id", *LIKENESS, "city_id", "legal_subject_id"], name="cases_like_province"),
        ]

    def __str__(self) -> str:
        return f"{self.violation} {self.decided_on}"
