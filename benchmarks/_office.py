"""An invented county bureau on an empty database: two officers on duty, head of unit, reviewer, head, recorder."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from hengtu.agencies.models import Role
from hengtu.agencies.services.confirmation_pin import set_pin
from hengtu.agencies.services.plant_tree import plant_line
from hengtu.agencies.services.publish_route import load_default_routes, publish_route
from hengtu.documents.services.seals import authorise_seal, register_seal
from hengtu.officers.services.shift_pair import agree_pair, propose_pair
from hengtu.officers.services.staff_bureau import CertificatePlan, MemberPlan, staff_bureau

PASSWORD = "Lingshan-4207-zhifa"
PIN = "407218"
APPROVED = ("case_filed", "report_approved", "decided", "case_closed")
SINCE = date(2020, 1, 1)


def _officer(key: str, name: str, since: date, *more: Role) -> MemberPlan:
    certificate = CertificatePlan(key, ("all",), since, since + timedelta(days=5 * 365))
    return MemberPlan(key, name, (Role.OFFICER, *more), certificate)


def open_office(at: datetime) -> None:
    """Plant a bureau and its people, the two officers on duty together from ``at`` on for twelve hours.

    Filing, the report, the decision and the closing go through the head of the unit to the head of the agency.
    """
    load_default_routes()
    since = at.date() - timedelta(days=365)
    line = plant_line(province_code="13", since=SINCE)
    seal = register_seal(agency=line.bureau, name=line.bureau.name, valid_from=SINCE)
    authorise_seal(seal=seal, agency=line.squad, effective_from=SINCE, role=Role.OFFICER)
    plan = (
        _officer("officer-a", "陈屿", since),
        _officer("officer-b", "沈佳禾", since, Role.ARCHIVIST),
        _officer("unit-head", "梁既明", since, Role.HANDLING_UNIT_HEAD, Role.HEARING_HOST),
        MemberPlan("reviewer", "贺知微", (Role.LEGAL_REVIEWER,), legally_qualified=True),
        MemberPlan("head", "严国梁", (Role.AGENCY_HEAD, Role.CHIEF_HEAD)),
        MemberPlan("cashier", "钱若愚", (Role.CASHIER,)),
        _officer("recorder", "许未央", since, Role.HEARING_RECORDER),
    )
    members = staff_bureau(
        bureau=line.bureau, unit=line.squad, members=plan, since=SINCE, at=at - timedelta(days=1), password=PASSWORD
    )
    for kind in APPROVED:
        publish_route(
            act_kind=kind,
            roles=("handling_unit_head", "agency_head"),
            effective_from=at.date() - timedelta(days=30),
            source="本局行政处罚审批规定",
            agency=line.bureau,
        )
    first, second = (members[key].officer for key in ("officer-a", "officer-b"))
    assert first is not None
    assert second is not None
    pair = propose_pair(officer=first, partner=second, starts_at=at, ends_at=at + timedelta(hours=12), at=at)
    agree_pair(pair=pair, by=members["officer-b"].account, at=at)
    set_pin(members["officer-b"].account, PIN, at=at)
