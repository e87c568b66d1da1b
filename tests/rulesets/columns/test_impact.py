"""What a new benchmark would have changed on last year's decisions."""

from pathlib import Path

import pytest

from hengtu.law import benchmarks, discretion
from hengtu.law.rulebook import records, refresh
from hengtu.law.statute import UnknownViolation
from hengtu.rulesets.columns.decisions import from_parquet, from_rows
from hengtu.rulesets.columns.impact import Affected, TierMove, impact
from tests.rulesets.columns.decided import decided

PRESENT = records("benchmarks")["road-occupy-dig@2"]
# Up to ten square metres of a county road: 一般, 0 to 200 yuan; from ten to twenty: 较重, 200 to 600.


def table(**amounts: tuple[float, float]) -> dict:
    """The present table of Sichuan with other amounts for the tiers of county roads."""
    tiers = []
    for tier in PRESENT["tiers"]:
        low, high = amounts.get(tier["tier"], (None, None))
        changed = {"min": low, "max": high} if low is not None and "county" in tier["when"] else {}
        tiers.append({**tier, "outcome": {**tier["outcome"], **changed}})
    return {**PRESENT, "id": "draft", "tiers": tiers}


def test_a_table_that_changes_nothing_changes_nothing():
    with from_rows([decided(1, 100), decided(2, 300, area_m2=15)]) as rows:
        found = impact(table(), rows)
    assert (found.counts.decisions, found.counts.unchanged) == (2, 2)
    assert found.counts.change_of_maximum_yuan == 0
    assert found.most_affected == ()
    assert found.moves == ()


def test_lighter_and_heavier_are_counted_apart_and_the_changes_are_summed():
    rows = [decided(1, 100), decided(2, 100), decided(3, 300, area_m2=15), decided(4, 100, area_m2=None)]
    with from_rows(rows) as given:
        found = impact(table(一般=(0, 100), 较重=(300, 900)), given)
    counts = found.counts
    assert (counts.lighter, counts.heavier, counts.unchanged, counts.unknown) == (2, 1, 0, 1)
    assert counts.change_of_minimum_yuan == 100
    assert counts.change_of_maximum_yuan == -100 - 100 + 300
    assert (found.below, found.inside, found.above) == (0, 3, 0)
    assert "缺少能决定档次的事实" in counts.sentence


def test_the_most_affected_come_first_with_their_numbers():
    with from_rows([decided(1, 100), decided(2, 300, area_m2=15), decided(3, 100)]) as rows:
        found = impact(table(一般=(0, 100), 较重=(300, 900)), rows, most=2)
    assert found.most_affected[0] == Affected(
        "m2", "c2", "川交罚〔2025〕2号", "第0大队", "较重", "较重", 200, 600, 300, 900, 300, "heavier"
    )
    assert [each.id for each in found.most_affected] == ["m2", "m1"]
    assert found.most_affected[0].sentence == "川交罚〔2025〕2号：较重 200 至 600 元，改为 较重 300 至 900 元"


def test_agencies_stand_in_the_order_of_their_divisions_whatever_the_money():
    rows = [
        decided(1, 10, agency_code="B", agency="乙队", division="510100"),
        decided(2, 300, agency_code="A", agency="甲队", division="510600", area_m2=15),
        decided(3, 10, agency_code="C", agency="丙队", division="510100"),
    ]
    with from_rows(rows) as given:
        found = impact(table(较重=(300, 9000)), given)
    assert [(each.division, each.code) for each in found.agencies] == [
        ("510100", "B"),
        ("510100", "C"),
        ("510600", "A"),
    ]
    assert [each.counts.heavier for each in found.agencies] == [0, 0, 1]


def test_tiers_that_move_are_named():
    shifted = table()
    for tier in shifted["tiers"]:
        tier["when"] = tier["when"].replace("area_m2 < 10", "area_m2 < 6").replace("area_m2 >= 10", "area_m2 >= 6")
    with from_rows([decided(1, 100), decided(2, 100, area_m2=5.5)]) as rows:
        found = impact(shifted, rows)
    assert found.moves == (TierMove("一般", "较重", 1),)
    assert found.moves[0].sentence == "一般 → 较重：1 件"


def test_other_items_and_other_places_are_left_alone():
    rows = [
        decided(1, 100),
        decided(2, 100, jurisdiction="浙江"),
        decided(3, 100, violation="charter-plate"),
        decided(4, 100, jurisdiction="没有的地方"),
    ]
    with from_rows(rows) as given:
        assert impact(table(), given).counts.decisions == 1


def test_without_decisions_it_says_so():
    with from_rows([]) as rows:
        assert impact(table(), rows).sentences == ("没有可以对照的「擅自占用、挖掘公路」决定。",)


def test_an_item_nobody_knows_is_refused():
    with from_rows([]) as rows, pytest.raises(UnknownViolation):
        impact({**table(), "violation": "road-ocupy"}, rows)


def test_a_second_draft_on_the_same_decisions_starts_afresh(tmp_path: Path):
    with from_rows([decided(1, 100)]) as rows:
        rows.write(tmp_path / "decisions.parquet")
        assert impact(table(一般=(0, 100)), rows).counts.lighter == 1
        assert impact(table(), rows).counts.unchanged == 1
    with from_parquet(tmp_path / "decisions.parquet") as rows:
        assert impact(table(一般=(0, 100)), rows).counts.lighter == 1


def test_it_says_what_the_law_says_once_the_draft_is_in_the_rulebook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """The draft takes the place of the present table in the rules: ``assess`` then agrees with the comparison."""
    draft = table(一般=(0, 100), 较重=(300, 900))
    rows = [decided(number, 100, area_m2=number) for number in range(1, 25)]
    with from_rows(rows) as given:
        found = {each.id: each for each in impact(draft, given, most=99).most_affected}
    monkeypatch.setitem(records("benchmarks"), PRESENT["id"], {**draft, "id": PRESENT["id"]})
    _forget_tables()
    try:
        for row in rows:
            answer = discretion.assess(
                {key: row[key] for key in ("violation", "jurisdiction", "violation_on", "decided_on")}
                | {
                    "facts": {key: row[key] for key in ("area_m2", "road_class", "harm_level")}
                    | {"stopped_when_told": False, "restored_on_spot": False}
                }
            )
            if told := found.get(row["id"]):
                assert (told.tier_after, told.max_after) == (answer.tier, answer.outcome.max_yuan)
    finally:
        monkeypatch.undo()
        refresh()
    assert len(found) == 19


def _forget_tables() -> None:
    discretion._frame.cache_clear()
    benchmarks._of.cache_clear()
