"""Staff a bureau from a list: accounts, posts, officers and certificates in one go.

Used where a whole cast is needed at once: case scripts, the demonstration, tests.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from hengtu.agencies.models import Account, Agency, Role
from hengtu.agencies.services.appoint import give_post
from hengtu.lib.coded_error import CodedError
from hengtu.officers.models import ALL_CATEGORIES, Officer, OfficerKind
from hengtu.officers.services.certify import change_certificate, issue_certificate
from hengtu.officers.services.register_officer import register_officer

# The words of a case script for a post, and the roles that go with them.
ROLES_OF_POST: dict[str, tuple[Role, ...]] = {
    "handling officer": (Role.OFFICER,),
    "officer": (Role.OFFICER,),
    "officer, host of hearings": (Role.OFFICER, Role.HEARING_HOST),
    "hearing recorder": (Role.OFFICER, Role.HEARING_RECORDER),
    "officer, certificate suspended from 2025-05-01": (Role.OFFICER,),
    "head of the handling unit": (Role.HANDLING_UNIT_HEAD,),
    "legal reviewer": (Role.LEGAL_REVIEWER,),
    "responsible head of the agency": (Role.AGENCY_HEAD, Role.CHIEF_HEAD),
    "deputy head": (Role.DEPUTY_HEAD,),
    "auxiliary, no certificate": (Role.AUXILIARY,),
    "archivist": (Role.ARCHIVIST,),
    "property keeper": (Role.PROPERTY_KEEPER,),
    "payment platform": (Role.CASHIER,),
}
_IN_THE_UNIT = frozenset({Role.OFFICER, Role.HANDLING_UNIT_HEAD, Role.AUXILIARY})
_REGISTERED = frozenset({Role.OFFICER, Role.AUXILIARY})


class UnknownPost(CodedError):
    """A cast names a post nobody has explained."""


@dataclass(frozen=True)
class CertificatePlan:
    """A certificate to issue, and from when on it is to be suspended, if at all."""

    number: str
    categories: tuple[str, ...]
    valid_from: date
    valid_to: date
    suspended_from: date | None = None


@dataclass(frozen=True)
class MemberPlan:
    """One person to appoint: ``key`` names the person in the list and becomes part of the user name."""

    key: str
    name: str
    roles: tuple[Role, ...]
    certificate: CertificatePlan | None = None
    legally_qualified: bool = False


@dataclass(frozen=True)
class Member:
    """Someone appointed; ``officer`` is None for people who are neither officer nor auxiliary."""

    key: str
    account: Account
    agency: Agency
    officer: Officer | None


def plan_of_script(entries: Sequence[Mapping[str, Any]], names: Mapping[str, str] | None = None) -> list[MemberPlan]:
    """Read the cast of a case script: entries with ``id``, ``post`` and, as it may be, ``certificate``.

    Args:
        entries: ``legal_qualification: true`` marks a qualified reviewer; dates are ISO text.
        names: names by id; without one the id is the name.
    Raises:
        UnknownPost: if ``post`` is none of ``ROLES_OF_POST``.
    """
    return [_member_plan(entry, (names or {}).get(entry["id"], entry["id"])) for entry in entries]


@transaction.atomic
def staff_bureau(
    *,
    bureau: Agency,
    unit: Agency,
    members: Sequence[MemberPlan],
    since: date,
    at: datetime,
    prefix: str = "",
    password: str | None = None,
) -> dict[str, Member]:
    """Appoint the members and certify the officers; returns them by key.

    Args:
        bureau: the legal subject; heads, reviewers and keepers get their posts there.
        unit: acts in the bureau's name; officers, its head and auxiliaries get their posts there.
        members: must hold a head if a certificate is to be suspended, who then approves it.
        since: first day of all posts.
        at: instant of recording.
        prefix: put before the keys to make user names.
        password: for all of them; without one nobody can sign in.
    """
    staff = {plan.key: _appoint(plan, bureau, unit, since, prefix, password) for plan in members}
    head = next((staff[plan.key].account for plan in members if Role.AGENCY_HEAD in plan.roles), None)
    for plan in members:
        officer = staff[plan.key].officer
        if plan.certificate is not None and officer is not None:
            _certify(officer, plan.certificate, head, at)
    return staff


def _member_plan(entry: Mapping[str, Any], name: str) -> MemberPlan:
    if entry["post"] not in ROLES_OF_POST:
        raise UnknownPost(
            "unknown_post", f"脚本人员 {entry['id']} 的岗位「{entry['post']}」没有对应的角色，请核对脚本。"
        )
    return MemberPlan(
        key=entry["id"],
        name=name,
        roles=ROLES_OF_POST[entry["post"]],
        certificate=_certificate_plan(entry["id"], entry.get("certificate")),
        legally_qualified=bool(entry.get("legal_qualification")),
    )


def _certificate_plan(key: str, entry: Mapping[str, Any] | None) -> CertificatePlan | None:
    if entry is None:
        return None
    categories = entry["categories"]
    suspended = entry.get("suspended_from")
    return CertificatePlan(
        number=entry.get("number", key),
        categories=(ALL_CATEGORIES,) if categories == ALL_CATEGORIES else tuple(categories),
        valid_from=date.fromisoformat(entry["valid_from"]),
        valid_to=date.fromisoformat(entry["valid_to"]),
        suspended_from=date.fromisoformat(suspended) if suspended else None,
    )


def _appoint(plan: MemberPlan, bureau: Agency, unit: Agency, since: date, prefix: str, password: str | None) -> Member:
    account = Account.objects.create_account(
        f"{prefix}{plan.key}", plan.name, password, legally_qualified_from=since if plan.legally_qualified else None
    )
    agency = unit if _IN_THE_UNIT & set(plan.roles) else bureau
    for role in plan.roles:
        give_post(account=account, agency=unit if role in _IN_THE_UNIT else bureau, role=role, effective_from=since)
    return Member(plan.key, account, agency, _register(plan, account, agency, since))


def _register(plan: MemberPlan, account: Account, agency: Agency, since: date) -> Officer | None:
    if not _REGISTERED & set(plan.roles):
        return None
    kind = OfficerKind.AUXILIARY if Role.AUXILIARY in plan.roles else OfficerKind.OFFICER
    return register_officer(name=plan.name, agency=agency, effective_from=since, kind=kind, account=account)


def _certify(officer: Officer, plan: CertificatePlan, head: Account | None, at: datetime) -> None:
    certificate = issue_certificate(
        officer=officer,
        number=f"{officer.agency.legal_subject.division_code}-{plan.number}",
        categories=plan.categories,
        valid_from=plan.valid_from,
        valid_to=plan.valid_to,
    )
    if plan.suspended_from is None or head is None:
        return
    change_certificate(
        certificate=certificate,
        kind="SUSPENDED",
        effective_from=plan.suspended_from,
        reason="脚本设定：证件暂扣",
        basis="机关内部决定",
        approved_by=head,
        at=at,
    )
