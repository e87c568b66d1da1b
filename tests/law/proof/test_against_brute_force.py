"""What the proof says of any table is what trying every combination of values says."""

from itertools import combinations, product
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from hengtu.law.conditions import evaluate
from hengtu.law.proof import prove
from hengtu.law.proof.amounts import weight_of
from hengtu.law.rulebook import records

DAMAGE = ("none", "light", "moderate", "serious")
KINDS = ("telecom", "power_le_10kv", "phone_or_lighting")
EVERY = {
    "area_m2": (0, 1, 1.5, 2, 3),
    "nth_time_caught": (1, 2, 3),
    "road_damage_level": DAMAGE,
    "corrected_promptly": (True, False),
    "pipeline_kind": (*KINDS, "high_pressure_plain"),
}
AXES = ("area_m2", "nth_time_caught", "road_damage_level", "corrected_promptly", "pipeline_kind")
VERSION = {
    "effective_from": "2025-01-01",
    "penalties": [{"kind": "fine", "basis": "fixed_range", "min": 10, "max": 50}],
}

comparison = st.one_of(
    st.builds("area_m2 {} {}".format, st.sampled_from(["<", "<=", ">", ">=", "==", "!="]), st.integers(1, 2)),
    st.builds("nth_time_caught {} {}".format, st.sampled_from(["<=", ">", "=="]), st.integers(1, 2)),
    st.builds("road_damage_level {} '{}'".format, st.sampled_from(["==", "!="]), st.sampled_from(DAMAGE)),
    st.builds("corrected_promptly == {}".format, st.sampled_from(["true", "false"])),
    st.builds("pipeline_kind in ['{}', '{}']".format, st.sampled_from(KINDS), st.sampled_from(KINDS)),
)
condition = st.recursive(
    comparison,
    lambda inner: st.one_of(
        st.builds("({} or {})".format, inner, inner), st.builds("({} and {})".format, inner, inner),
        st.builds("not {}".format, inner),
    ),
    max_leaves=3,
)  # fmt: skip
tier = st.builds(
    lambda word, when, ends: {
        "tier": word,
        "when": when,
        "outcome": {"kind": "fine", "basis": "fixed_range", "min": min(ends), "max": max(ends)},
    },
    st.sampled_from(["不予处罚", "一般", "较重", "严重"]),
    condition,
    st.tuples(st.integers(1, 6), st.integers(1, 6)).map(lambda ends: (ends[0] * 10, ends[1] * 10)),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(tier, min_size=1, max_size=3))
def test_the_proof_finds_what_trying_everything_finds(tiers: list[dict[str, Any]]):
    proof = prove({"id": "any", "role": "", "tiers": tiers}, VERSION, vocabulary=records("facts"))
    ladder = [n for n, each in enumerate(tiers) if each["tier"] != "不予处罚"]
    if not ladder:
        return
    cells = [(facts, held_in(tiers, ladder, facts)) for facts in every_cell(tiers) if not exempt(tiers, facts)]
    assert bool(proof.gaps) == any(not held for _, held in cells)
    assert {each.positions for each in proof.overlaps} == {pair for _, held in cells for pair in combinations(held, 2)}
    reversed_ = any(reversal(tiers, one, other) for one in cells for other in cells)
    assert any(each.check == "monotone" for each in proof.counter_examples) == reversed_
    outside = {n for n in ladder if tiers[n]["outcome"]["max"] > 50 and any(n in held for _, held in cells)}
    found = {each.positions[0] for each in proof.counter_examples if each.check == "statute"}
    assert found & set(ladder) == outside


def every_cell(tiers: list[dict[str, Any]]) -> list[dict[str, Any]]:
    text = " ".join(each["when"] for each in tiers)
    keys = [key for key in AXES if key in text]
    return [dict(zip(keys, values, strict=True)) for values in product(*(EVERY[key] for key in keys))]


def exempt(tiers: list[dict[str, Any]], facts: dict[str, Any]) -> bool:
    return any(each["tier"] == "不予处罚" and evaluate(each["when"], facts).value for each in tiers)


def held_in(tiers: list[dict[str, Any]], ladder: list[int], facts: dict[str, Any]) -> tuple[int, ...]:
    return tuple(n for n in ladder if evaluate(tiers[n]["when"], facts).value)


Cell = tuple[dict[str, Any], tuple[int, ...]]


def reversal(tiers: list[dict[str, Any]], one: Cell, other: Cell) -> bool:
    if not one[1] or not other[1]:
        return False
    if not no_lighter(one[0], other[0]):
        return False
    weights = [min(weight_of(tiers[n]["outcome"], {}) for n in held) for _, held in (one, other)]
    return weights[1].lighter_than(weights[0])


def no_lighter(facts: dict[str, Any], other: dict[str, Any]) -> bool:
    for key, value in facts.items():
        if key == "road_damage_level":
            fits = DAMAGE.index(value) <= DAMAGE.index(other[key])
        elif key == "corrected_promptly":
            fits = value >= other[key]
        else:
            fits = value == other[key] if key == "pipeline_kind" else value <= other[key]
        if not fits:
            return False
    return True
