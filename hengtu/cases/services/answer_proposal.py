"""Answering a prepared act: agree, and it becomes an act; send back with a reason; or take it back oneself."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from hengtu.agencies.models import Account, Role
from hengtu.agencies.selectors.roles import roles_on
from hengtu.cases import participants
from hengtu.cases.desk.desk import Desk, desk_for
from hengtu.cases.desk.people import people_for
from hengtu.cases.models import Answer, Awaited, EnforcementCase, MessageKind, Proposal, ProposalState, Verdict
from hengtu.cases.participants import Participant
from hengtu.cases.services.carry_out import Intent, carry_out
from hengtu.cases.services.do_act import Late
from hengtu.cases.services.propose import ProposalRefused, ask, overtake
from hengtu.cases.services.tell import tell
from hengtu.law.procedure import day_of
from hengtu.law.procedure.hands import hand_of
from hengtu.ledger.values import StoredAct
from hengtu.officers.models import Officer


def agree(proposal_id: UUID, *, account: Account, at: datetime, opinion: str = "") -> StoredAct | None:
    """Agree to a prepared act. The last one to agree does it, or lets it stand; all of it or nothing.

    Returns: the act once nobody else has to agree, else None.
    Raises: ProposalRefused; ActRefused and LateReasonMissing as the law says at this moment (nothing is kept then).
    """
    with transaction.atomic():
        proposal = _answerable(proposal_id, account, at)
        _answered(proposal, account, Verdict.AGREED, opinion, at)
        if _next_step(proposal):
            proposal.save()
            ask(proposal, proposal.agency, day_of(at), at)
            return None
        desk = desk_for(account, EnforcementCase.objects.select_related("agency").get(pk=proposal.stream_id), at=at)
        act = carry_out(intent_of(proposal, desk))
        _close(proposal, ProposalState.DONE, at, act.uid)
        overtake(proposal.stream_id, proposal.kind, at=at)
    return act


def send_back(proposal_id: UUID, *, account: Account, at: datetime, opinion: str) -> Proposal:
    """Return a prepared act to who prepared it; what was filled in stays. Raises: ProposalRefused."""
    if not opinion.strip():
        raise ProposalRefused("reason_missing", "退回要写明理由，承办人才知道补什么。请填写退回理由。")
    with transaction.atomic():
        proposal = _answerable(proposal_id, account, at)
        _answered(proposal, account, Verdict.RETURNED, opinion, at)
        _close(proposal, ProposalState.RETURNED, at)
        tell(
            [proposal.proposed_by],
            kind=MessageKind.RETURNED,
            text=f"{account.name}退回了{proposal.title}：{opinion}",
            key=f"returned:{proposal.pk}",
            at=at,
            url=f"/proposals/{proposal.pk}/",
        )
    return proposal


def withdraw(proposal_id: UUID, *, account: Account, at: datetime) -> Proposal:
    """Take back what oneself prepared, as long as it is open. Raises: ProposalRefused."""
    with transaction.atomic():
        proposal = _open(proposal_id)
        if proposal.proposed_by_id != account.pk:
            raise ProposalRefused("not_your_proposal", "只有提请的人可以撤回。不同意的，请退回并写明理由。")
        _close(proposal, ProposalState.WITHDRAWN, at)
    return proposal


def may_answer(proposal: Proposal, account: Account, at: datetime) -> bool:
    """Whether it is this account's turn; nobody agrees to what oneself prepared."""
    if proposal.state != ProposalState.OPEN or proposal.proposed_by_id == account.pk:
        return False
    if proposal.awaited == Awaited.SECOND_OFFICER:
        return proposal.addressee_id == account.pk
    return proposal.role_due.lower() in roles_on(account, proposal.agency, day_of(at), act_kind=proposal.kind)


def intent_of(proposal: Proposal, desk: Desk) -> Intent:
    """Return the act as it would be done if the person at the desk agreed last."""
    content: dict[str, Any] = proposal.content
    hand = hand_of(proposal.kind)
    second = Officer.objects.filter(uid=content["second"]).first() if content["second"] else None
    by_approver = not hand.is_handlers
    late = Late(content["late_reason"], participants.official(desk.account)) if content["late_reason"] else None
    by: tuple[Participant, ...] = people_for(
        proposal.kind, desk, None if by_approver else second, None if by_approver else proposal.proposed_by,
        party=str(content["answers"].get("parties") or ""),
    )  # fmt: skip
    occurred = desk.at if by_approver else datetime.fromisoformat(content["occurred_at"])
    return Intent(
        case_id=proposal.stream_id,
        kind=proposal.kind,
        answers=content["answers"],
        by=by,
        at=occurred,
        recorded_at=desk.at,
        key=str(proposal.pk),
        late=late,
        opinions=_opinions(proposal),
    )


def _opinions(proposal: Proposal) -> tuple[dict[str, str], ...]:
    """Who prepared it and what everybody said, for the record of the act."""
    prepared = {"role": "", "by": proposal.proposed_by.name, "verdict": "提请", "at": proposal.proposed_at.isoformat()}
    answers = proposal.answers.select_related("by").order_by("at", "id")
    said = [
        {
            "role": str(Role(answer.role).label) if answer.role in Role.values else "",
            "by": answer.by.name,
            "verdict": str(Verdict(answer.verdict).label),
            "opinion": answer.opinion,
            "at": answer.at.isoformat(),
        }
        for answer in answers
    ]
    return (prepared, *said)


def _open(proposal_id: UUID) -> Proposal:
    # the row is the lock: of two heads who press at once, one finds it closed
    proposal = (
        Proposal.objects.select_for_update(of=("self",))
        .select_related("agency", "proposed_by", "addressee")
        .get(pk=proposal_id)
    )
    if proposal.state != ProposalState.OPEN:
        raise ProposalRefused(
            "proposal_closed", f"这件提请{proposal.get_state_display()}，不用再答复。请回到案件看最新进展。"
        )
    return proposal


def _answerable(proposal_id: UUID, account: Account, at: datetime) -> Proposal:
    proposal = _open(proposal_id)
    if not may_answer(proposal, account, at):
        raise ProposalRefused("not_your_turn", "这件提请现在不等您答复。请看它在等谁。")
    return proposal


def _answered(proposal: Proposal, account: Account, verdict: Verdict, opinion: str, at: datetime) -> None:
    role = "" if proposal.awaited == Awaited.SECOND_OFFICER else proposal.role_due
    Answer.objects.create(
        proposal=proposal, role=role, by=account, verdict=verdict, opinion=opinion.strip()[:1000], at=at
    )


def _next_step(proposal: Proposal) -> bool:
    """Hand over to who is asked next; False when everybody has agreed."""
    if proposal.awaited == Awaited.SECOND_OFFICER:
        proposal.awaited, proposal.addressee, proposal.position = Awaited.APPROVER, None, 0
    else:
        proposal.position += 1
    waiting = proposal.roles[proposal.position :]
    proposal.role_due = waiting[0] if waiting else ""
    return bool(waiting)


def _close(proposal: Proposal, state: ProposalState, at: datetime, act_uid: UUID | None = None) -> None:
    proposal.state, proposal.closed_at, proposal.act_uid = state, at, act_uid
    proposal.save()
