"""Which roles an account has for the business of an agency on a day, and what each rests on."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q

from hengtu.agencies.models import Account, Agency, Delegation, Post, Role


@dataclass(frozen=True)
class RoleGrant:
    """One role and what it rests on: the own post, an acting post, or the delegation of somebody else's."""

    role: str
    post_id: int
    acting: bool = False
    delegation_id: int | None = None

    @property
    def manner_zh(self) -> str:
        """How documents and timelines name it."""
        if self.delegation_id is not None:
            return "受委托"
        return "代理或主持工作" if self.acting else "本岗"


def role_grants_on(
    account: Account, agency: Agency, day: date, *, act_kind: str | None = None
) -> tuple[RoleGrant, ...]:
    """Return what the account holds on a day for the business of an agency.

    Posts anywhere in the agency's legal subject count, since all its units act in one name; the head of a unit counts
    only for that unit, or for the legal subject as a whole.

    Args:
        account: who acts.
        agency: the handling unit, or the legal subject itself.
        day: civil date of the act.
        act_kind: with a kind, delegations that cover it count too; without one, none does.
    Returns: own posts first.
    """
    delegations = Delegation.objects.in_force(day).filter(to_account=account)
    posts = (
        Post.objects.held_or_delegated(account, day)
        .filter(Q(agency=agency.legal_subject_id) | Q(agency__acts_in_name_of=agency.legal_subject_id))
        .prefetch_related(Prefetch("delegations", queryset=delegations, to_attr="handed_over"))
        .order_by("id")
    )
    counting = [post for post in posts if _counts_for(post, agency)]
    own = [RoleGrant(post.role.lower(), post.pk, post.acting) for post in counting if post.account_id == account.pk]
    return (*own, *(grant for post in counting for grant in _delegated(post, act_kind)))


def roles_on(account: Account, agency: Agency, day: date, *, act_kind: str | None = None) -> frozenset[str]:
    """Return the role ids (as ``law`` knows them) of ``role_grants_on``."""
    return frozenset(grant.role for grant in role_grants_on(account, agency, day, act_kind=act_kind))


def roles_of(accounts: Collection[Account], agency: Agency, day: date, *, act_kind: str) -> dict[int, frozenset[str]]:
    """Return the role ids of several accounts by primary key, delegations for ``act_kind`` included, in two queries.

    The same answer as ``roles_on``, for the acts of cases: only the columns that decide are read.
    """
    ids = [account.pk for account in accounts]
    held: dict[int, set[str]] = {pk: set() for pk in ids}
    own = Post.objects.in_force(day).filter(account__in=ids)
    found = own.values_list("account_id", "role", "agency_id", "agency__legal_subject_key")
    for account, role, place, subject in found:
        if _is_for(agency, role, place, subject):
            held[account].add(role.lower())
    lent = Delegation.objects.in_force(day).filter(_post_in_force(day), to_account__in=ids)
    columns = ("to_account_id", "act_kinds", "from_post__role", "from_post__agency_id")
    for account, kinds, role, place, subject in lent.values_list(*columns, "from_post__agency__legal_subject_key"):
        if act_kind in kinds and _is_for(agency, role, place, subject):
            held[account].add(role.lower())
    return {pk: frozenset(roles) for pk, roles in held.items()}


def _post_in_force(day: date) -> Q:
    ended = Q(from_post__effective_to__isnull=True) | Q(from_post__effective_to__gt=day)
    return Q(from_post__effective_from__lte=day) & ended


def _is_for(agency: Agency, role: str, post_agency: int, post_subject: int | None) -> bool:
    if post_subject != agency.legal_subject_id:
        return False
    return role != Role.HANDLING_UNIT_HEAD or agency.acts_in_name_of_id is None or post_agency == agency.pk


def _counts_for(post: Post, agency: Agency) -> bool:
    if post.role != Role.HANDLING_UNIT_HEAD or agency.acts_in_name_of_id is None:
        return True
    return post.agency_id == agency.pk


def _delegated(post: Post, act_kind: str | None) -> list[RoleGrant]:
    handed_over: list[Delegation] = getattr(post, "handed_over", [])
    return [
        RoleGrant(post.role.lower(), post.pk, delegation_id=delegation.pk)
        for delegation in handed_over
        if act_kind is not None and act_kind in delegation.act_kinds
    ]
