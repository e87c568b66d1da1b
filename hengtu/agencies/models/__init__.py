"""Accounts; agencies, regions, posts, delegations and approval routes."""

from hengtu.agencies.models.account import Account, AccountManager
from hengtu.agencies.models.adviser import Adviser, AdviserKind
from hengtu.agencies.models.agency import (
    Agency,
    AgencyDivision,
    AgencyKind,
    BusinessCategory,
    Level,
    Region,
    RegionMember,
)
from hengtu.agencies.models.approval import ApprovalRoute
from hengtu.agencies.models.dated import Dated, DatedQuerySet, InForce
from hengtu.agencies.models.import_run import ImportRun, ImportSubject
from hengtu.agencies.models.openness import OpennessPage, OpennessState
from hengtu.agencies.models.post import Delegation, Post
from hengtu.agencies.models.scoped import SCOPE_COLUMNS, AgencyScoped, scope_indexes, scope_values
from hengtu.agencies.models.security import ConfirmationPin, FormerPassword
from hengtu.agencies.models.security_sessions import EndedBecause, KeptPost, SignedInSession
from hengtu.agencies.models.tour import Tour
from hengtu.agencies.policies import Role

__all__ = [
    "SCOPE_COLUMNS",
    "Account",
    "AccountManager",
    "Adviser",
    "AdviserKind",
    "Agency",
    "AgencyDivision",
    "AgencyKind",
    "AgencyScoped",
    "ApprovalRoute",
    "BusinessCategory",
    "ConfirmationPin",
    "Dated",
    "DatedQuerySet",
    "Delegation",
    "EndedBecause",
    "FormerPassword",
    "ImportRun",
    "ImportSubject",
    "InForce",
    "KeptPost",
    "Level",
    "OpennessPage",
    "OpennessState",
    "Post",
    "Region",
    "RegionMember",
    "Role",
    "SignedInSession",
    "Tour",
    "scope_indexes",
    "scope_values",
]
