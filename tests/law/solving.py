"""Facts that make a condition true: the few values a condition compares, and those beside them, tried by turns."""

import itertools
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from hengtu.law.conditions import comparisons_of, evaluate
from hengtu.law.rulebook import records

TRIES = 200_000


def values_of(key: str, conditions: Iterable[str]) -> list[Any]:
    """Values of a fact on both sides of every line the conditions draw."""
    fact = records("facts")[key]
    if fact["type"] == "boolean":
        return [True, False]
    if fact["type"] == "enum":
        return list(fact["values"])
    lines = sorted({value for each in conditions for name, value in comparisons_of(each) if name == key})
    step = 0.05 if fact["type"] == "number" else 1
    return [
        round(value + side, 2)
        for value in lines
        for side in (0, step, -step)
        if value + side >= 0 or key == "excess_kg"
    ]


def facts_for(condition: str, others: Iterable[str] = ()) -> dict[str, Any] | None:
    """Facts that make ``condition`` true and decide the others too, where there are any."""
    conditions = [condition, *others]
    keys = sorted({name for each in conditions for name, _ in comparisons_of(each)})
    choices = [values_of(key, conditions) for key in keys]
    for chosen in itertools.islice(itertools.product(*choices), TRIES):
        facts = dict(zip(keys, chosen, strict=True))
        if evaluate(condition, facts).value is True:
            return facts
    return None


def conditions_of(version: Mapping[str, Any]) -> Iterator[str]:
    """Every condition of a version that decides its main penalty."""
    for name in ("precondition", "fine_precondition"):
        if name in version:
            yield version[name]
    for penalty in version["penalties"]:
        if "when" in penalty:
            yield penalty["when"]
