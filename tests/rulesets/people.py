"""People of the law in a line of agencies: county, city, province, and another province."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pytest

from hengtu.agencies.administration import Mandate
from hengtu.agencies.models import Account, Agency, Role
from hengtu.agencies.services.appoint import give_post
from hengtu.agencies.services.plant_tree import AgencyLine, plant_line
from hengtu.rulesets.errors import RulesRefused
from tests.cast import SINCE, appointed

AT = datetime(2026, 3, 2, 2, tzinfo=UTC)
TODAY = date(2026, 3, 2)


@dataclass(frozen=True)
class House:
    """A line of agencies with whoever works on rules in it."""

    line: AgencyLine
    far: AgencyLine
    reviewer: Account  # at the county
    head: Account  # of the county
    city: Account  # head of the city
    province: Account  # head of the province
    officer_of_law: Account  # reviewer at the province
    admin: Account  # of the province
    handler: Account  # an officer of the county
    stranger: Account  # reviewer of a county of another province


def reviewer_at(username: str, agency: Agency) -> Account:
    account = Account.objects.create_account(username, username, None)
    account.legally_qualified_from = SINCE
    account.save()
    give_post(account=account, agency=agency, role=Role.LEGAL_REVIEWER, effective_from=SINCE)
    return account


def make_house() -> House:
    line, far = plant_line(province_code="13", since=SINCE), plant_line(province_code="35", since=SINCE)
    return House(
        line,
        far,
        reviewer=reviewer_at("reviewer", line.bureau),
        head=appointed("head", line.bureau, Role.AGENCY_HEAD),
        city=appointed("city-head", line.city, Role.AGENCY_HEAD),
        province=appointed("province-head", line.province, Role.CHIEF_HEAD),
        officer_of_law=reviewer_at("province-law", line.province),
        admin=appointed("province-admin", line.province, Role.ADMIN),
        handler=appointed("handler", line.squad, Role.OFFICER),
        stranger=reviewer_at("stranger", far.bureau),
    )


def of(account: Account, reason: str = "演示文件〔2026〕1号", at: datetime = AT) -> Mandate:
    return Mandate(account, reason, at)


def refusal(call: Callable[..., Any], **named: Any) -> str:
    """Return the code with which a service refuses."""
    with pytest.raises(RulesRefused) as refused:
        call(**named)
    assert refused.value.message.endswith(("。", "？")) or refused.value.problems
    return refused.value.code
