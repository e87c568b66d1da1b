"""Approval routes: who must approve which act, as dated data."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from hengtu.agencies.models.dated import Dated, DatedQuerySet


class ApprovalRoute(Dated):
    """The roles, in order, that must approve a kind of act from an amount upwards.

    Without an agency it is the default of this installation; an agency's own route wins over its ancestors', and among
    one agency's routes the highest ``min_amount_yuan`` that is reached wins.
    """

    agency = models.ForeignKey(
        "agencies.Agency", on_delete=models.PROTECT, null=True, blank=True, related_name="routes", verbose_name="机构"
    )
    act_kind = models.CharField("行为种类", max_length=64)
    min_amount_yuan = models.DecimalField("起始金额（元，含）", max_digits=16, decimal_places=2, default=0)
    roles = models.JSONField("依次审批的岗位")
    source = models.CharField("依据", max_length=300)

    objects = DatedQuerySet["ApprovalRoute"].as_manager()

    class Meta(Dated.Meta):
        verbose_name = "审批权限"
        verbose_name_plural = "审批权限"
        indexes = [models.Index(fields=["act_kind", "agency"], name="agencies_route_kind_agency")]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["agency", "act_kind", "min_amount_yuan", "effective_from"],
                condition=Q(agency__isnull=False),
                name="agencies_route_once",
            ),
            models.UniqueConstraint(
                fields=["act_kind", "min_amount_yuan", "effective_from"],
                condition=Q(agency=None),
                name="agencies_route_default_once",
            ),
            models.CheckConstraint(
                condition=Q(min_amount_yuan__gte=0),
                name="agencies_route_amount_not_negative",
                violation_error_code="negative_amount",
                violation_error_message="起始金额不能为负数。",
            ),
        ]
