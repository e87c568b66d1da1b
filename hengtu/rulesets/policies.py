"""Who makes rules: predicates over roles and people alone, no database."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from hengtu.agencies.models import Role

# Drafting is work of administration and of legal staff; putting into force is for those who answer for the agency or
# review its legality. An administrator alone makes no law: whoever appoints people must not also say what they apply.
DRAFTING_ROLES = frozenset({Role.ADMIN, Role.LEGAL_REVIEWER})
PUBLISHING_ROLES = frozenset({Role.AGENCY_HEAD, Role.DEPUTY_HEAD, Role.CHIEF_HEAD, Role.LEGAL_REVIEWER})
RULE_ROLES = DRAFTING_ROLES | PUBLISHING_ROLES


def may_draft(roles: Iterable[str]) -> bool:
    """Whether somebody with these roles at the agency writes its rules and proposes them."""
    return bool(DRAFTING_ROLES & {role.upper() for role in roles})


def may_publish(roles: Iterable[str]) -> bool:
    """Whether somebody with these roles at the agency checks and publishes its rules."""
    return bool(PUBLISHING_ROLES & {role.upper() for role in roles})


def is_somebody_else(account: int, writers: Collection[int]) -> bool:
    """Whether an account took no part in what is to be checked: the second person neither wrote nor proposed it."""
    return account not in writers
