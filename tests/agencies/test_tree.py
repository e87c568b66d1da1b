"""The tree: places are kept, whoever acts has a legal subject behind it."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from hengtu.agencies.models import Agency, AgencyKind, Level, Region, RegionMember
from hengtu.agencies.selectors.tree import competent_agencies, misplaced_agencies, path_of, regions_of, within
from hengtu.agencies.services.plant_tree import AgencyLine, plant_line
from hengtu.agencies.services.register_agency import AgencyRefused, register_agency
from hengtu.lib.credit_codes import BadCreditCode
from hengtu.lib.divisions import BadDivisionCode
from tests.cast import DAY, SINCE

pytestmark = pytest.mark.django_db


@pytest.fixture
def line(db: None) -> AgencyLine:
    return plant_line(province_code="13", since=SINCE)


def register(**changes: object) -> Agency:
    values: dict[str, object] = {
        "code": "S-1",
        "name": "站",
        "short_name": "站",
        "division_code": "139901",
        "level": Level.STATION,
        "effective_from": SINCE,
    }
    return register_agency(**{**values, **changes})  # type: ignore[arg-type]


def test_five_levels_stand_in_their_columns(line: AgencyLine) -> None:
    squad = line.squad
    assert (squad.province_id, squad.city_id, squad.county_id, squad.station_id) == (
        line.province.pk,
        line.city.pk,
        line.bureau.pk,
        squad.pk,
    )
    assert (line.ministry.province_id, line.city.county_id) == (None, None)
    assert misplaced_agencies() == []


def test_a_squad_acts_in_the_bureaus_name(line: AgencyLine) -> None:
    assert line.squad.kind == AgencyKind.UNIT
    assert line.squad.legal_subject == line.bureau
    assert line.bureau.legal_subject == line.bureau
    assert line.squad.legal_subject_key == line.bureau.pk


def test_a_misplaced_agency_is_found(line: AgencyLine) -> None:
    Agency.objects.filter(pk=line.squad.pk).update(city=None)
    assert misplaced_agencies() == [line.squad.code]


def test_a_squad_may_hang_directly_below_a_province(line: AgencyLine) -> None:
    squad = register(parent=line.province, acts_in_name_of=line.province)
    assert (squad.province_id, squad.city_id, squad.station_id) == (line.province.pk, None, squad.pk)
    assert misplaced_agencies() == []


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"level": "PALACE"}, "unknown_level"),
        ({"parent": None}, "parent_missing"),
        ({"parent": "squad"}, "parent_not_above"),
        ({"level": Level.CITY, "parent": "bureau"}, "parent_not_above"),
        ({"level": Level.MINISTRY}, "parent_missing"),
        ({"parent": "bureau", "acts_in_name_of": "squad"}, "not_a_legal_subject"),
        ({"parent": "city", "acts_in_name_of": "bureau"}, "legal_subject_not_above"),
        ({"categories": ["railway"]}, "unknown_category"),
    ],
)
def test_what_does_not_fit_into_the_tree_is_refused(line: AgencyLine, changes: dict[str, object], code: str) -> None:
    values = {key: getattr(line, str(value), value) if value else value for key, value in changes.items()}
    with pytest.raises(AgencyRefused) as refusal:
        register(**{"parent": line.bureau, **values})
    assert refusal.value.code == code
    assert misplaced_agencies() == []


def test_codes_are_checked(line: AgencyLine) -> None:
    with pytest.raises(BadCreditCode):
        register(parent=line.city, level=Level.COUNTY, code=line.bureau.code[:17] + "?")
    with pytest.raises(BadDivisionCode):
        register(parent=line.bureau, acts_in_name_of=line.bureau, division_code="13")


@pytest.mark.parametrize("changes", [{"kind": "LEGAL_SUBJECT"}, {"acts_in_name_of": None}, {"parent": None}])
def test_the_database_itself_holds_in_whose_name_and_below_whom(line: AgencyLine, changes: dict[str, object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Agency.objects.filter(pk=line.squad.pk).update(**changes)


def test_the_constraint_speaks_to_people(line: AgencyLine) -> None:
    line.squad.acts_in_name_of = None
    with pytest.raises(ValidationError) as refusal:
        line.squad.validate_constraints()
    assert refusal.value.error_dict["__all__"][0].code == "in_whose_name"


def test_the_way_up_is_nearest_first(line: AgencyLine) -> None:
    assert path_of(line.squad) == [line.squad.pk, line.bureau.pk, line.city.pk, line.province.pk, line.ministry.pk]
    assert path_of(line.ministry) == [line.ministry.pk]


def test_a_river_body_enforces_in_several_provinces(line: AgencyLine) -> None:
    river = register(
        code="RIVER",
        name="示例江航务局",
        parent=line.ministry,
        level=Level.PROVINCE,
        division_code="420000",
        categories=["waterway"],
        further_divisions=["340000", "139900"],
    )
    assert within(river, "340104", DAY)
    assert within(river, "420100", DAY)
    assert not within(river, "110000", DAY)
    assert river in competent_agencies("340104", "waterway", DAY)
    assert competent_agencies("340104", "port", DAY) == [line.ministry]
    assert competent_agencies("139901", "waterway", DAY)[0] == line.bureau
    assert river in competent_agencies("139901", "waterway", DAY)


def test_membership_in_regions_is_many_to_many_and_dated(line: AgencyLine) -> None:
    for code in ("R2", "R1"):
        region = Region.objects.create(code=code, name=code, effective_from=SINCE)
        RegionMember.objects.create(region=region, agency=line.bureau, effective_from=SINCE, effective_to=DAY)
    assert regions_of(line.bureau, SINCE) == ["R1", "R2"]
    assert regions_of(line.bureau, DAY) == []
