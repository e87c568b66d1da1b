"""How fines of the same item and tier are spread, and what is not told of small groups."""

import pytest

from hengtu.law.statute import UnknownViolation
from hengtu.rulesets.columns.decisions import from_rows
from hengtu.rulesets.columns.like_cases import BINS, FEWEST, like_cases
from tests.rulesets.columns.decided import decided

SCOPES = {"agency": "A", "city": "510100", "province": "510000"}


def _rows() -> list[dict]:
    own = [decided(number, number * 10, agency_code="A", division="510104") for number in range(1, FEWEST + 1)]
    city = [decided(number, 200, agency_code="B", division="510107") for number in range(11, 14)]
    far = [decided(number, 100, agency_code="C", division="510600") for number in range(21, 24)]
    other = [decided(31, 500, area_m2=15, agency_code="A"), decided(32, None, agency_code="A")]
    return [*own, *city, *far, *other]


def test_each_scope_holds_the_one_below():
    with from_rows(_rows()) as given:
        found = like_cases("road-occupy-dig", "一般", SCOPES, given)
    assert [(each.scope, each.count) for each in found.spreads] == [("agency", 5), ("city", 8), ("province", 11)]
    own = found.spreads[0]
    assert (own.median, own.p10, own.p90, own.low, own.high) == (30, 14, 46, 0, 30000)
    assert own.spread == pytest.approx((46 - 14) / 30000)
    assert own.sentence.startswith("本机构同类案件 5 件，罚款的中位数 30 元，八成在 14 至 46 元之间")
    assert (len(own.bins), sum(own.bins), own.bins[0]) == (BINS, 5, 5)


def test_one_case_fewer_and_nothing_is_told():
    with from_rows(_rows()[1:]) as given:
        found = like_cases("road-occupy-dig", "一般", SCOPES, given).spreads[0]
    assert (found.is_suppressed, found.count, found.median, found.bins, found.spread) == (True, 0, None, (), None)
    assert found.sentence == "本机构同类案件不足 5 件，不显示分布。"


def test_the_case_itself_is_not_its_own_likeness():
    with from_rows(_rows()) as given:
        assert like_cases("road-occupy-dig", "一般", {"agency": "A"}, given, without="m1").spreads[0].is_suppressed


def test_another_tier_and_another_item_are_not_alike():
    with from_rows(_rows()) as given:
        assert like_cases("road-occupy-dig", "较重", {"nation": "1"}, given).spreads[0].is_suppressed
        assert like_cases("charter-plate", "一般", {"nation": "1"}, given).spreads[0].is_suppressed
        with pytest.raises(UnknownViolation):
            like_cases("road-ocupy", "一般", SCOPES, given)
