"""Where decided fines lie against tier and statute."""

import pytest

from hengtu.law import discretion
from hengtu.rulesets.columns.decisions import from_rows
from hengtu.rulesets.columns.deviation import deviation
from tests.rulesets.columns.decided import decided

# Eight square metres of a county road in Sichuan: 一般, 0 to 200 yuan; the statute allows 0 to 30000.


def test_inside_below_above_and_the_maximum_are_told_apart():
    rows = [
        decided(1, 0),
        decided(2, 200),
        decided(3, 200.01),
        decided(4, 199, area_m2=15),
        decided(5, 30000),
        decided(6, 30001),
        decided(7, None),
        decided(8, 100, area_m2=None),
    ]
    with from_rows(rows) as given:
        found = deviation(given)
    counts = found.counts
    assert (counts.matters, counts.inside, counts.below, counts.above) == (8, 2, 1, 3)
    assert (counts.unfined, counts.unknown, counts.at_maximum, counts.over_statute) == (1, 1, 1, 1)
    said = "8 项决定：2 项在档次之内，1 项低于、3 项高于档次，1 项没有罚款，1 项按法定上限处罚，1 项超出法定上限，"
    assert counts.sentence.startswith(f"{said}1 项缺少事实、无法判断；偏离的中位距离为法定幅度的")
    assert [each.id for each in found.farthest] == ["m6", "m5", "m4", "m3"]
    assert found.farthest[0].sentence == "罚款 30001 元，高于「一般」档 0 至 200 元，相距法定幅度的 99%，超出法定上限"
    assert "应当经集体讨论" in found.farthest[1].sentence


def test_a_formula_leaves_no_room_on_either_side():
    lorry = {"violation": "overlimit-mass", "vehicle_form": "train", "axle_count": 5, "gross_mass_kg": 50000}
    rows = [decided(number, yuan, **lorry) for number, yuan in enumerate((3500, 3499, 3501), start=1)]
    with from_rows(rows) as given:
        counts = deviation(given).counts
    answer = discretion.assess(
        {
            "violation": "overlimit-mass",
            "jurisdiction": "四川",
            "violation_on": "2025-03-01",
            "facts": {key: lorry[key] for key in ("vehicle_form", "axle_count", "gross_mass_kg")},
        }
    )
    assert answer.outcome.amount_yuan == 3500
    assert (counts.inside, counts.below, counts.above, counts.at_maximum) == (1, 1, 1, 0)


def test_a_fine_where_the_list_says_not_to_punish_is_above():
    spared = {"area_m2": 4, "stopped_when_told": True, "restored_on_spot": True, "harm_level": "none"}
    with from_rows([decided(1, 100, **spared)]) as given:
        assert deviation(given).counts.above == 1


def test_agencies_stand_by_division_not_by_what_they_fined():
    rows = [
        decided(1, 30000, agency_code="A", agency="甲队", division="510600"),
        decided(2, 100, agency_code="B", agency="乙队", division="510100"),
    ]
    with from_rows(rows) as given:
        found = deviation(given)
    assert [(each.division, each.counts.at_maximum) for each in found.agencies] == [("510100", 0), ("510600", 1)]


def test_nothing_decided_nothing_deviates():
    with from_rows([]) as given:
        found = deviation(given)
    assert (found.counts.matters, found.agencies, found.farthest) == (0, (), ())
    assert found.counts.median_distance is None


@pytest.mark.parametrize("most", [0, 1])
def test_only_so_many_are_listed(most: int):
    with from_rows([decided(1, 900), decided(2, 800)]) as given:
        found = deviation(given, most=most)
    assert [each.id for each in found.farthest] == ["m1", "m2"][:most]
    assert found.counts.above == 2
