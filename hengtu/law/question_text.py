"""A question as a receipt writes and hashes it.

Questions come in few shapes: the same keys in the same order with other values. A shape is written once, with marks
where the values stand; for every further question the values are put in their places, which gives the very same text.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import count
from operator import itemgetter
from types import NoneType
from typing import Any, NamedTuple

from hengtu.law.plain_json import canonical, hash_of_text, written

MARK = re.compile(r'"\\u0000(\d+)\\u0000"')
HASH_LENGTH = 16
NO_TEXT = ""  # which no value is written as


class QuestionText(NamedTuple):
    """The question and the hashes of its fields, each once to be read and once to be hashed."""

    printed: str
    canonical: str
    fields_printed: str
    fields_canonical: str


def text_of(question: Mapping[str, Any]) -> QuestionText:
    """Return the four texts of a question."""
    facts = question.get("facts")
    if type(facts) is not dict or not facts:
        return _written_anew(question)
    values = [TEXTS.get(type(value), _no_text)(value) for name, value in question.items() if name != "facts"]
    values += [TEXTS.get(type(value), _no_text)(value) for value in facts.values()]
    if NO_TEXT in values:
        return _written_anew(question)
    return _shape(tuple(question), tuple(facts)).filled(values)


def field_hashes(question: Any) -> dict[str, str]:
    """Return the hash of every field, ``question.facts.area_m2``, so that a changed one can be named."""
    return {name: _short_hash(canonical(value)) for name, value in sorted(_leaves("question", question))}


def _leaves(name: str, value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, Mapping) and value:
        for key, member in value.items():
            yield from _leaves(f"{name}.{key}", member)
    else:
        yield name, value


@lru_cache(maxsize=4096)
def _short_hash(text: str) -> str:
    return hash_of_text(text)[:HASH_LENGTH]


def _written_anew(question: Mapping[str, Any]) -> QuestionText:
    fields = field_hashes(question)
    return QuestionText(written(question), canonical(question), written(fields), canonical(fields))


# --- shapes -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Places:
    """A text with ``%s`` where values stand, and which value stands in each place."""

    text: str
    values_of: Callable[[Sequence[str]], tuple[str, ...]]

    @classmethod
    def of(cls, marked: str, *, quoted: bool) -> _Places:
        order = [int(found) for found in MARK.findall(marked)]
        return cls(MARK.sub('"%s"' if quoted else "%s", marked.replace("%", "%%")), itemgetter(*order))

    def filled(self, values: Sequence[str]) -> str:
        return self.text % self.values_of(values)


@dataclass(frozen=True)
class _Shape:
    printed: _Places
    canonical: _Places
    fields_printed: _Places
    fields_canonical: _Places

    def filled(self, values: Sequence[str]) -> QuestionText:
        hashes = [_short_hash(value) for value in values]
        return QuestionText(
            self.printed.filled(values),
            self.canonical.filled(values),
            self.fields_printed.filled(hashes),
            self.fields_canonical.filled(hashes),
        )


@lru_cache(maxsize=1024)
def _shape(keys: tuple[str, ...], facts: tuple[str, ...]) -> _Shape:
    """Return the shape of questions with these keys, ``facts`` among them, and these facts, not none."""
    marks = (f"\0{number}\0" for number in count())
    question: dict[str, Any] = {name: next(marks) if name != "facts" else {} for name in keys}
    question["facts"] = {key: next(marks) for key in facts}
    fields = dict(sorted(_leaves("question", question)))
    return _Shape(
        _Places.of(written(question), quoted=False),
        _Places.of(canonical(question), quoted=False),
        _Places.of(written(fields), quoted=True),
        _Places.of(canonical(fields), quoted=True),
    )


# --- values -----------------------------------------------------------------------------------------------------------


def _no_text(value: Any) -> str:
    """A list, an object, or a type that JSON knows only by its parent: not the same to read and to hash."""
    return NO_TEXT


def _float_text(value: float) -> str:
    return float.__repr__(value) if math.isfinite(value) else canonical(value)


# By exact type: what a value is written as, the same in both texts.
TEXTS: Mapping[type, Callable[[Any], str]] = {
    str: lru_cache(maxsize=4096)(canonical),
    float: _float_text,
    int: int.__repr__,
    bool: lambda value: "true" if value else "false",
    NoneType: lambda value: "null",
    date: canonical,
}
