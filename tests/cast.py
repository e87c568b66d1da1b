"""The fixed cast of the tests: the people of the case scripts in a county bureau, and an officer of elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.contrib.auth.models import AnonymousUser

from hengtu.agencies.models import Account, Agency, Role
from hengtu.agencies.services.appoint import give_post
from hengtu.agencies.services.plant_tree import AgencyLine, plant_line
from hengtu.officers.models import Officer
from hengtu.officers.services.staff_bureau import CertificatePlan, Member, MemberPlan, staff_bureau

SINCE = date(2020, 1, 1)
DAY = date(2025, 6, 3)
RECORDED = datetime(2025, 4, 30, 1, tzinfo=UTC)


def _certificate(key: str, suspended_from: date | None = None) -> CertificatePlan:
    return CertificatePlan(key, ("all",), date(2022, 1, 1), date(2027, 12, 31), suspended_from)


def _officer(key: str, name: str, *more: Role) -> MemberPlan:
    return MemberPlan(key, name, (Role.OFFICER, *more), _certificate(key))


PLAN = (
    _officer("officer-a", "甲执法"),
    _officer("officer-b", "乙执法"),
    _officer("officer-c", "丙执法", Role.HEARING_HOST),
    _officer("officer-d", "丁执法", Role.HEARING_RECORDER),
    MemberPlan("unit-head", "队长", (Role.HANDLING_UNIT_HEAD,)),
    MemberPlan("reviewer", "审核", (Role.LEGAL_REVIEWER,), legally_qualified=True),
    MemberPlan("head", "局长", (Role.AGENCY_HEAD, Role.CHIEF_HEAD)),
    MemberPlan("deputy-1", "副局长一", (Role.DEPUTY_HEAD,)),
    MemberPlan("deputy-2", "副局长二", (Role.DEPUTY_HEAD,)),
    MemberPlan("auxiliary", "辅助", (Role.AUXILIARY,)),
    MemberPlan("officer-x", "暂扣", (Role.OFFICER,), _certificate("officer-x", date(2025, 5, 1))),
    MemberPlan("archivist", "档案", (Role.ARCHIVIST,)),
    MemberPlan("cashier", "收缴平台", (Role.CASHIER,)),
)


@dataclass(frozen=True)
class Cast:
    """Who plays, and where. People are reached by the ids of the case scripts: ``cast["officer-a"]``."""

    line: AgencyLine
    members: dict[str, Member]
    elsewhere: AgencyLine
    stranger: Member  # an officer of another province
    anonymous: AnonymousUser

    def __getitem__(self, key: str) -> Member:
        return self.members[key]

    @property
    def bureau(self) -> Agency:
        return self.line.bureau

    @property
    def squad(self) -> Agency:
        return self.line.squad

    def account(self, key: str) -> Account:
        return self.members[key].account

    def officer(self, key: str) -> Officer:
        officer = self.members[key].officer
        assert officer is not None, f"{key} is not registered as an officer"
        return officer


def make_cast() -> Cast:
    """Build the cast; call it in ``setUpTestData`` or in a fixture with database access. Nobody has a password."""
    line = plant_line(province_code="13", since=SINCE)
    members = staff_bureau(bureau=line.bureau, unit=line.squad, members=PLAN, since=SINCE, at=RECORDED)
    elsewhere = plant_line(province_code="35", since=SINCE, word="外省", short="外")
    strangers = staff_bureau(
        bureau=elsewhere.bureau,
        unit=elsewhere.squad,
        members=[_officer("stranger", "外省执法")],
        since=SINCE,
        at=RECORDED,
    )
    return Cast(line, members, elsewhere, strangers["stranger"], AnonymousUser())


def appointed(username: str, agency: Agency, role: str, since: date = SINCE) -> Account:
    """Make one more account with one post, as for a supervisor of a level above."""
    account = Account.objects.create_account(username, username, None)
    give_post(account=account, agency=agency, role=role, effective_from=since)
    return account
