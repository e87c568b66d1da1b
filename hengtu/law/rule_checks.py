"""Checks of authored rules that need the law: conditions that parse and compare known facts with fitting values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from hengtu.law.conditions import BadCondition, Comparison, comparisons_in
from hengtu.law.errors import nearest
from hengtu.law.term_layers import problems_of

FieldPath = tuple[str | int, ...]
CONDITION_FIELDS = frozenset({"when", "if", "precondition", "fine_precondition"})
NUMERIC = frozenset({"integer", "number", "money"})
ORDERINGS = frozenset({"<", "<=", ">", ">="})


class ConditionCheck:
    """Call it once per folder, ``facts`` first: it remembers the vocabulary and judges the conditions of the others."""

    def __init__(self) -> None:
        self._facts: dict[str, Mapping[str, Any]] = {}

    def __call__(self, folder: str, rules: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, FieldPath, str]]:
        """Yield ``(rule id, path, what is wrong)`` for every condition that does not parse or fit the vocabulary."""
        if folder == "facts":
            self._facts = dict(rules)
            return
        for identity, rule in rules.items():
            for path, source in _conditions(rule, ()):
                for problem in self._problems(source):
                    yield identity, path, problem

    def _problems(self, source: str) -> Iterator[str]:
        try:
            compared = comparisons_in(source)
        except BadCondition as error:
            yield str(error)
            return
        for comparison in compared:
            fact = self._facts.get(comparison.key)
            if fact is None:
                yield f"条件用了不认识的事实 {comparison.key}。{nearest(comparison.key, self._facts)}"
            else:
                yield from _misfits(fact, comparison)


def _misfits(fact: Mapping[str, Any], comparison: Comparison) -> Iterator[str]:
    values = comparison.value if comparison.sign == "in" else (comparison.value,)
    for value in values:
        if not _fits(fact, value):
            yield f"事实 {fact['key']}（{fact['zh']}）不能与 {value!r} 比较"
    if comparison.sign in ORDERINGS and fact["type"] not in NUMERIC:
        yield f"事实 {fact['key']}（{fact['zh']}）没有大小，不能用 {comparison.sign}，请用 ==、!= 或者 in"


class TermCheck:
    """Call it once per folder, ``terms`` before ``term_layers``: what terms and layers say of other terms holds."""

    def __init__(self) -> None:
        self._terms: dict[str, Mapping[str, Any]] = {}

    def __call__(self, folder: str, rules: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, FieldPath, str]]:
        """Yield ``(rule id, path, what is wrong)``."""
        if folder == "terms":
            self._terms = dict(rules)
            yield from self._unknown_successors(rules)
        elif folder == "term_layers":
            for identity, row in rules.items():
                for name, problem in problems_of(row, self._terms.get(row["term"])):
                    yield identity, (name,), problem

    def _unknown_successors(self, rules: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, FieldPath, str]]:
        for identity, term in rules.items():
            starts = term["effect"].get("starts")
            if starts and starts not in self._terms:
                yield identity, ("effect", "starts"), f"没有编号为 {starts} 的期限。{nearest(starts, self._terms)}"


def _fits(fact: Mapping[str, Any], value: Any) -> bool:
    if fact["type"] == "boolean":
        return isinstance(value, bool)
    if fact["type"] in NUMERIC:
        return isinstance(value, int | float) and not isinstance(value, bool)
    return isinstance(value, str) and (fact["type"] == "text" or value in fact["values"])


def _conditions(value: Any, path: FieldPath) -> Iterator[tuple[FieldPath, str]]:
    if isinstance(value, Mapping):
        for name, member in value.items():
            if name in CONDITION_FIELDS and isinstance(member, str):
                yield (*path, name), member
            else:
                yield from _conditions(member, (*path, name))
    elif isinstance(value, list):
        for position, member in enumerate(value):
            yield from _conditions(member, (*path, position))
