"""Preparing an act that waits for another hand: the second officer's, or an approver's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from hengtu.agencies.models import Account, Agency
from hengtu.agencies.selectors.holders import holders_of
from hengtu.cases.models import Awaited, EnforcementCase, MessageKind, Proposal, ProposalState
from hengtu.cases.services.tell import tell
from hengtu.cases.words import kind_name
from hengtu.law.procedure import day_of
from hengtu.law.procedure.hands import hand_of
from hengtu.law.procedure.versions import VERSIONS
from hengtu.lib.coded_error import CodedError
from hengtu.officers.models import Officer

ONCE = frozenset(arrow.kind for version in VERSIONS for arrow in version.arrows if arrow.once)


class ProposalRefused(CodedError):
    """The prepared act cannot be sent or answered like this."""


def propose(
    *,
    uid: UUID,
    case: EnforcementCase,
    kind: str,
    answers: Mapping[str, Any],
    by: Account,
    at: datetime,
    occurred_at: datetime,
    second: Officer | None = None,
    roles: Sequence[str] = (),
    late_reason: str = "",
    confirmed: bool = False,
    form: Mapping[str, Any] | None = None,
) -> Proposal:
    """Send a prepared act to those whose hand it needs.

    Args:
        uid: of the proposal; the same again returns the first one, so that a double click sends once.
        answers: what the sheet holds, plain JSON.
        occurred_at: when the act took place; acts of a head take place when the head agrees.
        second: the other officer; asked first unless ``confirmed`` (by PIN, beside the proposer).
        roles: posts that must agree afterwards, in order.
        late_reason: why it is done after its limit; a head then answers for it.
        form: what was typed, as a draft keeps it; given back when the proposal is returned.
    Returns: the proposal, waiting for the first of them.
    Raises: ProposalRefused ``nobody_to_ask`` where nobody holds the post.
    """
    found = Proposal.objects.filter(pk=uid).first()
    if found is not None:
        return found
    waits_for_second = second is not None and not confirmed
    if not waits_for_second and not roles:
        raise ProposalRefused("nobody_to_ask", "这个行为不需要别人确认或者签批，请直接办理。")
    proposal = Proposal(
        uid=uid,
        stream_id=case.pk,
        kind=kind,
        awaited=Awaited.SECOND_OFFICER if waits_for_second else Awaited.APPROVER,
        title=f"{kind_name(kind)}：{case.title}"[:300],
        content={
            "answers": dict(answers),
            "occurred_at": occurred_at.isoformat(),
            "second": str(second.uid) if second else "",
            "late_reason": late_reason,
            "form": dict(form or {}),
        },
        seen_seq=case.seq,
        proposed_by=by,
        proposed_at=at,
        addressee=_account_of(second) if waits_for_second and second else None,
        roles=list(roles),
        role_due="" if waits_for_second else roles[0],
        due_on=case.due_on,
    )
    proposal.place_in(case.agency)
    with transaction.atomic():
        proposal.save(force_insert=True)
        ask(proposal, case.agency, day_of(at), at)
    return proposal


def _account_of(second: Officer) -> Account:
    if second.account is None:
        raise ProposalRefused("second_has_no_account", f"{second.name}还没有账号，不能在自己的手机上确认。请用确认码。")
    account: Account = second.account
    return account


def ask(proposal: Proposal, agency: Agency, on: date, at: datetime) -> None:
    """Tell those whose turn it is. Raises: ProposalRefused ``nobody_to_ask``."""
    people = [proposal.addressee] if proposal.addressee else holders_of(proposal.role_due, agency, on)
    if not people:
        raise ProposalRefused("nobody_to_ask", "没有人担任要签批的岗位，请管理员核对岗位和委托。")
    tell(
        people,
        kind=MessageKind.PROPOSAL,
        text=f"{proposal.proposed_by.name}提请{proposal.title}",
        key=f"proposal:{proposal.pk}:{proposal.position}:{proposal.role_due}",
        at=at,
        url=f"/proposals/{proposal.pk}/",
    )


def overtake(case_id: UUID, kind: str, *, at: datetime) -> int:
    """Close the open proposals of a kind of act that has meanwhile been done; returns how many.

    What officers may do again and again (collecting evidence, hearing the party) overtakes nothing: another pair's
    record of another hour still waits for its second officer.
    """
    if hand_of(kind).is_handlers and kind not in ONCE:
        return 0
    waiting = Proposal.objects.filter(stream_id=case_id, kind=kind, state=ProposalState.OPEN)
    return waiting.update(state=ProposalState.OVERTAKEN, closed_at=at)
