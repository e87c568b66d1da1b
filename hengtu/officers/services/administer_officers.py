"""Enter an officer, register a certificate and change its state: by an administrator, with a reason, on record."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from hengtu.agencies.administration import Change, Mandate, check_mandate, record_change
from hengtu.agencies.models import Account, Agency
from hengtu.agencies.services.administer_posts import check_account
from hengtu.officers.models import CertificateChange, ChangeKind, EnforcementCertificate, Officer, OfficerKind
from hengtu.officers.services.certify import change_certificate, issue_certificate
from hengtu.officers.services.register_officer import register_officer


@transaction.atomic
def enter_officer(
    *, name: str, agency: Agency, kind: str, effective_from: date, mandate: Mandate, account: Account | None = None
) -> Officer:
    """Enter somebody in the register of an agency.

    Args:
        account: with which the person signs in, if there is one yet.
    Raises: AdministrationRefused as ``check_mandate`` and ``check_account``; also the refusals of ``register_officer``.
    """
    check_mandate(mandate, agency)
    if account is not None:
        check_account(account, mandate)
    officer = register_officer(name=name, agency=agency, effective_from=effective_from, kind=kind, account=account)
    record_change(
        agency,
        "officer_registered",
        mandate,
        subject=f"{officer.name}（{OfficerKind(kind).label}）",
        effective_from=effective_from,
        more={"officer": str(officer.uid)},
    )
    return officer


@transaction.atomic
def add_certificate(
    *, officer: Officer, number: str, categories: Sequence[str], valid_from: date, valid_to: date, mandate: Mandate
) -> EnforcementCertificate:
    """Register a certificate; raises as ``check_mandate`` and ``issue_certificate``."""
    check_mandate(mandate, officer.agency)
    certificate = issue_certificate(
        officer=officer, number=number, categories=categories, valid_from=valid_from, valid_to=valid_to
    )
    record_change(
        officer.agency,
        "certificate_issued",
        mandate,
        subject=f"{officer.name}，证件 {certificate.number}",
        effective_from=valid_from,
        more={"officer": str(officer.uid), "categories": certificate.categories, "valid_to": valid_to.isoformat()},
    )
    return certificate


@transaction.atomic
def change_state(
    *,
    certificate: EnforcementCertificate,
    kind: str,
    effective_from: date,
    basis: str,
    approved_by: Account,
    mandate: Mandate,
) -> CertificateChange:
    """Suspend, restore, withdraw or cancel a certificate; raises as ``check_mandate`` and ``change_certificate``."""
    officer = certificate.officer
    check_mandate(mandate, officer.agency)
    last = certificate.changes.last()
    before = "有效" if last is None else str(ChangeKind(last.kind).label)
    change = change_certificate(
        certificate=certificate,
        kind=kind,
        effective_from=effective_from,
        reason=mandate.reason,
        basis=basis,
        approved_by=approved_by,
        at=mandate.at,
    )
    record_change(
        officer.agency,
        "certificate_changed",
        mandate,
        subject=f"{officer.name}，证件 {certificate.number}",
        effective_from=effective_from,
        changes=[Change("证件状态", before, str(ChangeKind(kind).label))],
        more={"officer": str(officer.uid), "basis": basis.strip(), "approved_by": approved_by.username},
    )
    return change
