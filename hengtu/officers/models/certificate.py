"""Enforcement certificates, and every change of their state."""

from __future__ import annotations

from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from hengtu.officers.models.officer import Officer

ALL_CATEGORIES = "all"


class HistoryIsKept(TypeError):
    """Someone tried to change or delete a row of a history that is only ever appended to."""


class EnforcementCertificate(models.Model):
    """A certificate (执法证件) with its fields of business; valid on both days it names, unless changed since."""

    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="certificates", verbose_name="持证人")
    number = models.CharField("证件编号", max_length=40, unique=True)
    categories = models.JSONField("执法门类", help_text='执法门类标识的列表；["all"] 表示全部门类')
    valid_from = models.DateField("有效期自")
    valid_to = models.DateField("有效期至（含当日）")

    class Meta:
        verbose_name = "执法证件"
        verbose_name_plural = "执法证件"
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__gte=F("valid_from")),
                name="officers_certificate_ends_after_start",
                violation_error_code="ends_before_start",
                violation_error_message="证件有效期的截止日期不能早于起始日期。",
            )
        ]

    def __str__(self) -> str:
        return self.number

    def covers(self, category: str) -> bool:
        """Whether the certificate is for this field of business."""
        return ALL_CATEGORIES in self.categories or category in self.categories


class ChangeKind(models.TextChoices):
    """What can happen to a certificate."""

    SUSPENDED = "SUSPENDED", "暂扣"
    RESTORED = "RESTORED", "恢复"
    WITHDRAWN = "WITHDRAWN", "收回"
    CANCELLED = "CANCELLED", "注销"


class AppendOnlyQuerySet(models.QuerySet["CertificateChange"]):
    """Rows that can be added and read."""

    def update(self, **kwargs: Any) -> NoReturn:
        """Refuse."""
        raise HistoryIsKept("证件变动记录只能追加，不能修改。")

    def delete(self) -> NoReturn:
        """Refuse."""
        raise HistoryIsKept("证件变动记录只能追加，不能删除。")


class CertificateChange(models.Model):
    """One change of a certificate from a day on, with reason, legal basis and approver; never altered afterwards."""

    certificate = models.ForeignKey(
        EnforcementCertificate, on_delete=models.PROTECT, related_name="changes", verbose_name="证件"
    )
    kind = models.CharField("变动", max_length=16, choices=ChangeKind)
    effective_from = models.DateField("自何日起")
    reason = models.CharField("原因", max_length=300)
    basis = models.CharField("依据", max_length=300)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="批准人"
    )
    recorded_at = models.DateTimeField("登记时间")

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        verbose_name = "证件变动"
        verbose_name_plural = "证件变动"
        ordering = ["effective_from", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason="") & ~Q(basis=""),
                name="officers_change_has_reason_and_basis",
                violation_error_code="change_without_reason",
                violation_error_message="证件变动须写明原因和依据。",
            )
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert; refuse to change what is there."""
        if self.pk is not None:
            raise HistoryIsKept("证件变动记录只能追加，不能修改。")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse."""
        raise HistoryIsKept("证件变动记录只能追加，不能删除。")
