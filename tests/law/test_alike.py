"""Questions that no rule tells apart get one answer: the very one each of them gets when assessed by itself."""

from __future__ import annotations

import math
import random
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from hengtu.law import discretion, rulebook
from hengtu.law.alike import AS_TOLD, COUNTED, conditions_of, lines_of
from hengtu.law.conditions import comparisons_of
from hengtu.law.discretion import assess
from hengtu.law.errors import LawError
from hengtu.law.rulebook import records

DATES = {"violation_on": "2025-06-03", "decided_on": "2025-07-01"}
SICHUAN = {"violation": "road-occupy-dig", "jurisdiction": "四川", **DATES}
KNOWN = {"area_m2": 8, "road_class": "county", "harm_level": "minor", "stopped_when_told": False}
KNOWN |= {"restored_on_spot": False}
DAYS = (None, "2017-01-10", "2023-12-30", "2024-05", "2025-06-03", "2025-06-04", "2025-12-01", "2026-03-01")
PLACES = ("国家", "四川", "浙江", "河北", "江苏")


def questions(count: int) -> Iterator[dict[str, Any]]:
    """Yield questions of every item; facts at, beside and far from the numbers that the item's conditions name."""
    chance = random.Random(20)
    for item, rule in records("violations").items():
        tables = [each for each in records("benchmarks").values() if each["violation"] == item]
        named: dict[str, list[Any]] = {"first_offence": [], "illegal_gains": [], "party_type": []}
        for condition in conditions_of([rule, tables]):
            for key, value in comparisons_of(condition):
                named.setdefault(key, []).append(value)
        for _ in range(count):
            keys = [key for key in named if chance.random() < 0.8]
            told = {key: value_of(key, named[key], chance) for key in keys}
            days = DATES if chance.random() < 0.5 else {name: chance.choice(DAYS) for name in DATES}
            yield {"violation": item, "jurisdiction": chance.choice(PLACES), **days, "facts": told}


def value_of(key: str, named: list[Any], chance: random.Random) -> Any:
    fact = records("facts")[key]
    if fact["type"] == "boolean":
        return chance.choice([True, False, None])
    if fact["type"] == "enum":
        return chance.choice(list(fact["values"]))
    if fact["type"] == "text":
        return chance.choice([*named, "其他"])
    value = max(1, chance.choice([*named, 3]) + chance.choice([-1, 0, 1]))
    return int(value) if fact["type"] == "integer" else chance.choice([value, float(value), value + 0.01])


def by_itself(question: dict[str, Any]) -> Any:
    """The answer, worked out without looking at any other question."""
    return discretion._Assessor(question, discretion._frame_of(question)).assessment()


def outcome_of(answer: Any, question: dict[str, Any]) -> Any:
    try:
        return answer(question)
    except LawError as error:
        return error.as_json()


def test_every_answer_is_the_one_worked_out_by_itself():
    asked = list(questions(12))
    for question in asked:
        outcome_of(assess, question)  # whatever is kept is now of another question
    for question in asked:
        assert outcome_of(assess, question) == outcome_of(by_itself, question)


class Watched(dict[str, Any]):
    """Facts that note which of them are read by anything but a condition."""

    read: set[str] = set()

    def _note(self, key: str) -> None:
        if sys._getframe(2).f_globals["__name__"] != "hengtu.law.conditions":
            self.read.add(key)

    def get(self, key: str, default: Any = None) -> Any:
        self._note(key)
        return super().get(key, default)

    def __getitem__(self, key: str) -> Any:
        self._note(key)
        return super().__getitem__(key)

    def __contains__(self, key: object) -> bool:
        self._note(str(key))
        return super().__contains__(key)


def test_no_fact_is_read_beside_the_conditions_but_those_that_are_listed(monkeypatch: pytest.MonkeyPatch):
    for name in ("checked", "with_excess"):
        original = getattr(discretion.facts, name)
        monkeypatch.setattr(discretion.facts, name, lambda *given, original=original: Watched(original(*given)))
    for question in questions(12):
        outcome_of(by_itself, question)
    assert Watched.read, "an assessment reads some facts as they are"
    assert Watched.read <= AS_TOLD | COUNTED


@pytest.mark.parametrize(("condition", "alike", "apart"), [
    ("area_m2 < 10", [(0, 9.99), (10, 10.0), (10, 1e9)], [(9.99, 10)]),
    ("area_m2 > 10", [(0, 10)], [(10, 10.01)]),
    ("area_m2 in [3, 5]", [(3, 5), (2, 4), (4, 6)], [(3, 4)]),
    ("area_m2 >= 5 and area_m2 < 7.5", [(5, 7.4)], [(4, 5), (7.4, 7.5), (4, 7.5)]),
])  # fmt: skip
def test_a_number_counts_as_the_side_of_every_line_on_which_it_lies(
    condition: str, alike: list[tuple[float, float]], apart: list[tuple[float, float]]
):
    lines = lines_of((condition,))
    for left, right in alike:
        assert lines.number({"area_m2": left}, None) == lines.number({"area_m2": right}, None)
    for left, right in apart:
        assert lines.number({"area_m2": left}, None) != lines.number({"area_m2": right}, None)
    assert lines.number({}, None) not in {lines.number({"area_m2": each}, None) for pair in alike for each in pair}


def test_words_are_alike_where_no_condition_names_one_of_them():
    lines = lines_of(('road_class in ["county", "village"]',))
    of = {word: lines.number({"road_class": word}, None) for word in records("facts")["road_class"]["values"]}
    assert of["county"] == of["village"] != of["national"] == of["provincial"]
    assert lines.number({"harm_level": "minor"}, None) == lines.number({}, None), "nothing asks for it"


@pytest.mark.parametrize("told", [
    {"area_m2": math.nan}, {"area_m2": math.inf}, {"area_m2": -1}, {"area_m2": "8"}, {"area_m2": True},
    {"area_m2": [8]}, {"road_class": "nowhere"}, {"road_class": 1}, {"stopped_when_told": 1}, {"no_such_fact": 1},
    {"illegal_gains": 500},
    [], None,
])  # fmt: skip
def test_what_must_be_checked_or_computed_has_no_number(told: Any):
    assert lines_of(("area_m2 < 10",)).number(told, None) is None


def test_days_between_which_nothing_changed_share_their_answers():
    one, other = ({**SICHUAN, "violation_on": day} for day in ("2025-06-03", "2025-06-04"))
    unknown, elsewhere = {**SICHUAN, "violation_on": None}, {**SICHUAN, "jurisdiction": "浙江"}
    kin, same, *others = (discretion._frame_of(each).kin for each in (one, other, unknown, elsewhere))
    assert kin is same
    assert kin not in others


def test_a_wrong_fact_is_refused_also_after_a_right_one_was_answered():
    assess({**SICHUAN, "facts": KNOWN})
    for wrong in ({"area_m2": -1}, {"stopped_when_told": 1}, {"road_class": "nowhere"}):
        with pytest.raises(LawError) as refused:
            assess({**SICHUAN, "facts": {**KNOWN, **wrong}})
        assert refused.value.code == "bad_fact"
    with pytest.raises(LawError) as refused:
        assess({**SICHUAN, "party_type": "legal_person", "facts": {**KNOWN, "party_type": "natural_person"}})
    assert refused.value.code == "fact_conflict"


def test_every_answer_carries_the_facts_it_was_asked_about():
    first = assess({**SICHUAN, "facts": KNOWN})
    second = assess({**SICHUAN, "party_type": "legal_person", "facts": {**KNOWN, "area_m2": 9, "age": None}})
    third = assess({**SICHUAN, "facts": {**KNOWN, "area_m2": 9}})
    assert (first.facts["area_m2"], third.facts["area_m2"]) == (8, 9)
    assert second.facts == {**KNOWN, "area_m2": 9, "party_type": "legal_person"}
    assert first.as_json() == third.as_json()


def test_an_answer_is_forgotten_when_the_rules_are_read_anew(monkeypatch: pytest.MonkeyPatch):
    before = assess({**SICHUAN, "facts": KNOWN})
    table = records("benchmarks")["road-occupy-dig@2"]
    rulebook.refresh()
    renamed = [{**tier, "tier": f"{tier['tier']}（改）"} for tier in table["tiers"]]
    monkeypatch.setitem(records("benchmarks"), "road-occupy-dig@2", {**table, "tiers": renamed})
    try:
        assert assess({**SICHUAN, "facts": KNOWN}).tier == f"{before.tier}（改）"
    finally:
        monkeypatch.undo()
        rulebook.refresh()
    assert assess({**SICHUAN, "facts": KNOWN}).tier == before.tier
