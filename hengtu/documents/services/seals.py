"""Which seal goes on a document, and whether this unit may put it there."""

from __future__ import annotations

from datetime import date

from hengtu.agencies.models import Agency
from hengtu.documents.errors import DocumentRefused
from hengtu.documents.models import OfficialSeal, SealAuthority, SealKind

BASIS = ("APL:59", "APL:20")


def seal_for(agency: Agency, *, on: date) -> OfficialSeal:
    """Return the seal of the legal subject for a document made by ``agency`` on a day.

    A decision bears the seal of the subject that answers for it, never of the unit that acts in its name; such a unit
    needs a dated authority for that very seal, the subject itself needs none.
    Raises: DocumentRefused (``document_seal_missing``, ``document_seal_authority_missing``).
    """
    seals = list(OfficialSeal.objects.of(agency, on))
    if not seals:
        raise DocumentRefused(
            "document_seal_missing",
            f"“{agency.legal_subject.name}”没有在 {on} 有效的印章，不能制作须盖章的文书。请先登记印章。",
            BASIS,
        )
    if agency.pk == agency.legal_subject_id:
        return seals[0]
    allowed = set(
        SealAuthority.objects.in_force(on).filter(agency=agency, seal__in=seals).values_list("seal_id", flat=True)
    )
    for seal in seals:
        if seal.pk in allowed:
            return seal
    raise DocumentRefused(
        "document_seal_authority_missing",
        f"“{agency.name}”在 {on} 没有使用“{agency.legal_subject.name}”印章的权限。请由有权人员盖章，或先办理用印授权。",
        BASIS,
    )


def register_seal(
    *,
    agency: Agency,
    name: str,
    valid_from: date,
    valid_to: date | None = None,
    kind: SealKind = SealKind.OFFICIAL,
    inner_text: str = "",
) -> OfficialSeal:
    """Register a seal of a legal subject; the same seal again is the one already there.

    Raises: DocumentRefused (``document_seal_of_a_unit``): a unit has no seal that could stand on a decision.
    """
    if agency.pk != agency.legal_subject_id:
        raise DocumentRefused(
            "document_seal_of_a_unit",
            f"“{agency.name}”不是执法主体，不能登记印章。请登记“{agency.legal_subject.name}”的印章。",
            BASIS,
        )
    seal, _ = OfficialSeal.objects.get_or_create(
        agency=agency,
        kind=kind,
        name=name,
        effective_from=valid_from,
        defaults={"effective_to": valid_to, "inner_text": inner_text},
    )
    return seal


def authorise_seal(
    *,
    seal: OfficialSeal,
    agency: Agency,
    effective_from: date,
    effective_to: date | None = None,
    role: str = "",
    account_name: str = "",
) -> SealAuthority:
    """Let a unit of the seal's legal subject use it, through a role or an account, for a time.

    Raises: DocumentRefused (``document_seal_of_another_subject``).
    """
    if agency.legal_subject_id != seal.agency_id:
        raise DocumentRefused(
            "document_seal_of_another_subject",
            f"“{agency.name}”不以“{seal.agency.name}”的名义执法，不能授权使用其印章。",
            BASIS,
        )
    return SealAuthority.objects.create(
        seal=seal,
        agency=agency,
        effective_from=effective_from,
        effective_to=effective_to,
        role=role,
        account_name=account_name,
    )
