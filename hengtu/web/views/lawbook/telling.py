"""Tell the heads of the level a proposal waits for, and the proposer what became of it."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse

from hengtu.agencies.models import Account
from hengtu.agencies.selectors.holders import holders_of
from hengtu.cases.models import MessageKind
from hengtu.cases.services.tell import tell
from hengtu.lib.dates_zh import civil_date
from hengtu.rulesets.law_desk import HEADS
from hengtu.rulesets.models import ItemProposal


def tell_next_level(proposal: ItemProposal, *, at: datetime) -> None:
    """Ask the heads whose answer is due; when nobody's is, tell the proposer how it stands."""
    url = reverse("item_proposal", args=[proposal.pk])
    key = f"item-proposal:{proposal.pk.hex}:{proposal.steps.count()}"
    if proposal.waits_for is None:
        text = f"清理建议{proposal.get_state_display()}：{proposal}"
        tell([proposal.proposed_by], kind=MessageKind.PROPOSAL, text=text, key=key, at=at, url=url)
        return
    heads: dict[int, Account] = {}
    for role in sorted(HEADS):
        heads |= {account.pk: account for account in holders_of(role, proposal.waits_for, civil_date(at))}
    text = f"{proposal.agency.short_name}的清理建议等您答复：{proposal}"
    tell(heads.values(), kind=MessageKind.PROPOSAL, text=text, key=key, at=at, url=url)
