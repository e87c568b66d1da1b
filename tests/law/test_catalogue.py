"""The whole catalogue: branches are reached and stay inside, citations read, every date has one answer."""

import re
from datetime import date, timedelta
from typing import Any

import pytest

from hengtu.law import benchmarks
from hengtu.law.asking import NOT_ASKED, facts_asked
from hengtu.law.citations import cite, cite_in_full
from hengtu.law.conditions import keys_of
from hengtu.law.contradictions import IMPOSSIBLE, understood
from hengtu.law.discretion import assess, violation
from hengtu.law.elements import elements_of
from hengtu.law.errors import LawError
from hengtu.law.jurisdiction import NATION
from hengtu.law.measures import BASES, range_of
from hengtu.law.rulebook import records
from hengtu.law.statute import main_penalties
from tests.law.solving import conditions_of, facts_for

ITEMS = records("violations")
TABLES = records("benchmarks")
VERSIONS = [(item, version["effective_from"]) for item in sorted(ITEMS) for version in ITEMS[item]["versions"]]
STALE = sorted(table for table, rule in TABLES.items() if "superseded_zh" in rule)
PRICES = {base.fact: 123_456 for base in BASES.values()}


def version_of(item: str, start: str) -> dict[str, Any]:
    return next(each for each in ITEMS[item]["versions"] if each["effective_from"] == start)


def both(*conditions: str | None) -> str:
    return " and ".join(f"({each})" for each in conditions if each) or "seats >= 4"


def asked(item: str, on: str, facts: dict[str, Any], place: str = "国家", **rest: Any) -> dict[str, Any]:
    return {"violation": item, "jurisdiction": place, "violation_on": on, "decided_on": on, "facts": facts, **rest}


def test_the_catalogue_is_whole():
    assert len(ITEMS) == 153
    assert len(TABLES) == 48
    assert len(records("facts")) == 110
    assert len({item["code"] for item in ITEMS.values()}) == 153
    assert len({item["category"] for item in ITEMS.values()}) == 7


@pytest.mark.parametrize(("item", "start"), VERSIONS, ids=[f"{item}-{start}" for item, start in VERSIONS])
def test_every_branch_of_every_version_is_reached_and_stays_inside(item: str, start: str):
    version = version_of(item, start)
    every = list(conditions_of(version))
    for branch in main_penalties(version):
        condition = both(version.get("precondition"), version.get("fine_precondition"), branch.get("when"))
        facts = facts_for(condition, every)
        assert facts is not None, (item, branch)
        facts = (
            PRICES | facts if "percent" in str(branch.get("basis")) or "timber" in str(branch.get("basis")) else facts
        )
        if branch.get("basis") == "percent_of_contract_price":
            facts.pop("fee", None)
        answer = assess(asked(item, start, facts))
        assert answer.outcome.kind == branch["kind"], (item, facts)
        if branch["kind"] == "fine":
            limits = range_of(branch, {**facts, **answer.facts})
            assert limits is not None
            assert answer.statutory == limits
            assert limits.min_yuan <= answer.outcome.min_yuan <= answer.outcome.max_yuan <= limits.max_yuan
            assert not set(answer.missing_facts) - {"violation_on"}


NO_FINE = [(item, start) for item, start in VERSIONS if not main_penalties(version_of(item, start))]


@pytest.mark.parametrize(("item", "start"), NO_FINE, ids=[item for item, _ in NO_FINE])
def test_an_item_without_a_fine_never_brings_one(item: str, start: str):
    version = version_of(item, start)
    for penalty in [*version["penalties"], {}]:
        condition = both(version.get("precondition"), version.get("fine_precondition"), penalty.get("when"))
        facts = facts_for(condition, conditions_of(version))
        assert facts is not None
        answer = assess(asked(item, start, facts))
        assert answer.outcome.max_yuan == 0
        if not version.get("penalty_loaded", True):
            assert answer.outcome.kind == "unknown"
            assert answer.outcome.allows("fine", 1000, None) != []
        elif not penalty:
            assert answer.outcome.kind in {"none", *(each["kind"] for each in version["penalties"])}


@pytest.mark.parametrize("item", sorted(ITEMS))
def test_without_facts_an_item_asks_or_gives_its_range_and_never_guesses(item: str):
    answer = assess(asked(item, ITEMS[item]["versions"][-1]["effective_from"], {}))
    assert answer.tier is None
    assert answer.outcome.amount_yuan is None or answer.outcome.kind != "fine" or not answer.missing_facts
    branches = [each for each in main_penalties(ITEMS[item]["versions"][-1]) if "when" in each]
    if len(branches) > 1:
        assert answer.missing_facts


@pytest.mark.parametrize("item", sorted(ITEMS))
def test_every_citation_reads_as_a_sentence_and_none_unread_is_printed(item: str):
    for version in ITEMS[item]["versions"]:
        for provision in (*version["violated"], *version["penalty_provision"], *version.get("basis", ())):
            basis = provision["cite"] if isinstance(provision, dict) else provision
            assert cite(basis) != basis
            assert cite_in_full(basis).startswith("《")
        read = [each for each in version["penalty_provision"] if not isinstance(each, dict)]
        printed = violation(item, version["effective_from"]).penalty_provisions
        assert printed
        assert bool(read) == ("的有关规定" not in printed[0])


@pytest.mark.parametrize("item", sorted(ITEMS))
def test_the_day_before_the_first_text_is_refused_with_what_to_load(item: str):
    first = date.fromisoformat(ITEMS[item]["versions"][0]["effective_from"])
    with pytest.raises(LawError) as refusal:
        assess(asked(item, (first - timedelta(days=1)).isoformat(), {}))
    assert refusal.value.code == "no_rule_on_date"


def test_every_law_the_catalogue_cites_has_its_full_title():
    names = {alias for each in records("instruments").values() for alias in each.get("aliases", ())}
    cited = {
        re.split(r"\d", str(each["cite"] if isinstance(each, dict) else each))[0]
        for item in ITEMS.values()
        for version in item["versions"]
        for each in (*version["violated"], *version["penalty_provision"])
    }
    assert cited - names == {"出租汽车经营服务管理规定"}  # repealed in 2016; only the range was read
    assert cite_in_full("公路法76p1i1") == "《中华人民共和国公路法》第七十六条第一款第一项"


@pytest.mark.parametrize("item", sorted(ITEMS))
def test_every_item_says_what_to_prove_and_what_to_ask(item: str):
    elements = elements_of(item, None)
    assert len({each.id for each in elements}) == len(elements)
    vocabulary = set(records("facts"))
    assert set(facts_asked(asked(item, ITEMS[item]["versions"][-1]["effective_from"], {}))) <= vocabulary
    for version in ITEMS[item]["versions"]:
        decisive = {key for each in main_penalties(version) if "when" in each for key in keys_of(each["when"])}
        asked_for = set(facts_asked(asked(item, version["effective_from"], {})))
        assert decisive - NOT_ASKED <= asked_for


def test_who_issued_a_certificate_revokes_it_and_the_answer_says_so():
    answer = assess(asked("overlimit-repeat-vehicle", "2025-06-03", {"vehicle_overruns_1y": 4}))
    assert any("由原发证机关决定" in line for line in answer.explanation)
    also = assess(asked("cargo-not-secured", "2025-06-03", {"circumstances": "serious"})).outcome.also
    assert [each["enforcer"] for each in also if each["kind"] == "revoke"] == ["原发证机关"]


def test_an_unconfirmed_day_is_said_to_be_one():
    unsure = [item for item, start in VERSIONS if version_of(item, start).get("effective_from_confirmed") is False]
    assert "safety-training" in unsure
    assert "freight-unlicensed" in unsure  # the older text
    assert version_of("freight-unlicensed", "2023-07-20").get("effective_from_confirmed") is None


# --- stale tables -----------------------------------------------------------------------------------------------------


def test_eleven_tables_rest_on_amended_law():
    assert len(STALE) == 11


@pytest.mark.parametrize("table", STALE)
def test_a_stale_table_is_refused_for_later_acts_and_counts_for_earlier_ones(table: str):
    rule = TABLES[table]
    last_day = (date.fromisoformat(rule["effective_to"]) - timedelta(days=1)).isoformat()
    for tier in rule["tiers"]:
        facts = facts_for(both(tier["when"], "party_type == 'legal_person'"), [each["when"] for each in rule["tiers"]])
        assert facts is not None
        if (
            facts.get("illegal_gains") == 20_000
        ):  # on the very line the table and the statute disagree: refused, rightly
            facts["illegal_gains"] = 20_001
        earlier = assess(asked(rule["violation"], last_day, facts, benchmark=table))
        assert earlier.benchmark is not None
        assert earlier.benchmark["id"] == table
        later = assess(asked(rule["violation"], "2026-06-01", facts, benchmark=table))
        assert later.benchmark is None
        assert any(rule["superseded_zh"] in line for line in later.explanation)


@pytest.mark.parametrize("table", sorted(TABLES))
def test_every_tier_of_a_table_can_be_reached_or_stands_behind_a_lighter_one(table: str):
    rule = TABLES[table]
    for tier in rule["tiers"]:
        facts = facts_for(tier["when"], [each["when"] for each in rule["tiers"]])
        assert facts is not None, (table, tier)
        match = benchmarks.match_tier(rule["tiers"], facts)
        assert match.tier is not None or match.missing


# --- examples and layers ----------------------------------------------------------------------------------------------


EXAMPLES = sorted(table for table, rule in TABLES.items() if rule.get("example"))


@pytest.mark.parametrize("table", EXAMPLES)
def test_an_example_is_no_rule_of_any_place(table: str):
    rule = TABLES[table]
    for division in (*records("divisions"), NATION):
        assert table not in {each["id"] for each in benchmarks.tables_of(rule["violation"], (division,))}


def test_an_example_counts_only_where_it_is_named_and_says_so():
    facts = {"act_form": "pile", "caused_accident": True, "area_m2": 6, "removed_when_ordered": False}
    facts |= {"prior_violations_within_1y": 0, "dangerous_section": False}
    answer = assess(asked("road-obstruct", "2025-06-03", facts, "甘肃", benchmark="road-obstruct@3"))
    assert (answer.tier, answer.outcome.min_yuan, answer.outcome.max_yuan) == ("特别严重", 1000, 5000)
    assert any("指名" in line for line in answer.explanation)
    assert assess(asked("road-obstruct", "2025-06-03", facts, "甘肃")).benchmark is None


@pytest.mark.parametrize(
    ("named", "code"),
    [("road-obstruct@9", "unknown_benchmark"), ("road-spill@1", "other_violation"), (7, "unknown_benchmark")],
)
def test_naming_a_table_that_is_not_there_or_of_another_item_is_refused(named: Any, code: str):
    with pytest.raises(LawError) as refusal:
        assess(asked("road-obstruct", "2025-06-03", {}, benchmark=named))
    assert refusal.value.code == code


# --- measures of the data ---------------------------------------------------------------------------------------------


def outcome(item: str, facts: dict[str, Any], place: str = "国家", on: str = "2025-06-03") -> tuple[float, float]:
    answer = assess(asked(item, on, facts, place)).outcome
    return answer.min_yuan, answer.max_yuan


def test_two_to_four_percent_of_the_contract():
    assert outcome("quality-jerry-build", {"contract_price": 5_000_000}) == (100_000, 200_000)


def test_the_same_item_measures_builder_and_designer_by_their_own_price():
    assert outcome("quality-subcontract", {"contract_price": 10_000_000}) == (50_000, 100_000)
    assert outcome("quality-subcontract", {"fee": 200_000}) == (50_000, 100_000)
    assert set(assess(asked("quality-subcontract", "2025-06-03", {})).missing_facts) == {"contract_price", "fee"}


def test_the_person_pays_five_to_ten_percent_of_what_the_unit_pays():
    assert outcome("quality-personal-liability", {"unit_fine": 100_000}) == (5_000, 10_000)


def test_three_to_five_times_the_timber():
    assert outcome("road-tree-felling", {"timber_value": 2_000}) == (6_000, 10_000)


def test_a_fixed_amount_after_refusal_and_nothing_before():
    refused = assess(asked("station-function", "2025-06-03", {"refuses_correction": True})).outcome
    assert (refused.kind, refused.amount_yuan) == ("fine", 3000)
    assert assess(asked("station-function", "2025-06-03", {"refuses_correction": False})).outcome.kind == "none"


@pytest.mark.parametrize(
    ("gains", "serious", "expected"),
    [
        (9_999, "general", (3_000, 10_000)),
        (10_000, "general", (3_000, 10_000)),  # exactly ten thousand lies in neither branch: the lighter one
        (10_000, "serious", (10_000, 50_000)),
        (10_001, "serious", (10_001, 50_005)),
        (100_000, "general", (100_000, 500_000)),
    ],
)
def test_freight_at_the_line_of_ten_thousand(gains: int, serious: str, expected: tuple[float, float]):
    assert outcome("freight-unlicensed", {"illegal_gains": gains, "circumstances": serious}) == expected


@pytest.mark.parametrize("gains", [19_999, 20_000])
def test_passengers_up_to_twenty_thousand_lie_in_the_lower_branch(gains: int):
    assert outcome("passenger-unlicensed", {"illegal_gains": gains}) == (10_000, 100_000)


def test_small_gains_still_go():
    also = assess(
        asked("freight-unlicensed", "2025-06-03", {"illegal_gains": 800, "circumstances": "general"})
    ).outcome.also
    assert [each["amount_yuan"] for each in also if each["kind"] == "confiscate_illegal_gains"] == [800]


@pytest.mark.parametrize(
    ("item", "organisation", "person"),
    [(f"waterway-{name}", 50_000, 2_000) for name in ("dumping", "fishing-gear", "lock-operations", "facility-damage")],
)
def test_waterways_tell_units_from_individuals(item: str, organisation: int, person: int):
    assert outcome(item, {"party_type": "legal_person"}) == (0, organisation)
    assert outcome(item, {"party_type": "natural_person"}) == (0, person)
    assert assess(asked(item, "2025-06-03", {})).missing_facts == ("party_type",)


def test_the_unit_and_its_responsible_person_are_two_parties():
    unit = assess(asked("safety-training", "2025-06-03", {"refuses_correction": True}, party_type="legal_person"))
    assert (unit.outcome.min_yuan, unit.outcome.max_yuan) == (100_000, 200_000)
    assert [each["kind"] for each in unit.outcome.also] == ["suspend_business"]
    assert [(each["party"], each["min_yuan"], each["max_yuan"]) for each in unit.other_parties] == [
        ("responsible_person", 20_000, 50_000)
    ]
    person = assess(asked("safety-training", "2025-06-03", {"refuses_correction": True}, party_type="natural_person"))
    assert (person.outcome.min_yuan, person.outcome.max_yuan) == (20_000, 50_000)
    assert person.other_parties == ()


def test_the_certificate_of_the_crew_is_not_a_penalty_of_the_owner():
    answer = assess(asked("ship-overload", "2025-06-03", {}, party_type="legal_person"))
    assert "suspend_certificate" not in {each["kind"] for each in answer.outcome.also}
    assert [each["party"] for each in answer.other_parties] == ["crew"]
    assert answer.other_parties[0]["enforcer"] == "海事管理机构"


def test_orders_and_compulsion_are_told_apart_from_penalties():
    answer = assess(asked("oversize-permit-not-carried", "2025-06-03", {}))
    assert (answer.outcome.kind, answer.outcome.may_be_punished) == ("none", False)
    assert [each["kind"] for each in answer.as_json()["not_a_penalty"]] == ["detain"]


def test_a_provision_that_was_not_read_is_no_impunity():
    answer = assess(asked("freight-annual-check", "2025-06-03", {}))
    assert answer.outcome.kind == "unknown"
    assert any("没有载入" in line for line in answer.explanation)
    listed = {"first_offence": True, "certificate_expired_days": 15, "harm_level": "none"}
    assert assess(asked("freight-annual-check", "2025-06-03", listed, "内蒙古东乌珠穆沁旗")).outcome.kind == "none"


def test_a_tier_may_bring_more_than_a_fine():
    facts = {"corrected_within_deadline": False, "circumstances": "serious"}
    answer = assess(asked("water-safety-system", "2025-06-03", facts, "四川"))
    assert {"kind", "mandatory"} <= set(answer.outcome.also[0])
    assert answer.outcome.max_yuan in {30_000, 50_000}


def test_a_local_statute_does_not_go_above_the_national_maximum():
    facts = {"waterway_grade": "IV"}
    unit = assess(asked("waterway-facility-damage", "2025-06-03", facts, "四川", party_type="legal_person"))
    assert (unit.outcome.min_yuan, unit.outcome.max_yuan) == (30_000, 50_000)
    person = assess(asked("waterway-facility-damage", "2025-06-03", facts, "四川", party_type="natural_person"))
    assert (person.outcome.min_yuan, person.outcome.max_yuan) == (0, 2_000)
    assert any("行政处罚法第十二条" in line for line in person.explanation)


@pytest.mark.parametrize(
    ("item", "line", "before", "after"),
    [
        ("freight-station-release", "2023-07-20", (10_000, 30_000), (3_000, 30_000)),
        ("passenger-cease", "2023-07-20", (1_000, 3_000), (1_000, 2_000)),
        ("passenger-transfer", "2023-07-20", (1_000, 3_000), (1_000, 2_000)),
        ("ridehail-driver-uncertified", "2022-11-30", (10_000, 30_000), (200, 2_000)),
        ("taxi-out-of-area", "2021-08-11", (5_000, 20_000), (3_000, 10_000)),
    ],
)
def test_what_was_lowered_is_lower_from_its_day_and_reaches_back(
    item: str, line: str, before: tuple[int, int], after: tuple[int, int]
):
    day = date.fromisoformat(line)
    earlier = (day - timedelta(days=1)).isoformat()
    assert outcome(item, {}, on=earlier) == before
    assert outcome(item, {}, on=line) == after
    reaching_back = assess({**asked(item, earlier, {}), "decided_on": line}).outcome
    assert (reaching_back.min_yuan, reaching_back.max_yuan) == after


# --- bad input --------------------------------------------------------------------------------------------------------


def test_an_unknown_key_of_the_question_is_named_with_the_nearest():
    with pytest.raises(LawError) as refusal:
        assess({**asked("road-spill", "2025-06-03", {}), "jurisdicton": "河北"})
    assert refusal.value.code == "unknown_key"
    assert "jurisdiction" in refusal.value.message


@pytest.mark.parametrize("condition", [condition for condition, _ in IMPOSSIBLE])
def test_facts_that_cannot_stand_together_are_refused_with_both_named(condition: str):
    facts = facts_for(condition)
    assert facts is not None
    with pytest.raises(LawError) as refusal:
        understood(facts)
    assert refusal.value.code == "fact_conflict"
    assert "矛盾" in refusal.value.message
    for key in facts:  # with one of the two left out nothing contradicts
        understood({name: value for name, value in facts.items() if name != key})


def test_more_in_half_a_year_than_in_a_year_is_refused():
    understood({"prior_violations_within_180d": 2, "prior_violations_within_1y": 2})
    with pytest.raises(LawError):
        understood({"prior_violations_within_180d": 2, "prior_violations_within_1y": 1})


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"polluted_area_m2": "三"}, "bad_fact"),
        ({"polluted_area_m2": -1}, "bad_fact"),
        ({"harm_level": "grave"}, "bad_fact"),
        ({"first_offence": "true"}, "bad_fact"),
        ({"casualties": 1.5}, "bad_fact"),
        ({"poluted_area_m2": 3}, "unknown_fact"),
        ([], "bad_facts"),
    ],
)
def test_a_wrong_type_unit_or_enum_is_named(facts: Any, code: str):
    with pytest.raises(LawError) as refusal:
        assess(asked("road-spill", "2025-06-03", facts))
    assert refusal.value.code == code
    assert refusal.value.message


def test_an_item_in_force_on_neither_date_says_since_when_there_is_a_text():
    with pytest.raises(LawError) as refusal:
        assess(asked("bus-service-standard", "2024-11-30", {}))
    assert refusal.value.code == "no_rule_on_date"
    assert "2024年12月1日" in refusal.value.message


def test_a_place_without_a_layer_takes_the_nation_and_says_so():
    answer = assess(asked("road-obstruct", "2025-06-03", {}, "西藏"))
    assert answer.benchmark is None
    assert any("西藏没有载入现行有效的裁量基准" in line for line in answer.explanation)
