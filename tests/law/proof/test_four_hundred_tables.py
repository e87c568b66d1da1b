"""Two hundred sound tables are all proved; two hundred with one mistake are all refused, for the right reason."""

from collections import Counter
from typing import Any

import pytest

from hengtu.law.benchmarks import match_tier
from hengtu.law.conditions import evaluate
from hengtu.law.measures import range_of
from hengtu.law.proof import CounterExample, prove
from hengtu.law.proof.amounts import weight_of
from hengtu.law.rulebook import records
from tests.law.proof.tables import MISTAKES, broken, sound

EACH = 200


@pytest.mark.parametrize("tens", range(0, EACH, 10))
def test_sound_tables_are_never_refused(tens: int):
    for seed in range(tens, tens + 10):
        draft = sound(seed)
        proof = prove(draft.as_table(f"sound-{seed}"), draft.version, vocabulary=records("facts"))
        assert proof.sound, (seed, proof.findings, draft.as_table(""))


@pytest.mark.parametrize("tens", range(0, EACH, 10))
def test_a_table_with_one_mistake_is_refused_for_that_mistake(tens: int):
    for seed in range(tens, tens + 10):
        mistake, check, draft = broken(seed)
        table = draft.as_table(f"{mistake}-{seed}")
        proof = prove(table, draft.version, vocabulary=records("facts"))
        found = [each for each in proof.counter_examples if each.check == check]
        assert found, (mistake, seed, proof.findings, table)
        for example in proof.counter_examples:
            assert_true(example, table, draft.version)


def test_every_mistake_and_every_shape_is_among_them():
    made = Counter(broken(seed)[0] for seed in range(EACH))
    assert set(made) == {each.__name__ for each in MISTAKES}
    assert min(made.values()) >= EACH // len(MISTAKES)
    assert {len(sound(seed).rows[0].pieces) for seed in range(EACH)} == {1, 2, 3}
    assert len({row.outcome["basis"] for seed in range(EACH) for row in sound(seed).rows}) == 4


def assert_true(example: CounterExample, table: dict[str, Any], version: dict[str, Any]) -> None:
    """Let the engine that decides cases try the facts of a counter-example."""
    TRIED[example.check](example, table, version)


def _overlap(example: CounterExample, table: dict[str, Any], version: dict[str, Any]) -> None:
    assert all(evaluate(table["tiers"][n]["when"], example.facts).value is True for n in example.positions)
    assert match_tier(table["tiers"], example.facts).alternatives


def _gap(example: CounterExample, table: dict[str, Any], version: dict[str, Any]) -> None:
    assert match_tier(table["tiers"], example.facts).gap


def _reversal(example: CounterExample, table: dict[str, Any], version: dict[str, Any]) -> None:
    lighter, heavier = (_decided(table, facts) for facts in (example.facts, example.other))
    assert [lighter["tier"], heavier["tier"]] == list(example.tiers)
    one = weight_of(lighter["outcome"], example.facts)
    two = weight_of(heavier["outcome"], example.other or {})
    if example.check == "monotone":
        assert two.lighter_than(one)
        assert_no_lighter(example.facts, example.other or {})
    else:
        words = [["轻微", "一般", "较重", "严重", "特别严重"].index(word) for word in example.tiers]
        assert (words[0] > words[1]) or two.lighter_than(one)


def assert_no_lighter(facts: Any, other: Any) -> None:
    for key, value in facts.items():
        fact, against = records("facts")[key], other[key]
        worse = fact.get("worse", "none")
        if fact["type"] == "enum" and worse == "more":
            assert fact["order"].index(value) <= fact["order"].index(against)
        elif worse in {"more", "true"}:
            assert value <= against
        elif worse in {"less", "false"}:
            assert value >= against
        else:
            assert value == against


def _decided(table: dict[str, Any], facts: Any) -> Any:
    held = [tier for tier in table["tiers"] if evaluate(tier["when"], facts).value]
    assert held
    return min(held, key=lambda tier: weight_of(tier["outcome"], facts))


def _statute(example: CounterExample, table: dict[str, Any], version: dict[str, Any]) -> None:
    tier = table["tiers"][example.positions[0]]
    assert evaluate(tier["when"], example.facts).value is True
    if tier["outcome"]["kind"] == "warning":
        assert all(each["kind"] != "warning" for each in version["penalties"])
        return
    branch = next(each for each in version["penalties"] if _applies(each, example.facts))
    lawful, own = range_of(branch, example.facts), range_of(tier["outcome"], example.facts)
    assert own.min_yuan < lawful.min_yuan or own.max_yuan > lawful.max_yuan


def _applies(branch: dict[str, Any], facts: Any) -> bool:
    return "when" not in branch or evaluate(branch["when"], facts).value is True


def _outcome(example: CounterExample, table: dict[str, Any], version: dict[str, Any]) -> None:
    outcome = table["tiers"][example.positions[0]]["outcome"]
    assert outcome["min"] > outcome["max"]


TRIED = {
    "overlap": _overlap,
    "gap": _gap,
    "monotone": _reversal,
    "word": _reversal,
    "statute": _statute,
    "outcome": _outcome,
}
