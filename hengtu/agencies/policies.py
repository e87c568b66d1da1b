"""Roles and what follows from them: predicates over roles and dates alone, no database."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from django.db import models


class Role(models.TextChoices):
    """What a post lets its holder do. The lower-case value is the role id that the law package knows."""

    OFFICER = "OFFICER", "执法人员"
    HANDLING_UNIT_HEAD = "HANDLING_UNIT_HEAD", "办案机构负责人"
    AGENCY_HEAD = "AGENCY_HEAD", "执法部门负责人"
    DEPUTY_HEAD = "DEPUTY_HEAD", "执法部门副职负责人"
    CHIEF_HEAD = "CHIEF_HEAD", "正职负责人或主持工作的负责人"
    LEGAL_REVIEWER = "LEGAL_REVIEWER", "法制审核人员"
    SENIOR_REVIEWER = "SENIOR_REVIEWER", "资深法制审核人员"
    HEARING_HOST = "HEARING_HOST", "听证主持人"
    HEARING_RECORDER = "HEARING_RECORDER", "听证记录员"
    PROPERTY_KEEPER = "PROPERTY_KEEPER", "涉案财物管理人员"
    ARCHIVIST = "ARCHIVIST", "案卷管理人员"
    SUPERVISOR = "SUPERVISOR", "执法监督人员"
    HOTLINE = "HOTLINE", "投诉举报受理人员"
    CASHIER = "CASHIER", "罚没款收缴对账人员"
    ADMIN = "ADMIN", "系统管理员"
    AUXILIARY = "AUXILIARY", "执法辅助人员"


class Extent(StrEnum):
    """How far a role lets its holder see, starting from the agency of the post."""

    NOTHING = "nothing"
    LEGAL_SUBJECT = "legal_subject"  # the legal subject and every unit that acts in its name
    SUBTREE = "subtree"  # the agency and all below it


# A role that is missing here sees nothing.
EXTENT_OF_ROLE: dict[Role, Extent] = {
    Role.OFFICER: Extent.LEGAL_SUBJECT,
    Role.HANDLING_UNIT_HEAD: Extent.LEGAL_SUBJECT,
    Role.LEGAL_REVIEWER: Extent.LEGAL_SUBJECT,
    Role.SENIOR_REVIEWER: Extent.LEGAL_SUBJECT,
    Role.HEARING_HOST: Extent.LEGAL_SUBJECT,
    Role.HEARING_RECORDER: Extent.LEGAL_SUBJECT,
    Role.PROPERTY_KEEPER: Extent.LEGAL_SUBJECT,
    Role.ARCHIVIST: Extent.LEGAL_SUBJECT,
    Role.CASHIER: Extent.LEGAL_SUBJECT,
    Role.AGENCY_HEAD: Extent.SUBTREE,
    Role.DEPUTY_HEAD: Extent.SUBTREE,
    Role.CHIEF_HEAD: Extent.SUBTREE,
    Role.SUPERVISOR: Extent.SUBTREE,
}

# Seeing is not handling: these roles look on, they never work on a case.
READ_ONLY_ROLES = frozenset({Role.SUPERVISOR, Role.HOTLINE, Role.ADMIN, Role.AUXILIARY})

# Administering is neither seeing nor handling: posts, officers, certificates and units of the agency and all below it,
# never a case. It cannot be delegated.
ADMINISTERING_ROLES = frozenset({Role.ADMIN})

# What hangs on the person and cannot be handed to another: a certificate (APL:42p1), a legal qualification (APL:58p2),
# a seat as hearing host named for one case (APL:64i4), the custody of property, the duty of a supervisor.
DELEGABLE_ROLES = frozenset({Role.HANDLING_UNIT_HEAD, Role.AGENCY_HEAD, Role.DEPUTY_HEAD, Role.ARCHIVIST})

# Acts that the law gives to the heads in person: collective discussion (APL:57p2), criminal transfer (TRF:5).
UNDELEGABLE_ACTS = frozenset({"discussed", "criminal_transfer_decided"})

# An auxiliary has support duties only: nobody is both an auxiliary and one of those who handle, review or decide.
DECIDING_ROLES = frozenset(Role) - READ_ONLY_ROLES


def extent_of(role: str) -> Extent:
    """Return how far a role sees; an unknown role sees nothing."""
    return EXTENT_OF_ROLE[Role(role)] if role in Role.values and Role(role) in EXTENT_OF_ROLE else Extent.NOTHING


def may_work_on_cases(role: str) -> bool:
    """Whether a role handles cases at all, rather than only looking on."""
    return extent_of(role) is not Extent.NOTHING and role not in READ_ONLY_ROLES


def administers(role: str) -> bool:
    """Whether a role administers the agency of the post and all below it."""
    return role in ADMINISTERING_ROLES


def may_take_for_oneself(role: str) -> bool:
    """Whether an administrator may give himself a post of this role: none that handles, decides or administers.

    Who says who may decide must not decide himself: a rule of this system after the separation of duties that APL:58
    and APL:57 ask of a case.
    """
    return role not in DECIDING_ROLES and not administers(role)


def may_hand_over(role: str, act_kinds: Iterable[str]) -> bool:
    """Whether a post of this role may be delegated for these kinds of act."""
    kinds = set(act_kinds)
    return role in DELEGABLE_ROLES and bool(kinds) and not kinds & UNDELEGABLE_ACTS


def clashes(role: str, held: Iterable[str]) -> bool:
    """Whether a role may not be held together with those held: auxiliaries never handle, review or decide."""
    others = set(held)
    if role == Role.AUXILIARY:
        return bool(others & DECIDING_ROLES)
    return role in DECIDING_ROLES and Role.AUXILIARY in others
