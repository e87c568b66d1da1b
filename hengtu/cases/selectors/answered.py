"""What became of a proposal that was just answered, in one sentence, and what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hengtu.agencies.models import Account
from hengtu.cases.desk.desk import Desk, desk_for
from hengtu.cases.desk.people import may_do
from hengtu.cases.models import EnforcementCase, Proposal, ProposalState
from hengtu.cases.selectors.digest import role_name
from hengtu.cases.selectors.outlook import outlook_of
from hengtu.cases.words import kind_name
from hengtu.law.procedure import day_of


@dataclass(frozen=True)
class Answered:
    """``said`` is the sentence; ``may_issue`` whether this head can have the decision made and sealed right now."""

    uid: UUID
    case_id: UUID
    said: str
    may_issue: bool = False


def answered(uid: UUID, *, account: Account, at: datetime) -> Answered | None:
    """Return what became of a proposal this account can see; None for an unknown or open one nobody has answered."""
    visible = Proposal.objects.visible_to(account, day_of(at)).select_related("proposed_by")
    proposal = visible.filter(pk=uid).first()
    if proposal is None:
        return None
    case = EnforcementCase.objects.select_related("agency").get(pk=proposal.stream_id)
    desk = desk_for(account, case, at=at)
    said = _said(proposal, desk)
    return Answered(uid, case.pk, f"{case.party_name}：{said}", _may_issue(proposal, desk)) if said else None


def _said(proposal: Proposal, desk: Desk) -> str:
    if proposal.state == ProposalState.DONE:
        return _done(proposal, desk)
    if proposal.state == ProposalState.RETURNED:
        return f"已退回给{proposal.proposed_by.name}，理由已经送到。"
    if proposal.state == ProposalState.OPEN and proposal.position > 0:
        return f"已同意，转{role_name(proposal.role_due)}签批。"
    return ""


def _done(proposal: Proposal, desk: Desk) -> str:
    issued = desk.situation.last("decision_issued")
    if proposal.kind == "decided" and issued is not None:
        return f"决定书已制作并盖章。{_next(desk)}"
    number = f"，案号 {desk.case.number}" if proposal.kind == "case_filed" and desk.case.number else ""
    return f"已{kind_name(proposal.kind)}{number}。{_next(desk)}"


def _next(desk: Desk) -> str:
    coming = outlook_of(desk.history, desk.situation, desk.at).next_act
    return f"下一步：{coming.name}。" if coming is not None else ""


def _may_issue(proposal: Proposal, desk: Desk) -> bool:
    decided = proposal.kind == "decided" and proposal.state == ProposalState.DONE
    return decided and not desk.situation.has("decision_issued") and may_do("decision_issued", desk)
