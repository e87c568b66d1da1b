"""The stage of the demonstration: invented agencies and people, built by the same services as real ones."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime

from hengtu.agencies.models import Agency, Role
from hengtu.agencies.services.plant_tree import plant_line
from hengtu.agencies.services.publish_route import load_default_routes
from hengtu.cases import participants
from hengtu.cases.participants import Participant
from hengtu.documents.services.seals import authorise_seal, register_seal
from hengtu.officers.services.staff_bureau import Member, plan_of_script, staff_bureau
from hengtu.web.commandline.scripts import ScriptFile
from hengtu.web.demo.player import Stage

SINCE = date(2020, 1, 1)
PLANTED_AT = datetime(2020, 1, 1, 1, tzinfo=UTC)

NAMES = {
    "officer-a": "陈屿",
    "officer-b": "沈佳禾",
    "officer-c": "罗一苇",
    "officer-d": "许未央",
    "officer-x": "方停云",
    "unit-head": "梁既明",
    "reviewer": "贺知微",
    "head": "严国梁",
    "deputy-1": "杜若川",
    "deputy-2": "石闻笛",
    "auxiliary": "周小满",
    "archivist": "秦有档",
    "cashier": "钱若愚",
}


def stage_for(file: ScriptFile) -> Stage:
    """Build the bureau of a script file and appoint its cast; nobody can sign in."""
    load_default_routes()
    line = plant_line(province_code="13", since=SINCE)
    return staff(line.bureau, line.squad, file, names=NAMES)


def staff(
    bureau: Agency,
    squad: Agency,
    file: ScriptFile,
    *,
    names: Mapping[str, str],
    prefix: str = "",
    password: str | None = None,
) -> Stage:
    """Give a bureau its seal and the cast of a script file; with a password they can sign in."""
    seal = register_seal(agency=bureau, name=bureau.name, valid_from=SINCE)
    authorise_seal(seal=seal, agency=squad, effective_from=SINCE, role=Role.OFFICER)
    members = staff_bureau(
        bureau=bureau,
        unit=squad,
        members=plan_of_script(list(file.cast.values()), names),
        since=SINCE,
        at=PLANTED_AT,
        prefix=prefix,
        password=password,
    )
    return Stage(squad, people_of(members))


def people_of(members: Mapping[str, Member]) -> dict[str, Participant]:
    """Return the appointed people as participants, by the names of the script."""
    people = {key: _participant(member) for key, member in members.items()}
    return {**people, "cashier": participants.payment_platform()}


def _participant(member: Member) -> Participant:
    return participants.officer(member.officer) if member.officer else participants.official(member.account)
