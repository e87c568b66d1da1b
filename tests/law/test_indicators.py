"""No indicator of money, and none of how many cases somebody made (APL:74p3)."""

import pytest

from hengtu.law.indicators import Indicator, IndicatorRefused, lawful


@pytest.mark.parametrize(
    ("indicator", "code"),
    [
        (Indicator("各大队罚款总额"), "indicator_of_money"),
        (Indicator("罚没收入"), "indicator_of_money"),
        (Indicator("收缴率", "share", "unit"), "indicator_of_money"),
        (Indicator("金额", "money", "person"), "indicator_of_money"),
        (Indicator("本局合计", "money", "", "target"), "indicator_of_money"),
        (Indicator("人均办案"), "indicator_of_case_numbers"),
        (Indicator("立案", "matters", "person", "ranking"), "indicator_of_case_numbers"),
    ],
)
def test_an_indicator_that_ties_money_or_numbers_to_people_is_refused_with_a_way_out(indicator, code):
    with pytest.raises(IndicatorRefused) as refused:
        lawful(indicator)
    (objection,) = refused.value.objections
    assert (objection.code, objection.basis) == (code, ("APL:74p3",))
    assert objection.remedy


@pytest.mark.parametrize(
    "indicator",
    [
        Indicator("按期办结", "share", "unit", "ranking"),
        Indicator("不予处罚", "matters", "unit"),
        Indicator("对账合计", "money"),
        Indicator("罚款决定当场送达", "share", "unit"),
    ],
)
def test_what_measures_quality_is_left_alone(indicator):
    assert lawful(indicator) is indicator
