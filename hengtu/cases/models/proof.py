"""The matrix of elements and exhibits: who says which exhibit proves which element of the violation."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q


class ElementProof(models.Model):
    """An exhibit held to prove an element (证明关系). Grain: one row per claim; withdrawn ones stay readable.

    ``matter`` is the id of the matter within the case, ``element`` an id of ``law.elements``.
    """

    stream = models.ForeignKey(
        "ledger.Stream", on_delete=models.PROTECT, related_name="element_proofs", verbose_name="行为链"
    )
    matter = models.CharField("违法行为", max_length=40)
    element = models.CharField("要件", max_length=80)
    exhibit = models.ForeignKey(
        "evidence.Exhibit", on_delete=models.PROTECT, related_name="element_proofs", verbose_name="证据"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="element_proofs", verbose_name="谁认为"
    )
    at = models.DateTimeField("时间")
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="谁撤回",
    )
    withdrawn_at = models.DateTimeField("撤回时间", null=True, blank=True)

    class Meta:
        verbose_name = "证明关系"
        verbose_name_plural = "证明关系"
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["stream", "matter", "element", "exhibit"],
                condition=Q(withdrawn_at=None),
                name="cases_proof_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.matter} {self.element}"


class ElementRemark(models.Model):
    """What a handler notes on an element, and whether it wants more evidence (待补强). The newest one counts."""

    stream = models.ForeignKey(
        "ledger.Stream", on_delete=models.PROTECT, related_name="element_remarks", verbose_name="行为链"
    )
    matter = models.CharField("违法行为", max_length=40)
    element = models.CharField("要件", max_length=80)
    note = models.CharField("说明", max_length=300, blank=True)
    needs_more = models.BooleanField("还要补强", default=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="element_remarks", verbose_name="谁"
    )
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "要件说明"
        verbose_name_plural = "要件说明"
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["stream", "at"], name="cases_remark_newest")]

    def __str__(self) -> str:
        return self.note
