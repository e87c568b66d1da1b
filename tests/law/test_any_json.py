"""Whatever JSON arrives, the law answers or refuses with a code; it never stumbles."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from hengtu.law.discretion import assess
from hengtu.law.errors import LawError
from hengtu.law.outcome import KINDS_ZH
from hengtu.law.overlimit import KNOWN, answer
from hengtu.law.receipt import issue, verify
from hengtu.law.rulebook import records

ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
DATES = st.one_of(ANY, st.dates().map(str), st.sampled_from(["2021", "2025-02", "--07-16", "2025-06-03", None]))
PLACES = st.one_of(ANY, st.sampled_from(["国家", "江苏", "浙江", "四川", "河北石家庄", "350583"]))


def fact_values(key: str) -> st.SearchStrategy[Any]:
    fact = records("facts")[key]
    likely = {
        "boolean": st.booleans(),
        "enum": st.sampled_from(sorted(fact.get("values", {"": ""}))),
        "text": st.text(max_size=5),
    }.get(fact["type"], st.integers(0, 120000))
    return st.one_of(likely, likely, likely, ANY)


FACTS = st.lists(st.sampled_from(sorted(records("facts"))), max_size=6, unique=True).flatmap(
    lambda keys: st.fixed_dictionaries({key: fact_values(key) for key in keys})
)
VIOLATIONS = st.one_of(st.sampled_from(sorted(records("violations"))), ANY)


@settings(max_examples=400, deadline=None)
@given(VIOLATIONS, PLACES, DATES, DATES, st.one_of(FACTS, FACTS, ANY))
def test_assess_answers_or_refuses(violation: Any, place: Any, on: Any, decided: Any, facts: Any):
    question = {
        "violation": violation,
        "jurisdiction": place,
        "violation_on": on,
        "decided_on": decided,
        "facts": facts,
    }
    try:
        found = assess(question)
    except LawError:
        return
    outcome = found.outcome
    assert outcome.min_yuan <= outcome.max_yuan
    assert found.tier is None or not found.missing_facts
    assert outcome.kind in KINDS_ZH
    if found.statutory and outcome.kind == "fine" and not found.missing_facts:
        assert outcome.max_yuan <= found.statutory.max_yuan
    assert verify(issue(question, found)) == []


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(st.sampled_from(sorted(KNOWN)), ANY | st.integers(0, 90000), max_size=8))
def test_overlimit_answers_or_refuses(question: dict[str, Any]):
    try:
        found = answer(question)
    except LawError:
        return
    assert found.total["min_yuan"] <= found.total["max_yuan"] <= 30000
