"""Showing a lead to other units of the city 线索共享: a digest goes out; read, taken and result come back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from hengtu.agencies.models import Account, Agency
from hengtu.agencies.selectors.holders import holders_of
from hengtu.cases.models import Lead, LeadShare, MessageKind
from hengtu.cases.services.tell import tell
from hengtu.cases.words import CATEGORY_NAMES, SOURCE_NAMES, UNKNOWN_PARTY
from hengtu.law import discretion
from hengtu.law.procedure import day_of
from hengtu.lib.coded_error import CodedError
from hengtu.lib.dates_zh import day_zh
from hengtu.lib.masking import mask_name
from hengtu.subjects.models import Party


class ShareRefused(CodedError):
    """The lead cannot be shown like that, or not answered like that."""


def share_lead(*, lead: Lead, agencies: Sequence[Agency], by: Account, at: datetime, note: str = "") -> list[LeadShare]:
    """Show a lead to legal subjects of the same city; whom it was shown to before keeps the first digest.

    Args:
        lead: of the sender's own legal subject; authorisation has happened.
        agencies: legal subjects of the city, the own one not among them.
        note: what the receivers are asked to do.
    Returns: the new rows.
    Raises: ShareRefused ``nobody_chosen`` or ``not_of_the_city``.
    """
    if not agencies:
        raise ShareRefused("nobody_chosen", "还没有选择共享给谁，请勾选至少一个机关。")
    sender = lead.agency.legal_subject
    strange = [agency.short_name for agency in agencies if not may_receive(agency, sender)]
    if strange:
        raise ShareRefused(
            "not_of_the_city", f"{'、'.join(strange)}不是本市的其他执法主体。请只选本市的机关，或者办理移送。"
        )
    digest = [list(pair) for pair in digest_of(lead)]
    known = set(LeadShare.objects.filter(stream=lead.pk, agency__in=agencies).values_list("agency_id", flat=True))
    new = []
    with transaction.atomic():
        for agency in agencies:
            if agency.pk not in known:
                new.append(_share(lead, agency, sender, digest, by, at, note))
    return new


def may_receive(agency: Agency, sender: Agency) -> bool:
    """Whether an agency is another legal subject of the sender's city."""
    of_the_city = sender.city_id is not None and agency.city_id == sender.city_id
    return of_the_city and agency.acts_in_name_of_id is None and agency.pk != sender.pk


def digest_of(lead: Lead) -> tuple[tuple[str, str], ...]:
    """Return what others may read of a lead: matter, object, place and day; a natural person by surname only."""
    lines = (
        ("涉嫌违法", discretion.violation(lead.violation, lead.violation_on).name_zh),
        ("门类", CATEGORY_NAMES.get(lead.category, lead.category)),
        ("车船号", lead.plate),
        ("当事人", _name_shown(lead)),
        ("地点", lead.place),
        ("发现日", day_zh(lead.violation_on)),
        ("来源", SOURCE_NAMES.get(lead.source, "")),
    )
    return tuple((label, value) for label, value in lines if value)


def _name_shown(lead: Lead) -> str:
    if lead.party_name.startswith(UNKNOWN_PARTY):
        return UNKNOWN_PARTY
    party = Party.objects.filter(uid=lead.party_uid).only("kind").first()
    return mask_name(lead.party_name) if party is None or party.has_private_address else lead.party_name


def _share(
    lead: Lead, agency: Agency, sender: Agency, digest: list[list[str]], by: Account, at: datetime, note: str
) -> LeadShare:
    title = dict(digest_of(lead))["涉嫌违法"]
    share = LeadShare(
        stream_id=lead.pk,
        sender=sender,
        title=title[:300],
        digest=digest,
        note=note.strip(),
        shared_by=by,
        shared_at=at,
    )
    share.place_in(agency)
    share.save(force_insert=True)
    tell(
        [*holders_of("AGENCY_HEAD", agency, day_of(at)), *holders_of("HANDLING_UNIT_HEAD", agency, day_of(at))],
        kind=MessageKind.LEAD,
        text=f"{sender.short_name}共享线索：{title}",
        key=f"lead_shared:{share.pk}",
        at=at,
        url=f"/leads/shared/{share.pk}/",
    )
    return share


def read_share(*, share: LeadShare, by: Account, at: datetime) -> bool:
    """Note the first reading by the receiver; returns whether this was it."""
    return bool(LeadShare.objects.filter(pk=share.pk, read_at=None).update(read_at=at, read_by=by))


def take_share(*, share: LeadShare, by: Account, at: datetime) -> None:
    """Take a shared lead over; taking it again changes nothing."""
    if LeadShare.objects.filter(pk=share.pk, taken_at=None).update(taken_at=at, taken_by=by):
        _tell_sender(share, f"{share.agency.short_name}接办了共享的线索：{share.title}", "taken", at)


def report_result(*, share: LeadShare, result: str, at: datetime) -> None:
    """Report what came of a shared lead; a later report replaces the earlier one.

    Raises: ShareRefused ``result_missing`` or ``not_taken``.
    """
    if not result.strip():
        raise ShareRefused("result_missing", "还没有写办理的结果，请写明查到什么、怎样处理。")
    fresh = LeadShare.objects.get(pk=share.pk)
    if fresh.taken_at is None:
        raise ShareRefused("not_taken", "还没有接办，不能反馈结果。请先接办。")
    LeadShare.objects.filter(pk=share.pk).update(result=result.strip()[:1000], result_at=at)
    _tell_sender(share, f"{share.agency.short_name}反馈了共享线索的结果：{share.title}", f"result:{at.isoformat()}", at)


def _tell_sender(share: LeadShare, text: str, what: str, at: datetime) -> None:
    tell(
        [share.shared_by],
        kind=MessageKind.LEAD,
        text=text,
        key=f"lead_share:{share.pk}:{what}",
        at=at,
        url=f"/leads/{share.stream_id}/",
    )
