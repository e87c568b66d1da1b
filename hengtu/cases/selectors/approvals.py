"""The queue of those who agree: open proposals whose turn is a post the account holds, or was handed for a time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import F, Q

from hengtu.agencies.models import Account, Delegation, Post, Role
from hengtu.agencies.scope import AgencyScopedQuerySet
from hengtu.cases.desk.desk import desk_for
from hengtu.cases.models import Awaited, EnforcementCase, Proposal, ProposalState
from hengtu.cases.selectors.beam import assessments_of
from hengtu.cases.selectors.case_view import Due
from hengtu.cases.selectors.digest import amount_of, due_of_case, penalties_of, role_name
from hengtu.cases.selectors.red_flags import Flag, Looked, red_flags_of
from hengtu.cases.services.agree_together import ROUTINE
from hengtu.cases.words import kind_name
from hengtu.law.procedure import day_of

SHOWN = 50  # more than this many on one page nobody reads; the rest follows as these are answered


@dataclass(frozen=True)
class ApprovalRow:
    """One line of the queue. ``why_together`` is set where it may be agreed to together with others."""

    uid: UUID
    kind: str
    name: str
    title: str
    number: str
    party: str
    amount_yuan: float | None
    proposed_by: str
    proposed_at: datetime
    agreed: tuple[str, ...]
    due: Due | None
    flags: tuple[Flag, ...]
    why_together: str


def answerable_by(account: Account, on: date) -> AgencyScopedQuerySet[Proposal]:
    """Keep the open proposals that wait for an approver and for a post of this account on a day.

    The same answer as ``may_answer`` for every one of them, as one query; nobody agrees to what oneself prepared.
    """
    mine = Q(pk__in=())
    for post in Post.objects.in_force(on).filter(account=account).select_related("agency"):
        mine |= _turn_of(post)
    lent = Delegation.objects.in_force(on).filter(to_account=account).select_related("from_post__agency")
    for delegation in lent:
        if _is_in_force(delegation.from_post, on):
            mine |= _turn_of(delegation.from_post) & Q(kind__in=delegation.act_kinds)
    waiting = Proposal.objects.workable_by(account, on).filter(state=ProposalState.OPEN, awaited=Awaited.APPROVER)
    return waiting.filter(mine).exclude(proposed_by=account)


def _is_in_force(post: Post, on: date) -> bool:
    return post.effective_from <= on and (post.effective_to is None or on < post.effective_to)


def _turn_of(post: Post) -> Q:
    turn = Q(role_due=post.role, legal_subject_id=post.agency.legal_subject_id)
    if post.role != Role.HANDLING_UNIT_HEAD:
        return turn
    return turn & (Q(agency=post.agency) | Q(agency__acts_in_name_of=None))


def queue_of(account: Account, on: date) -> list[UUID]:
    """Return the ids of what waits for this account, by legal date; what has none comes last, the oldest first."""
    ordered = answerable_by(account, on).order_by(F("due_on").asc(nulls_last=True), "proposed_at", "uid")
    return list(ordered.values_list("pk", flat=True))


def approval_rows(account: Account, at: datetime) -> tuple[ApprovalRow, ...]:
    """Return the first lines of the queue, in the order of ``queue_of``."""
    wanted = queue_of(account, day_of(at))[:SHOWN]
    found = Proposal.objects.filter(pk__in=wanted).select_related("proposed_by").prefetch_related("answers__by")
    proposals = {proposal.pk: proposal for proposal in found}
    cases = _cases(proposals.values())
    return tuple(_row(proposals[pk], cases[proposals[pk].stream_id], account, at) for pk in wanted)


def _cases(proposals: Iterable[Proposal]) -> dict[UUID, EnforcementCase]:
    wanted = {proposal.stream_id for proposal in proposals}
    return {case.pk: case for case in EnforcementCase.objects.select_related("agency").filter(pk__in=wanted)}


def _row(proposal: Proposal, case: EnforcementCase, account: Account, at: datetime) -> ApprovalRow:
    desk = desk_for(account, case, at=at)
    penalties = penalties_of(proposal, desk)
    looked = Looked(case, desk.situation, penalties, assessments_of(desk.situation, desk.on), desk.on)
    return ApprovalRow(
        uid=proposal.pk,
        kind=proposal.kind,
        name=kind_name(proposal.kind),
        title=case.title,
        number=case.number,
        party=case.party_name,
        amount_yuan=amount_of(penalties),
        proposed_by=proposal.proposed_by.name,
        proposed_at=proposal.proposed_at,
        agreed=tuple(f"{answer.by.name}（{role_name(answer.role) or '协办'}）" for answer in proposal.answers.all()),
        due=due_of_case(desk),
        flags=red_flags_of(looked, proposal=proposal, acts=desk.acts),
        why_together=ROUTINE.get(proposal.kind, "") if not proposal.content.get("late_reason") else "",
    )
