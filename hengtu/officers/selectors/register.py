"""The register of officers: a page of people, and one person with certificates and their history."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q

from hengtu.agencies.models.agency import AgencyQuerySet
from hengtu.officers.models import CertificateChange, ChangeKind, EnforcementCertificate, Officer, OfficerKind

PAGE = 25


@dataclass(frozen=True)
class CertificateStanding:
    """A certificate with its state in a word. ``form`` is that of the tag: ok, soon, stop or word."""

    certificate: EnforcementCertificate
    label: str
    form: str


@dataclass(frozen=True)
class RegisterRow:
    """Someone on the register with what the certificates come to on a day."""

    officer: Officer
    standings: tuple[CertificateStanding, ...]


@dataclass(frozen=True)
class RegisterPage:
    """One page; ``next_cursor`` is empty on the last."""

    rows: tuple[RegisterRow, ...]
    next_cursor: str


def register_page(
    agencies: AgencyQuerySet, on: date, *, text: str = "", kind: str = "", cursor: str = "", soon: date | None = None
) -> RegisterPage:
    """Return a page of the register, ordered by agency and entry, found by name or certificate number.

    Args:
        text: part of a name, or the beginning of a certificate number.
        kind: an ``OfficerKind`` or empty.
        cursor: ``next_cursor`` of the page before; what is none counts as the beginning.
        soon: certificates that end up to this day are marked.
    """
    officers = Officer.objects.filter(agency__in=agencies.values("pk")).select_related("agency", "account")
    if kind in OfficerKind.values:
        officers = officers.filter(kind=kind)
    if text:
        numbered = EnforcementCertificate.objects.filter(officer=OuterRef("pk"), number__startswith=text)
        officers = officers.filter(Q(name__contains=text) | Exists(numbered))
    place = _place(cursor)
    if place is not None:
        officers = officers.filter(Q(agency_id__gt=place[0]) | Q(agency_id=place[0], id__gt=place[1]))
    found = list(officers.order_by("agency_id", "id")[: PAGE + 1])
    shown = found[:PAGE]
    states = standings_of(shown, on, soon=soon)
    rows = tuple(RegisterRow(officer, states[officer.pk]) for officer in shown)
    more = f"{shown[-1].agency_id}-{shown[-1].pk}" if len(found) > PAGE else ""
    return RegisterPage(rows, more)


def standings_of(
    officers: Sequence[Officer], on: date, *, soon: date | None = None
) -> dict[int, tuple[CertificateStanding, ...]]:
    """Return the certificates of several people by primary key, the newest first, in two queries."""
    certificates = EnforcementCertificate.objects.filter(officer__in=[officer.pk for officer in officers])
    found: dict[int, list[CertificateStanding]] = {officer.pk: [] for officer in officers}
    for certificate in certificates.prefetch_related("changes").order_by("-valid_from", "-id"):
        found[certificate.officer_id].append(_standing(certificate, list(certificate.changes.all()), on, soon))
    return {pk: tuple(standings) for pk, standings in found.items()}


def _standing(
    certificate: EnforcementCertificate, changes: Sequence[CertificateChange], on: date, soon: date | None
) -> CertificateStanding:
    last = next((change for change in reversed(changes) if change.effective_from <= on), None)
    if last is not None and last.kind != ChangeKind.RESTORED:
        return CertificateStanding(certificate, str(ChangeKind(last.kind).label), "stop")
    if on < certificate.valid_from:
        return CertificateStanding(certificate, "尚未生效", "wait")
    if on > certificate.valid_to:
        return CertificateStanding(certificate, "已到期", "stop")
    if soon is not None and certificate.valid_to <= soon:
        return CertificateStanding(certificate, "快到期", "soon")
    return CertificateStanding(certificate, "有效", "ok")


def _place(cursor: str) -> tuple[int, int] | None:
    agency, dash, officer = cursor.partition("-")
    if dash and _is_key(agency) and _is_key(officer):
        return int(agency), int(officer)
    return None


def _is_key(text: str) -> bool:
    """Digits that fit a key of the database."""
    return text.isascii() and text.isdigit() and len(text) <= 18
