"""One case opened for one other window (其他服务窗口), until a day."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from hengtu.agencies.models import Agency, Post, Role

WINDOW_ROLES = frozenset({Role.OFFICER, Role.HANDLING_UNIT_HEAD, Role.AGENCY_HEAD, Role.DEPUTY_HEAD, Role.CHIEF_HEAD})


class CaseWindowQuerySet(models.QuerySet["CaseWindow"]):
    """Windows; who stands at one sees its cases here and nowhere else. No post, no rows."""

    def open_on(self, on: date) -> CaseWindowQuerySet:
        return self.filter(from_on__lte=on, until_on__gte=on, ended_at=None)

    def open_to(self, account: Any, on: date) -> CaseWindowQuerySet:
        """Keep what is open on a day for somebody with a working post of his own at that very window."""
        if not getattr(account, "is_authenticated", False) or not account.is_active:
            return self.none()
        posts = Post.objects.in_force(on).filter(account=account, role__in=WINDOW_ROLES)
        return self.open_on(on).filter(agency__in=posts.values("agency"))


class CaseWindow(models.Model):
    """One case of one party opened for one window. Grain: one row per grant; ending it writes ``ended_at``.

    ``granted_by`` is the head of the handling agency, None where the party itself asked for it at its door. It widens
    no other page: row scope of cases does not know it.
    """

    uid = models.UUIDField("编号", primary_key=True, default=uuid.uuid4, editable=False)
    stream = models.UUIDField("案件", db_index=True)
    party_uid = models.CharField("当事人", max_length=40)
    handling = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", verbose_name="办案机关")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", verbose_name="窗口")
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="批准人"
    )
    reason = models.CharField("原因", max_length=300)
    from_on = models.DateField("自")
    until_on = models.DateField("至（含当日）")
    granted_at = models.DateTimeField("开通时间")
    ended_at = models.DateTimeField("提前结束", null=True)

    objects = CaseWindowQuerySet.as_manager()

    class Meta:
        verbose_name = "其他服务窗口"
        verbose_name_plural = "其他服务窗口"
        constraints = [
            models.CheckConstraint(condition=Q(until_on__gte=F("from_on")), name="portal_window_ends_after_start"),
            models.UniqueConstraint(
                fields=["stream", "party_uid", "agency"], condition=Q(ended_at=None), name="portal_window_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency.short_name} {self.until_on}"
