"""The closed condition language of rule files: comparisons, and/or/not, in; three-valued; never evaluated as Python.

``area_m2 >= 5 and road_class in ["county", "village"]``. A fact that is absent makes a comparison *unknown*; the answer
then names the facts that would decide it. Parsed once per text, into a tree that other modules may
read too (:func:`tree_of`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeAlias

Facts = Mapping[str, Any]
TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?)|(?P<text>\"[^\"]*\"|'[^']*')|(?P<word>[A-Za-z_][A-Za-z0-9_]*)"
    r"|(?P<sign><=|>=|==|!=|<|>|\(|\)|\[|\]|,))"
)
COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "==": lambda left, right: bool(left == right),
    "!=": lambda left, right: bool(left != right),
    "<": lambda left, right: bool(left < right),
    "<=": lambda left, right: bool(left <= right),
    ">": lambda left, right: bool(left > right),
    ">=": lambda left, right: bool(left >= right),
}


class BadCondition(ValueError):
    """A condition that does not follow the language."""

    code = "bad_condition"


@dataclass(frozen=True)
class Truth:
    """``value`` is True, False or None (unknown); ``missing`` then names the facts that would decide, in order."""

    value: bool | None
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class Comparison:
    """``key sign value``; the sign is one of COMPARISONS, or ``in`` with a tuple of values."""

    key: str
    sign: str
    value: Any


@dataclass(frozen=True)
class Negation:
    """``not inner``."""

    inner: Tree


@dataclass(frozen=True)
class Junction:
    """Parts joined with *or* (``decides=True``: one true decides) or with *and* (one false decides)."""

    parts: tuple[Tree, ...]
    decides: bool


Tree: TypeAlias = Comparison | Negation | Junction
TRUE, FALSE = Truth(True), Truth(False)
Test = Callable[[Facts], Truth]


def evaluate(condition: str, facts: Facts) -> Truth:
    """Say whether a condition holds for the facts known.

    Args:
        condition: text in the closed language.
        facts: fact key -> value; ``None`` counts as absent.
    Returns: the truth, with the deciding facts named when unknown.
    Raises: BadCondition when the text does not parse.
    Example:
        >>> evaluate("age < 14 or mental_capacity == 'none'", {"age": 30})
        Truth(value=None, missing=('mental_capacity',))
    """
    return _parse(condition)[0](facts)


def keys_of(condition: str) -> frozenset[str]:
    """Return the fact keys a condition speaks of."""
    return frozenset(key for key, _ in comparisons_of(condition))


def comparisons_of(condition: str) -> tuple[tuple[str, Any], ...]:
    """Return every pair of fact key and value that a condition compares."""
    return tuple(
        (each.key, value)
        for each in comparisons_in(condition)
        for value in (each.value if each.sign == "in" else (each.value,))
    )


def comparisons_in(condition: str) -> tuple[Comparison, ...]:
    """Return every comparison of a condition, from left to right."""
    return tuple(_leaves(tree_of(condition)))


def holds(comparison: Comparison, value: Any) -> bool:
    """Say what one comparison comes to for a known value."""
    return _signs(comparison.sign)(value, comparison.value)


def tree_of(condition: str) -> Tree:
    """Return a condition as a tree. Raises: BadCondition when the text does not parse."""
    return _parse(condition)[1]


def _leaves(tree: Tree) -> Iterator[Comparison]:
    if isinstance(tree, Comparison):
        yield tree
    elif isinstance(tree, Negation):
        yield from _leaves(tree.inner)
    else:
        yield from (leaf for part in tree.parts for leaf in _leaves(part))


@cache
def _parse(condition: str) -> tuple[Test, Tree]:
    parser = _Parser(condition, _tokens(condition))
    tree = parser.any_of()
    parser.expect_end()
    return _test_of(tree), tree


def _tokens(condition: str) -> list[tuple[str, str]]:
    tokens, position = [], 0
    while position < len(condition.rstrip()):
        match = TOKEN.match(condition, position)
        if match is None:
            raise BadCondition(f"条件「{condition}」在第 {position + 1} 个字符处看不懂")
        tokens.append((str(match.lastgroup), match.group(str(match.lastgroup))))
        position = match.end()
    return tokens


class _Parser:
    """Recursive descent. any_of: all_of (or all_of)*; all_of: one (and one)*; one: not one, (any_of), comparison."""

    def __init__(self, source: str, tokens: list[tuple[str, str]]) -> None:
        self.source, self.tokens, self.position = source, tokens, 0

    def any_of(self) -> Tree:
        parts = [self._all_of()]
        while self._take("or"):
            parts.append(self._all_of())
        return parts[0] if len(parts) == 1 else Junction(tuple(parts), decides=True)

    def expect_end(self) -> None:
        if self.position < len(self.tokens):
            raise self._error(f"「{self.tokens[self.position][1]}」多余")

    def _all_of(self) -> Tree:
        parts = [self._one()]
        while self._take("and"):
            parts.append(self._one())
        return parts[0] if len(parts) == 1 else Junction(tuple(parts), decides=False)

    def _one(self) -> Tree:
        if self._take("not"):
            return Negation(self._one())
        if self._take("("):
            inner = self.any_of()
            self._require(")")
            return inner
        return self._comparison()

    def _comparison(self) -> Tree:
        kind, key = self._next()
        if kind != "word" or key in {"true", "false", "and", "or", "in"}:
            raise self._error("比较的左边应当是事实的名称")
        if self._take("in"):
            return Comparison(key, "in", self._members())
        kind, sign = self._next()
        if sign not in COMPARISONS:
            raise self._error(f"{key} 的后面应当是 == != < <= > >= 或者 in")
        return Comparison(key, sign, self._literal())

    def _members(self) -> tuple[Any, ...]:
        self._require("[")
        members = [self._literal()]
        while self._take(","):
            members.append(self._literal())
        self._require("]")
        return tuple(members)

    def _literal(self) -> Any:
        kind, value = self._next()
        if kind == "number":
            return float(value) if "." in value else int(value)
        if kind == "text":
            return value[1:-1]
        if value in {"true", "false"}:
            return value == "true"
        raise self._error(f"「{value}」应当是数、带引号的文字、true 或者 false")

    def _next(self) -> tuple[str, str]:
        if self.position >= len(self.tokens):
            raise self._error("没有写完")
        self.position += 1
        return self.tokens[self.position - 1]

    def _take(self, value: str) -> bool:
        found = self.position < len(self.tokens) and self.tokens[self.position][1] == value
        self.position += found
        return found

    def _require(self, value: str) -> None:
        if not self._take(value):
            raise self._error(f"缺少「{value}」")

    def _error(self, what: str) -> BadCondition:
        return BadCondition(f"条件「{self.source}」：{what}")


def _test_of(tree: Tree) -> Test:
    if isinstance(tree, Comparison):
        return _comparing(tree)
    if isinstance(tree, Negation):
        return _negated(_test_of(tree.inner))
    return _joined([_test_of(part) for part in tree.parts], decides=tree.decides)


def _signs(sign: str) -> Callable[[Any, Any], bool]:
    return _is_member if sign == "in" else COMPARISONS[sign]


def _is_member(value: Any, members: tuple[Any, ...]) -> bool:
    return value in members


def _comparing(tree: Comparison) -> Test:
    key, right = tree.key, tree.value
    compared = _signs(tree.sign)
    unknown = Truth(None, (key,))

    def test(facts: Facts) -> Truth:
        value = facts.get(key)
        if value is None:
            return unknown
        return TRUE if compared(value, right) else FALSE

    return test


def _negated(inner: Test) -> Test:
    def test(facts: Facts) -> Truth:
        truth = inner(facts)
        return truth if truth.value is None else Truth(not truth.value)

    return test


def _joined(parts: list[Test], *, decides: bool) -> Test:
    """Join with *or* (``decides=True``: one true decides) or *and* (one false decides)."""

    def test(facts: Facts) -> Truth:
        missing: dict[str, None] = {}
        for part in parts:
            truth = part(facts)
            if truth.value is decides:
                return TRUE if decides else FALSE
            missing.update(dict.fromkeys(truth.missing))
        return Truth(None, tuple(missing)) if missing else (FALSE if decides else TRUE)

    return test
