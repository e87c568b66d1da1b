"""Whether someone held a valid enforcement certificate of a field on the day of an act."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from hengtu.officers.models import CertificateChange, ChangeKind, EnforcementCertificate, Officer, OfficerKind


@dataclass(frozen=True)
class CertificateState:
    """The state on one day. ``number`` is empty when there is no certificate; ``reason_zh`` is empty when valid."""

    valid: bool
    number: str = ""
    reason_zh: str = ""


def certificate_on(officer: Officer, category: str, day: date) -> CertificateState:
    """Return the state of an officer's certificate for a field of business on a day.

    Args:
        officer: an auxiliary is never valid, whatever papers he has (APL:42p1).
        category: id of a ``BusinessCategory``.
        day: civil date of the act; what happened to the certificate later does not matter.
    """
    return certificates_on([officer], category, day)[officer.pk]


def certificates_on(officers: Sequence[Officer], category: str, day: date) -> dict[int, CertificateState]:
    """Return the states of several officers by primary key, in two queries."""
    by_officer: dict[int, list[EnforcementCertificate]] = {officer.pk: [] for officer in officers}
    changes = CertificateChange.objects.filter(effective_from__lte=day)
    certificates = EnforcementCertificate.objects.filter(officer__in=by_officer).prefetch_related(
        Prefetch("changes", queryset=changes, to_attr="changes_so_far")
    )
    for certificate in certificates.order_by("-valid_from", "-id"):
        by_officer[certificate.officer_id].append(certificate)
    return {officer.pk: _best(officer, by_officer[officer.pk], category, day) for officer in officers}


def _best(
    officer: Officer, certificates: Iterable[EnforcementCertificate], category: str, day: date
) -> CertificateState:
    if officer.kind == OfficerKind.AUXILIARY:
        return CertificateState(valid=False, reason_zh=f"{officer.name}是执法辅助人员，没有执法资格")
    if not officer.is_in_force(day):
        return CertificateState(valid=False, reason_zh=f"{officer.name}当日不在册")
    states = [_state(certificate, category, day) for certificate in certificates]
    if not states:
        return CertificateState(valid=False, reason_zh=f"{officer.name}没有登记执法证件")
    return next((state for state in states if state.valid), states[0])


def _state(certificate: EnforcementCertificate, category: str, day: date) -> CertificateState:
    reason = _why_invalid(certificate, category, day)
    return CertificateState(valid=not reason, number=certificate.number, reason_zh=reason)


def _why_invalid(certificate: EnforcementCertificate, category: str, day: date) -> str:
    number = certificate.number
    if not certificate.covers(category):
        return f"证件 {number} 不含本案的执法门类"
    if day < certificate.valid_from:
        return f"证件 {number} 自 {certificate.valid_from} 起有效，当日尚未生效"
    if day > certificate.valid_to:
        return f"证件 {number} 已于 {certificate.valid_to} 到期"
    so_far: list[CertificateChange] = getattr(certificate, "changes_so_far", [])
    last = so_far[-1] if so_far else None
    if last is None or last.kind == ChangeKind.RESTORED:
        return ""
    return f"证件 {number} 自 {last.effective_from} 起{ChangeKind(last.kind).label}"
