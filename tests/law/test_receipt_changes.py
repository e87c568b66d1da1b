"""One changed field, one changed byte: found and named. Years later, with more rules: the same."""

import copy
import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from hengtu.law import rulebook
from hengtu.law.discretion import assess
from hengtu.law.packs import PACKS_VARIABLE
from hengtu.law.receipt import code_of, code_printed, issue, looks_like_a_code, verify

QUESTIONS: list[dict[str, Any]] = [
    {
        "violation": "overlimit-mass", "jurisdiction": "350583", "party_type": "individual_business",
        "violation_on": "2017-01", "decided_on": "2017-02-01",
        "facts": {"vehicle_form": "train", "axle_count": 5, "gross_mass_kg": 98940},
    },
    {
        "violation": "road-occupy-dig", "jurisdiction": "浙江", "party_type": "legal_person",
        "violation_on": "2025-06-03", "decided_on": "2025-07-03",
        "facts": {"area_m2": 6.08, "depth_cm": 20, "harm_level": "none", "eliminated_harm": True},
    },
    {
        "violation": "passenger-unlicensed", "jurisdiction": "甘肃", "party_type": "natural_person",
        "violation_on": "2023-07-01", "decided_on": "2023-08-01", "facts": {"illegal_gains": 25000, "fare_yuan": 30},
    },
    {
        "violation": "ridehail-vehicle-uncertified", "jurisdiction": "江苏", "party_type": "natural_person",
        "violation_on": "2025-12-02", "decided_on": "2025-12-05",
        "facts": {"prior_violations_within_180d": 0, "harm_level": "minor", "corrected_promptly": True},
    },
]  # fmt: skip
TEXTS = ("question", "rules", "trace", "answer", "fields", "hashes")


def made(question: dict[str, Any]) -> dict[str, Any]:
    receipt: dict[str, Any] = json.loads(json.dumps(issue(question, assess(question)), ensure_ascii=False))
    return receipt


RECEIPTS = [made(question) for question in QUESTIONS]


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else None
    if members is None or not value:
        yield path
        return
    for key, member in members:
        yield from leaves(member, (*path, key))


def other(value: Any) -> Any:
    if isinstance(value, bool):
        return not value
    if isinstance(value, int | float):
        return value + 1
    return (
        f"{value}改"
        if isinstance(value, str)
        else "改"
        if value is None
        else [*value, "改"]
        if value == []
        else {"改": 1}
    )


@pytest.mark.parametrize("receipt", RECEIPTS, ids=[each["violation"] for each in QUESTIONS])
def test_every_single_field_that_is_changed_is_named(receipt: dict[str, Any]):
    for path in leaves(receipt):
        altered = copy.deepcopy(receipt)
        spot = altered
        for step in path[:-1]:
            spot = spot[step]
        spot[path[-1]] = other(spot[path[-1]])
        differs = verify(altered)
        assert any(names(each, path) for each in differs), (path, differs)
        assert path[0] == "hashes" or code_of(altered) != code_of(receipt), path


def names(said: str, path: tuple[Any, ...]) -> bool:
    """Whether a name stands for the field: itself, or the nearest list or object around it that has a name."""
    dotted = ".".join(map(str, path))
    return dotted == said or dotted.startswith(f"{said}.")


@pytest.mark.parametrize("receipt", RECEIPTS, ids=[each["violation"] for each in QUESTIONS])
def test_one_byte_changed_anywhere_is_found(receipt: dict[str, Any]):
    content = json.dumps(receipt, ensure_ascii=False).encode()
    chance = random.Random(20211)
    for spot in chance.sample(range(len(content)), 250):
        changed = bytearray(content)
        changed[spot] ^= 1 << chance.randrange(7)
        try:
            altered = json.loads(changed)
        except ValueError:
            continue  # no JSON any more: refused before anything is run again
        assert altered == receipt or verify(altered), spot


def test_a_field_of_the_question_is_named_by_itself():
    altered = copy.deepcopy(RECEIPTS[1])
    altered["question"]["facts"]["area_m2"] = 60.8
    assert "question.facts.area_m2" in verify(altered)
    assert "question.facts.depth_cm" not in verify(altered)
    del altered["question"]["facts"]["depth_cm"]
    assert "question.facts.depth_cm" in verify(altered)


def test_the_code_is_short_can_be_read_aloud_and_belongs_to_one_receipt():
    codes = [code_of(each) for each in RECEIPTS]
    assert len(set(codes)) == len(codes)
    for code in codes:
        assert code is not None
        assert looks_like_a_code(code)
        assert not set(code) & set("01OI")
        assert code_printed(code).replace("-", "") == code
    assert codes == [code_of(made(question)) for question in QUESTIONS], "the same question has the same code"
    assert [code_of(each) for each in (None, [], {}, {"format": "hengtu-receipt/1"})] == [None] * 4


def test_words_that_are_put_better_later_do_not_make_a_receipt_wrong(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("hengtu.law.discretion._Assessor._match", with_other_words)
    rulebook.refresh()
    try:
        assert all(verify(each) == [] for each in RECEIPTS)
        assert "换一种说法。" in assess(QUESTIONS[1]).explanation
    finally:
        rulebook.refresh()


def with_other_words(self: Any, table: Any) -> Any:
    from hengtu.law import benchmarks

    match = benchmarks.match_tier(table["tiers"], self.facts)
    self.trace += match.trace
    self.rules[f"benchmarks/{table['id']}"] = rulebook.version_of("benchmarks", table["id"])
    self.explanation.append("换一种说法。")
    return match


# --- years later ------------------------------------------------------------------------------------------------------


@pytest.fixture
def later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., None]]:
    monkeypatch.setenv(PACKS_VARIABLE, str(tmp_path))

    def publish(**records: dict[str, Any]) -> None:
        pack = {"format": 1, "id": "p", "seq": 1, "published_at": "2031-01-01T10:00:00+08:00", "previous": ""}
        content = json.dumps({**pack, "records": records, "signature": {}}, ensure_ascii=False)
        (tmp_path / "000001-p.json").write_text(content, encoding="utf-8")
        rulebook.refresh()

    yield publish
    monkeypatch.undo()
    rulebook.refresh()


def with_later_text(item: str) -> dict[str, Any]:
    """A violation whose text was replaced on 2030-01-01 by one with other amounts."""
    rule = copy.deepcopy(rulebook.records("violations")[item])
    last = rule["versions"][-1]
    newer = {**copy.deepcopy(last), "effective_from": "2030-01-01", "source": "二〇三〇年的文本"}
    newer["penalties"] = [{"kind": "fine", "basis": "fixed_range", "min": 1, "max": 2, "mandatory": True}]
    last["effective_to"] = "2030-01-01"
    rule["versions"].append(newer)
    return rule


def test_receipts_come_out_the_same_after_new_texts_and_tables(later: Callable[..., None]):
    items = {question["violation"]: with_later_text(question["violation"]) for question in QUESTIONS}
    old = rulebook.records("benchmarks")["road-occupy-dig@1"]
    newer = {**old, "id": "later@1", "effective_from": "2030-06-01", "statute_from": "2030-01-01"}
    later(violations=items, benchmarks={"later@1": newer, old["id"]: {**old, "effective_to": "2030-06-01"}})
    asked = {**QUESTIONS[1], "violation_on": "2030-07-01", "decided_on": "2030-07-02"}
    assert assess(asked).outcome.max_yuan == 2, "the new text is there"
    assert [verify(each) for each in RECEIPTS] == [[], [], [], []]
    assert [code_of(made(question)) for question in QUESTIONS] == [code_of(each) for each in RECEIPTS]


def test_a_text_that_was_altered_afterwards_is_named(later: Callable[..., None]):
    rule = copy.deepcopy(rulebook.records("violations")["road-occupy-dig"])
    rule["versions"][-1]["penalties"][0]["max"] = 40000
    later(violations={"road-occupy-dig": rule})
    assert {"rules.violations/road-occupy-dig", "answer.statutory.max_yuan"} <= set(verify(RECEIPTS[1]))
    assert verify(RECEIPTS[0]) == []


def test_a_table_that_was_altered_afterwards_is_named(later: Callable[..., None]):
    table = copy.deepcopy(rulebook.records("benchmarks")["road-occupy-dig@1"])
    table["tiers"][0]["outcome"]["max"] = 2900
    later(benchmarks={table["id"]: table})
    assert {"rules.benchmarks/road-occupy-dig@1", "answer.outcome.max_yuan"} <= set(verify(RECEIPTS[1]))


@pytest.mark.parametrize(("decided_on", "told"), [("2023-07-19", False), ("2023-07-20", True)])
def test_the_end_of_a_text_is_told_from_the_day_on_which_it_was_known(decided_on: str, told: bool):
    question = {"violation": "hazmat-unlicensed", "jurisdiction": "国家", "violation_on": "2023-07-18"}
    answer = assess({**question, "decided_on": decided_on, "facts": {"illegal_gains": 0}})
    assert ("至2023年7月20日止" in answer.explanation[0]) is told
