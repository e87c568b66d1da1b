"""Who may see a protection file: whose it is; heads and supervisors within whose reach the case lies. Nobody else."""

from __future__ import annotations

from datetime import date
from typing import Any

from hengtu.agencies.models import Agency, Post, Role
from hengtu.agencies.scope import Reach, subtree_of
from hengtu.cases.models import EnforcementCase
from hengtu.cases.participants import official
from hengtu.rulesets.law_desk import HEADS

OVERSEEING = HEADS | {Role.SUPERVISOR}


def own_id(account: Any) -> str:
    """Return the id under which an account stands in acts."""
    return official(account).id


def reach_to_oversee(account: Any, on: date) -> Reach:
    """Return what an account oversees by its own posts as head or supervisor; lent posts do not count."""
    if not getattr(account, "is_authenticated", False) or not account.is_active:
        return Reach()
    held = Post.objects.in_force(on).filter(account=account, role__in=OVERSEEING).select_related("agency")
    places = frozenset(subtree_of(post.agency) for post in held)
    return Reach(everything=True) if ("", 0) in places else Reach(places=places)


def oversees(account: Any, agency: Agency, on: date) -> bool:
    """Whether an agency lies within what an account oversees."""
    return reach_to_oversee(account, on).holds(agency)


def oversees_case(account: Any, case: EnforcementCase, on: date) -> bool:
    """Whether a case lies within what an account oversees; its agency is read only for somebody who oversees."""
    reach = reach_to_oversee(account, on)
    return not reach.is_nothing and reach.holds(case.agency)


def may_see(account: Any, case: EnforcementCase, person: str, on: date) -> bool:
    """Whether an account may see what somebody did in a case. One's own is always open, also after moving on."""
    if not getattr(account, "is_authenticated", False) or not account.is_active:
        return False
    return own_id(account) == person or oversees_case(account, case, on)
