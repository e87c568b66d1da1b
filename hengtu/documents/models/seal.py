"""Official seals and who may use them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from hengtu.agencies.models import Dated, DatedQuerySet

if TYPE_CHECKING:
    from hengtu.agencies.models import Agency


class SealKind(models.TextChoices):
    """The agency's own round seal, or a special seal for one use (as on spot decisions)."""

    OFFICIAL = "OFFICIAL", "行政公章"
    SPECIAL = "SPECIAL", "行政执法专用章"


class OfficialSealQuerySet(DatedQuerySet["OfficialSeal"]):
    """Seals of a legal subject on a day."""

    def of(self, agency: Agency, on: date) -> models.QuerySet[OfficialSeal]:
        """Keep the seals of the legal subject the agency acts for that are valid on a day, the official one first."""
        return self.in_force(on).filter(agency_id=agency.legal_subject_id).order_by("kind", "pk")


class OfficialSeal(Dated):
    """A seal of a legal subject; drawn from its name, so no picture of a real seal lies in the system."""

    agency = models.ForeignKey(
        "agencies.Agency", on_delete=models.PROTECT, related_name="seals", verbose_name="执法主体"
    )
    name = models.CharField("印文", max_length=60, help_text="环形排列的单位名称")
    inner_text = models.CharField("横排文字", max_length=20, blank=True, help_text="如“行政执法专用章”“样张”")
    kind = models.CharField("种类", max_length=16, choices=SealKind, default=SealKind.OFFICIAL)

    objects = OfficialSealQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = "印章"
        verbose_name_plural = "印章"
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["agency", "kind", "name", "effective_from"], name="documents_seal_once"),
        ]

    def __str__(self) -> str:
        return f"{self.name}（{self.get_kind_display()}）"


class SealAuthority(Dated):
    """Permission to put a seal on documents: of one account, or of everyone who holds a role."""

    seal = models.ForeignKey(OfficialSeal, on_delete=models.PROTECT, related_name="authorities", verbose_name="印章")
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", verbose_name="用印机构")
    role = models.CharField("岗位", max_length=24, blank=True)
    account_name = models.CharField("登录名", max_length=64, blank=True)

    objects = DatedQuerySet["SealAuthority"].as_manager()

    class Meta(Dated.Meta):
        verbose_name = "用印权限"
        verbose_name_plural = "用印权限"
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(role="", account_name=""),
                name="documents_seal_authority_names_someone",
                violation_error_code="authority_for_nobody",
                violation_error_message="用印权限须写明岗位或登录名。",
            ),
        ]
