"""What was handled leniently. Rows follow from acts alone; ``hengtu rebuild`` makes them again."""

from __future__ import annotations

from django.db import models

from hengtu.agencies.models import AgencyScoped
from hengtu.agencies.models.scoped import scope_indexes
from hengtu.agencies.scope import AgencyScopedQuerySet
from hengtu.cases.models.case import EnforcementCase


class LenientOutcome(AgencyScoped):
    """One lenient outcome (从宽办理). Grain: one row per act that began it: a decision not to punish, a signed promise,
    a softer measure.

    ``kind`` and ``code`` are those of ``law.procedure.lenient``; ``due_on``: until when a promise runs, or when
    somebody looks again; ``ended_on``: day of the check or follow-up, null while it is open;
    ``rule``: id of the promise list.
    """

    case = models.ForeignKey(EnforcementCase, on_delete=models.CASCADE, related_name="lenient", verbose_name="案件")
    act_uid = models.CharField("行为编号", max_length=36)
    kind = models.CharField("种类", max_length=16)
    code = models.CharField("情形", max_length=40)
    on = models.DateField("日期")
    due_on = models.DateField("到期日", null=True)
    ended_on = models.DateField("核查或者回访日", null=True)
    rule = models.CharField("清单编号", max_length=80, blank=True)
    violation = models.CharField("违法事项", max_length=80)
    party_uid = models.CharField("当事人编号", max_length=36)

    objects = AgencyScopedQuerySet["LenientOutcome"].as_manager()

    class Meta:
        verbose_name = "从宽办理"
        verbose_name_plural = "从宽办理"
        constraints = [models.UniqueConstraint(fields=["case", "act_uid"], name="cases_lenient_once")]
        indexes = [
            *scope_indexes("lenient", ["on", "kind", "code"]),
            models.Index(fields=["legal_subject_id", "party_uid", "kind"], name="cases_lenient_party"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.code} {self.on}"
