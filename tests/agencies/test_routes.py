"""Approval routes: the most specific one in force wins, and published ones are never rewritten."""

from datetime import date
from decimal import Decimal

import pytest

from hengtu.agencies.models import Agency, ApprovalRoute
from hengtu.agencies.selectors.routes import route_for
from hengtu.agencies.services.plant_tree import AgencyLine, plant_line
from hengtu.agencies.services.publish_route import RouteRefused, load_default_routes, publish_route
from tests.cast import DAY, SINCE

pytestmark = pytest.mark.django_db
KIND = "decided"


@pytest.fixture
def line(db: None) -> AgencyLine:
    return plant_line(province_code="13", since=SINCE)


def publish(roles: list[str], agency: Agency | None = None, amount: int = 0, since: date = SINCE) -> ApprovalRoute:
    return publish_route(
        act_kind=KIND,
        roles=roles,
        agency=agency,
        min_amount_yuan=Decimal(amount),
        effective_from=since,
        source="内部审批规定",
    )


def roles_for(agency: Agency, amount: str | None = None, on: date = DAY) -> tuple[str, ...] | None:
    route = route_for(agency, KIND, None if amount is None else Decimal(amount), on)
    return None if route is None else route.roles


def test_without_a_route_the_answer_is_none_and_not_a_guess(line: AgencyLine) -> None:
    assert roles_for(line.squad) is None


def test_the_default_holds_for_everyone(line: AgencyLine) -> None:
    publish(["agency_head"])
    assert roles_for(line.squad) == roles_for(line.province) == ("agency_head",)


def test_the_amount_is_included_and_the_highest_one_reached_wins(line: AgencyLine) -> None:
    publish(["agency_head"])
    publish(["handling_unit_head", "agency_head"], amount=5000)
    assert roles_for(line.bureau) == ("agency_head",)
    assert roles_for(line.bureau, "4999.99") == ("agency_head",)
    assert roles_for(line.bureau, "5000") == ("handling_unit_head", "agency_head")
    assert roles_for(line.bureau, "5000.01") == ("handling_unit_head", "agency_head")


def test_the_nearest_agency_wins_over_a_higher_amount_further_up(line: AgencyLine) -> None:
    publish(["agency_head"])
    publish(["deputy_head"], line.province, amount=10)
    publish(["chief_head"], line.bureau)
    assert roles_for(line.squad, "99999") == ("chief_head",)
    assert roles_for(line.city, "99999") == ("deputy_head",)
    assert roles_for(line.city, "9") == ("agency_head",)


def test_another_provinces_route_means_nothing_here(line: AgencyLine) -> None:
    far = plant_line(province_code="35", since=SINCE)
    publish(["agency_head"], far.province)
    assert roles_for(line.squad) is None
    assert roles_for(far.squad) == ("agency_head",)


def test_a_new_route_ends_the_old_one_and_the_old_one_stays_readable(line: AgencyLine) -> None:
    publish(["agency_head"], line.bureau)
    publish(["chief_head"], line.bureau, since=DAY)
    assert roles_for(line.bureau, on=date(2025, 6, 2)) == ("agency_head",)
    assert roles_for(line.bureau, on=DAY) == ("chief_head",)
    assert ApprovalRoute.objects.count() == 2


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"roles": []}, "route_roles"),
        ({"roles": ["king"]}, "route_roles"),
        ({"roles": ["auxiliary"]}, "route_roles"),
        ({"roles": ["agency_head", "agency_head"]}, "route_roles"),
        ({"source": " "}, "route_source"),
        ({"min_amount_yuan": Decimal(-1)}, "route_amount"),
        ({"effective_from": date(2019, 1, 1)}, "route_in_the_past"),
        ({"effective_from": SINCE}, "route_in_the_past"),
    ],
)
def test_a_route_out_of_order_is_refused(line: AgencyLine, values: dict[str, object], code: str) -> None:
    publish(["agency_head"])
    sound: dict[str, object] = {"act_kind": KIND, "roles": ["chief_head"], "effective_from": DAY, "source": "规定"}
    with pytest.raises(RouteRefused) as refusal:
        publish_route(**{**sound, **values})  # type: ignore[arg-type]
    assert refusal.value.code == code
    assert ApprovalRoute.objects.count() == 1


def test_the_national_defaults_load_once_and_cite_their_articles(line: AgencyLine) -> None:
    assert load_default_routes() == ApprovalRoute.objects.count() > 5
    assert load_default_routes() == 0
    transfer = route_for(line.squad, "criminal_transfer_decided", None, DAY)
    assert transfer is not None
    assert transfer.roles == ("chief_head",)
    assert all("第" in source and "条" in source for source in ApprovalRoute.objects.values_list("source", flat=True))
