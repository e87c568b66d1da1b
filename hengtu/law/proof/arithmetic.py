"""Formulas written out in a table that is to be proved: a closed arithmetic, read by hand and never run as code.

``min(30000, 300 * excess_t(0.20, 0.50) + 500 * excess_t(0.50, inf))``; functions ``floor``, ``round_half_up``, ``min``,
``max`` and ``excess_t(a, b)`` (tonnes over the limit between a and b times the limit).
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, TypeAlias

from hengtu.law.errors import LawError

TOKEN = re.compile(r"\s*(?:(?P<number>\d+(?:\.\d+)?)|(?P<word>[a-z_][a-z0-9_]*)|(?P<sign>[-+*/(),]))")
KG_PER_TONNE = 1000
Formula: TypeAlias = Callable[[Mapping[str, Any]], float]
FUNCTIONS: dict[str, Callable[..., float]] = {
    "floor": math.floor,
    "round_half_up": lambda value: math.floor(value + 0.5),
    "min": min,
    "max": max,
}


def amount_of(text: str, facts: Mapping[str, Any]) -> float:
    """Return what a formula comes to. Raises: LawError ``bad_formula``.

    Example:
        >>> amount_of("500 * floor(excess_kg / 1000)", {"excess_kg": 2999})
        1000
    """
    return _parsed(text)[0](facts)


def names_in(text: str) -> tuple[str, ...]:
    """Return the facts a formula speaks of. Raises: LawError ``bad_formula``."""
    return _parsed(text)[1]


@cache
def _parsed(text: str) -> tuple[Formula, tuple[str, ...]]:
    reader = _Reader(text)
    formula = reader.total()
    reader.expect_end()
    return formula, tuple(dict.fromkeys(reader.names))


class _Reader:
    """Recursive descent. total: product ((+|-) product)*; product: one ((*|/) one)*; one: a number, fact, call."""

    def __init__(self, text: str) -> None:
        self.text, self.names, self.position = text, list[str](), 0
        self.tokens: list[str] = []
        at = 0
        while at < len(text.rstrip()):
            match = TOKEN.match(text, at)
            if match is None:
                raise self._error(f"第 {at + 1} 个字符处看不懂")
            self.tokens.append(match.group().strip())
            at = match.end()

    def total(self) -> Formula:
        left = self._product()
        while self._peek() in {"+", "-"}:
            left = _joined(self._next(), left, self._product())
        return left

    def expect_end(self) -> None:
        if self.position < len(self.tokens):
            raise self._error(f"「{self._peek()}」多余")

    def _product(self) -> Formula:
        left = self._one()
        while self._peek() in {"*", "/"}:
            left = _joined(self._next(), left, self._one())
        return left

    def _one(self) -> Formula:
        word = self._next()
        if word == "(":
            inner = self.total()
            self._require(")")
            return inner
        if word[:1].isdigit():
            number = float(word) if "." in word else int(word)
            return lambda facts: number
        if not word[:1].isalpha():
            raise self._error(f"「{word}」的位置应当是数、事实或者函数")
        return self._call(word) if self._peek() == "(" else self._name(word)

    def _name(self, word: str) -> Formula:
        if word == "inf":
            return lambda facts: math.inf
        self.names.append(word)
        return lambda facts: float(facts[word])

    def _call(self, name: str) -> Formula:
        self._require("(")
        parts = [self.total()]
        while self._peek() == ",":
            self._next()
            parts.append(self.total())
        self._require(")")
        if name == "excess_t" and len(parts) == 2:
            self.names += ["excess_kg", "mass_limit_kg"]
            return _tonnes_between(*parts)
        if name not in FUNCTIONS:
            raise self._error(f"没有名为 {name} 的函数")
        return lambda facts: FUNCTIONS[name](*(part(facts) for part in parts))

    def _peek(self) -> str:
        return self.tokens[self.position] if self.position < len(self.tokens) else ""

    def _next(self) -> str:
        if self.position >= len(self.tokens):
            raise self._error("没有写完")
        self.position += 1
        return self.tokens[self.position - 1]

    def _require(self, sign: str) -> None:
        if self._peek() != sign:
            raise self._error(f"缺少「{sign}」")
        self.position += 1

    def _error(self, what: str) -> LawError:
        return LawError("bad_formula", f"公式「{self.text}」：{what}")


def _joined(sign: str, left: Formula, right: Formula) -> Formula:
    joined: dict[str, Formula] = {
        "+": lambda facts: left(facts) + right(facts),
        "-": lambda facts: left(facts) - right(facts),
        "*": lambda facts: left(facts) * right(facts),
        "/": lambda facts: left(facts) / right(facts),
    }
    return joined[sign]


def _tonnes_between(low: Formula, high: Formula) -> Formula:
    def tonnes(facts: Mapping[str, Any]) -> float:
        limit, excess = float(facts["mass_limit_kg"]), float(facts["excess_kg"])
        return max(0.0, min(excess, high(facts) * limit) - low(facts) * limit) / KG_PER_TONNE

    return tonnes
