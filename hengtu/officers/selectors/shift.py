"""Who is on duty with whom, and who could be."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import OuterRef, Q, QuerySet, Subquery

from hengtu.lib.dates_zh import BEIJING
from hengtu.officers.models import (
    CertificateChange,
    ChangeKind,
    EnforcementCertificate,
    Officer,
    OfficerKind,
    ShiftPair,
)


def pair_of(officer: Officer, at: datetime) -> ShiftPair | None:
    """Return the agreed pair an officer is in at an instant; of several the one agreed to last."""
    standing = ShiftPair.objects.standing(at).of(officer).select_related("proposed_by__account", "partner__account")
    return standing.order_by("-agreed_at", "-id").first()


def partner_of(officer: Officer, at: datetime) -> Officer | None:
    """Return the other officer of the agreed pair at an instant, or None."""
    pair = pair_of(officer, at)
    return None if pair is None else pair.other_than(officer)


def proposals_open_to(officer: Officer, at: datetime) -> list[ShiftPair]:
    """Return the pairs proposed to an officer that wait for an answer and are not over, the newest first."""
    waiting = ShiftPair.objects.filter(partner=officer, agreed_at=None, ended_at=None, ends_at__gt=at)
    return list(waiting.select_related("proposed_by").order_by("-proposed_at", "-id"))


def proposals_made_by(officer: Officer, at: datetime) -> list[ShiftPair]:
    """Return the pairs an officer has proposed that wait for the other and are not over, the newest first."""
    waiting = ShiftPair.objects.filter(proposed_by=officer, agreed_at=None, ended_at=None, ends_at__gt=at)
    return list(waiting.select_related("partner").order_by("-proposed_at", "-id"))


def colleagues_of(officer: Officer, on: date) -> list[Officer]:
    """Return the other officers of the legal subject on a day, for choosing the second one.

    Those with a certificate valid that day in any field come first, each part by name. Auxiliaries never appear
    (APL:42p1). Whether the certificate covers the field of a case is judged with the act.
    """
    found = (
        Officer.objects.in_force(on)
        .filter(legal_subject_id=officer.legal_subject_id, kind=OfficerKind.OFFICER)
        .exclude(pk=officer.pk)
        .select_related("account", "agency")
        .order_by("name", "id")
    )
    certified = certified_on(found, on)
    return sorted(found, key=lambda colleague: colleague.pk not in certified)


def certified_on(officers: QuerySet[Officer], on: date) -> frozenset[int]:
    """Return the primary keys of the officers who hold a certificate valid on a day, whatever its field."""
    last = CertificateChange.objects.filter(certificate=OuterRef("pk"), effective_from__lte=on)
    state = Subquery(last.order_by("-effective_from", "-id").values("kind")[:1])
    valid = EnforcementCertificate.objects.filter(valid_from__lte=on, valid_to__gte=on, officer__in=officers)
    valid = valid.annotate(state=state).filter(Q(state=None) | Q(state=ChangeKind.RESTORED))
    return frozenset(valid.values_list("officer_id", flat=True))


def shift_words(pair: ShiftPair) -> str:
    """Return the time of a shift in words: ``11月21日 8:00至20:00``, with the day of the end when it is another."""
    start, end = pair.starts_at.astimezone(BEIJING), pair.ends_at.astimezone(BEIJING)
    day = "" if start.date() == end.date() else f"{end.month}月{end.day}日"
    return f"{start.month}月{start.day}日{start:%H:%M}至{day}{end:%H:%M}"
