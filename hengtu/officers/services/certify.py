"""Issue an enforcement certificate and change its state."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from hengtu.agencies.models import Account, BusinessCategory, Post, Role
from hengtu.agencies.selectors.tree import path_of
from hengtu.lib.coded_error import CodedError
from hengtu.lib.dates_zh import BEIJING
from hengtu.officers.models import (
    ALL_CATEGORIES,
    CertificateChange,
    ChangeKind,
    EnforcementCertificate,
    Officer,
    OfficerKind,
)

_HEADS = (Role.AGENCY_HEAD, Role.CHIEF_HEAD, Role.DEPUTY_HEAD)
# what may follow what; None stands for a certificate nothing has happened to
_AFTER: dict[str | None, frozenset[str]] = {
    None: frozenset({ChangeKind.SUSPENDED, ChangeKind.WITHDRAWN, ChangeKind.CANCELLED}),
    ChangeKind.SUSPENDED: frozenset({ChangeKind.RESTORED, ChangeKind.WITHDRAWN, ChangeKind.CANCELLED}),
    ChangeKind.RESTORED: frozenset({ChangeKind.SUSPENDED, ChangeKind.WITHDRAWN, ChangeKind.CANCELLED}),
    ChangeKind.WITHDRAWN: frozenset({ChangeKind.CANCELLED}),
    ChangeKind.CANCELLED: frozenset(),
}


class CertificateRefused(CodedError):
    """The certificate or its change is not in order."""


def issue_certificate(
    *, officer: Officer, number: str, categories: Sequence[str], valid_from: date, valid_to: date
) -> EnforcementCertificate:
    """Register a certificate; ``categories`` are ids of ``BusinessCategory`` or ``("all",)``, both dates included.

    Raises:
        CertificateRefused: ``auxiliary_has_no_certificate`` (APL:42p1), ``certificate_categories``,
            ``certificate_number`` or ``ends_before_start``.
    """
    if officer.kind == OfficerKind.AUXILIARY:
        raise CertificateRefused(
            "auxiliary_has_no_certificate",
            f"{officer.name}是执法辅助人员，不能登记执法证件（行政处罚法第四十二条第一款）。取得执法资格后请另行登记为执法人员。",
        )
    if not categories or set(categories) - {*BusinessCategory.values, ALL_CATEGORIES}:
        raise CertificateRefused("certificate_categories", "请从目录中选择证件的执法门类，至少一个。")
    if not number.strip() or EnforcementCertificate.objects.filter(number=number.strip()).exists():
        raise CertificateRefused("certificate_number", "证件编号为空或者已经登记，请核对证件。")
    if valid_to < valid_from:
        raise CertificateRefused("ends_before_start", "证件有效期的截止日期不能早于起始日期，请核对证件。")
    return EnforcementCertificate.objects.create(
        officer=officer,
        number=number.strip(),
        categories=sorted(set(categories)),
        valid_from=valid_from,
        valid_to=valid_to,
    )


@transaction.atomic
def change_certificate(
    *,
    certificate: EnforcementCertificate,
    kind: str,
    effective_from: date,
    reason: str,
    basis: str,
    approved_by: Account,
    at: datetime,
) -> CertificateChange:
    """Suspend, restore, withdraw or cancel a certificate from a day on; nothing recorded earlier is altered.

    Args:
        approved_by: a head, on ``effective_from``, of the officer's agency or of one above it; never the officer.
        at: instant of recording.
    Raises:
        CertificateRefused: ``change_without_reason``, ``change_order``, ``change_backwards``, ``restored_backwards``
            or ``approver_not_entitled``.
    """
    if not reason.strip() or not basis.strip():
        raise CertificateRefused("change_without_reason", "证件变动须写明原因和依据，请补充。")
    EnforcementCertificate.objects.select_for_update().get(pk=certificate.pk)
    last = certificate.changes.last()
    _check_order(kind, last)
    if last is not None and effective_from < last.effective_from:
        raise CertificateRefused("change_backwards", f"生效日期早于上一次变动（{last.effective_from}），请核对日期。")
    if kind == ChangeKind.RESTORED and effective_from < at.astimezone(BEIJING).date():
        raise CertificateRefused(
            "restored_backwards", "恢复证件不能溯及既往：暂扣期间的执法行为不因此变为有效。请选择登记当日或之后的日期。"
        )
    if not _may_approve(approved_by, certificate.officer, effective_from):
        raise CertificateRefused(
            "approver_not_entitled",
            f"{approved_by.name}不是本机构或上级机构当日在任的负责人，不能批准证件变动。请由负责人批准。",
        )
    return CertificateChange.objects.create(
        certificate=certificate,
        kind=kind,
        effective_from=effective_from,
        reason=reason.strip(),
        basis=basis.strip(),
        approved_by=approved_by,
        recorded_at=at,
    )


def _check_order(kind: str, last: CertificateChange | None) -> None:
    before = None if last is None else last.kind
    if kind not in _AFTER[before]:
        state = "有效" if before is None else ChangeKind(before).label
        wanted = ChangeKind(kind).label if kind in ChangeKind.values else kind
        raise CertificateRefused("change_order", f"证件现为「{state}」，不能再作「{wanted}」。请核对证件状态。")


def _may_approve(account: Account, officer: Officer, on: date) -> bool:
    if officer.account_id == account.pk:
        return False
    above = path_of(officer.agency)
    return Post.objects.in_force(on).filter(account=account, role__in=_HEADS, agency__in=above).exists()
