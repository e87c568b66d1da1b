"""Numbers that warn: certificates that run out, posts nobody holds, officers without a certificate, few reviewers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from hengtu.agencies.models import Agency, AgencyKind, Level, Post, Role
from hengtu.agencies.models.agency import AgencyQuerySet
from hengtu.law.staffing import reviewers_needed
from hengtu.officers.models import CertificateChange, ChangeKind, EnforcementCertificate, Officer, OfficerKind

# A setting of this system: time enough to register for the renewal and sit the examination.
WARN_BEFORE = timedelta(days=60)
# What every legal subject must have somebody for; without one a case stops at that step.
ROLES_TO_FILL = (Role.AGENCY_HEAD, Role.LEGAL_REVIEWER, Role.OFFICER, Role.ARCHIVIST)


@dataclass(frozen=True)
class Unfilled:
    """A role nobody holds at a legal subject."""

    agency: Agency
    roles: tuple[str, ...]


@dataclass(frozen=True)
class ReviewerShare:
    """Legal reviewers of a legal subject against what its officers ask for (GB118)."""

    agency: Agency
    reviewers: int
    officers: int
    needed: int

    @property
    def is_short(self) -> bool:
        return self.reviewers < self.needed


@dataclass(frozen=True)
class CertifiedRate:
    """Officers' posts whose holder has a valid certificate, of all officers' posts in force."""

    certified: int
    posts: int
    missing: tuple[Post, ...]

    @property
    def percent(self) -> float | None:
        """None where there is no post; 100 only where nobody is missing."""
        return None if not self.posts else int(1000 * self.certified / self.posts) / 10


def valid_certificates(on: date) -> QuerySet[EnforcementCertificate]:
    """Return the certificates that are valid on a day, whatever their field, both days they name included."""
    ended = (ChangeKind.SUSPENDED, ChangeKind.WITHDRAWN, ChangeKind.CANCELLED)
    changes = CertificateChange.objects.filter(certificate=OuterRef("pk"), effective_from__lte=on)
    last = Subquery(changes.order_by("-effective_from", "-id").values("kind")[:1])
    found = EnforcementCertificate.objects.filter(valid_from__lte=on, valid_to__gte=on).annotate(last_change=last)
    return found.filter(Q(last_change=None) | ~Q(last_change__in=ended))


def running_out(agencies: AgencyQuerySet, on: date) -> QuerySet[EnforcementCertificate]:
    """Return the valid certificates that end within ``WARN_BEFORE`` without a later one, the nearest end first."""
    later = EnforcementCertificate.objects.filter(
        officer=OuterRef("officer"), valid_from__gt=OuterRef("valid_from"), valid_to__gt=OuterRef("valid_to")
    )
    soon = valid_certificates(on).filter(valid_to__lte=on + WARN_BEFORE, officer__agency__in=agencies.values("pk"))
    return soon.filter(~Exists(later)).select_related("officer__agency").order_by("valid_to", "id")


def without_certificate(agencies: AgencyQuerySet, on: date) -> QuerySet[Officer]:
    """Return the officers on the register (auxiliaries left out) who hold no valid certificate."""
    valid = valid_certificates(on).filter(officer=OuterRef("pk"))
    officers = Officer.objects.in_force(on).filter(kind=OfficerKind.OFFICER, agency__in=agencies.values("pk"))
    return officers.filter(~Exists(valid)).select_related("agency").order_by("name", "id")


def certified_rate(agencies: AgencyQuerySet, on: date) -> CertifiedRate:
    """Return how many officers' posts are held by somebody with a valid certificate, and which are not (R014)."""
    posts = Post.objects.in_force(on).filter(role=Role.OFFICER, agency__in=agencies.values("pk"))
    officers = Officer.objects.in_force(on).filter(account=OuterRef("account"), kind=OfficerKind.OFFICER)
    certified = Exists(officers.filter(Exists(valid_certificates(on).filter(officer=OuterRef("pk")))))
    missing = posts.filter(~certified).select_related("account", "agency").order_by("agency", "account__name", "id")
    total, lacking = posts.count(), tuple(missing)
    return CertifiedRate(total - len(lacking), total, lacking)


def unfilled_posts(agencies: AgencyQuerySet, on: date) -> tuple[Unfilled, ...]:
    """Return the legal subjects of county level and below where a role of ``ROLES_TO_FILL`` is held by nobody.

    A body above the counties is looked at once somebody there handles cases: most of them only supervise.
    """
    held = _roles_held(agencies, on)
    found = []
    for agency in _legal_subjects(agencies, on):
        roles = held.get(agency.pk, set())
        handles_cases = agency.level in (Level.COUNTY, Level.STATION) or Role.OFFICER in roles
        missing = tuple(str(role.label) for role in ROLES_TO_FILL if role not in roles)
        if handles_cases and missing:
            found.append(Unfilled(agency, missing))
    return tuple(found)


def reviewer_shares(agencies: AgencyQuerySet, on: date) -> tuple[ReviewerShare, ...]:
    """Return, per legal subject with officers, its legal reviewers and how many it needs (R029), short ones first."""
    officers: dict[int, set[int]] = {}
    reviewers: dict[int, set[int]] = {}
    rows = Post.objects.in_force(on).filter(agency__in=agencies.values("pk"), account__is_active=True)
    for role, subject, account in rows.values_list("role", "agency__legal_subject_key", "account_id"):
        if role in (Role.OFFICER, Role.LEGAL_REVIEWER) and subject is not None:
            (officers if role == Role.OFFICER else reviewers).setdefault(subject, set()).add(account)
    shares = [
        ReviewerShare(agency, len(reviewers.get(agency.pk, ())), count, reviewers_needed(count))
        for agency in _legal_subjects(agencies, on)
        if (count := len(officers.get(agency.pk, ())))
    ]
    return tuple(sorted(shares, key=lambda share: (not share.is_short, share.agency.division_code, share.agency.pk)))


def _legal_subjects(agencies: AgencyQuerySet, on: date) -> AgencyQuerySet:
    return agencies.in_force(on).filter(kind=AgencyKind.LEGAL_SUBJECT).order_by("division_code", "id")


def _roles_held(agencies: AgencyQuerySet, on: date) -> dict[int, set[str]]:
    held: dict[int, set[str]] = {}
    posts = Post.objects.in_force(on).filter(agency__in=agencies.values("pk"), account__is_active=True)
    for subject, role in posts.values_list("agency__legal_subject_key", "role"):
        if subject is not None:
            held.setdefault(subject, set()).add(role)
    return held
