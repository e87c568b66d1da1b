"""Agreeing to several routine acts in one go; every one is still judged on its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from uuid import UUID

from hengtu.agencies.models import Account
from hengtu.cases.models import Proposal, ProposalState, Verdict
from hengtu.cases.refusals import ActRefused
from hengtu.cases.services.answer_proposal import agree
from hengtu.cases.services.propose import ProposalRefused
from hengtu.law.objections import Objection
from hengtu.ledger.values import StoredAct
from hengtu.lib.coded_error import CodedError

# What may be agreed to together, and why. Decisions never are: each of them is one head's judgement of one party
# (APL:57p1), and so is everything else that is not named here.
ROUTINE: Mapping[str, str] = MappingProxyType(
    {
        "case_filed": "立案只是开始调查，不决定任何人的权利义务；符合标准就应当立案",
        "case_closed": "结案的条件（执行完毕、已经改正）由系统逐件核对，不作新的判断",
        "spot_case_closed": "结案的条件（执行完毕、已经改正）由系统逐件核对，不作新的判断",
    }
)


@dataclass(frozen=True)
class Together:
    """What became of one of several: the act, or nothing yet (others follow), or why not.

    ``objections`` are what the law said; ``refusal`` is any other reason in one sentence.
    """

    proposal: Proposal
    act: StoredAct | None = None
    objections: tuple[Objection, ...] = ()
    refusal: str = ""

    @property
    def is_agreed(self) -> bool:
        return not self.objections and not self.refusal


def agree_together(uids: Sequence[UUID], *, account: Account, at: datetime) -> tuple[Together, ...]:
    """Agree to each of these proposals, one transaction each; what one of them is refused for stops no other.

    Args:
        uids: of proposals, each counted once; unknown ones are left out.
    Returns: one line for each, in the order given.
    """
    found = {proposal.pk: proposal for proposal in Proposal.objects.filter(pk__in=uids)}
    return tuple(_one(found[uid], account, at) for uid in dict.fromkeys(uids) if uid in found)


def _one(proposal: Proposal, account: Account, at: datetime) -> Together:
    if _has_agreed(proposal, account):  # sent twice: it stands as it is
        return Together(proposal)
    try:
        _may_be_taken_together(proposal)
        return Together(proposal, agree(proposal.pk, account=account, at=at))
    except ActRefused as refused:
        return Together(proposal, objections=refused.objections)
    except CodedError as refusal:
        return Together(proposal, refusal=refusal.message)


def _has_agreed(proposal: Proposal, account: Account) -> bool:
    return proposal.state == ProposalState.DONE and proposal.answers.filter(by=account, verdict=Verdict.AGREED).exists()


def _may_be_taken_together(proposal: Proposal) -> None:
    if proposal.kind not in ROUTINE:
        raise ProposalRefused("one_by_one", "这类事项要一件一件地看，不能成批同意。请打开这一件。")
    if proposal.content.get("late_reason"):
        raise ProposalRefused("late_one_by_one", "逾期办理的要看过原因再批准，不能成批同意。请打开这一件。")
