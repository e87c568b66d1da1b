"""What a rule file must look like: small shapes that say, in Chinese, what they expect where."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

Path = tuple[str | int, ...]
Problem = tuple[Path, str]
Shape = Callable[[Any, Path], Iterator[Problem]]


def text(value: Any, path: Path) -> Iterator[Problem]:
    """A non-empty string."""
    if not isinstance(value, str) or not value.strip():
        yield path, "应当是非空的文字"


def number(value: Any, path: Path) -> Iterator[Problem]:
    """An integer or decimal number, never negative."""
    if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
        yield path, "应当是不小于零的数"


def whole(value: Any, path: Path) -> Iterator[Problem]:
    """A whole number from 1."""
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        yield path, "应当是正整数"


def whole_or_zero(value: Any, path: Path) -> Iterator[Problem]:
    """A whole number from 0."""
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        yield path, "应当是不小于零的整数"


def flag(value: Any, path: Path) -> Iterator[Problem]:
    """true or false."""
    if not isinstance(value, bool):
        yield path, "应当是 true 或者 false"


def day(value: Any, path: Path) -> Iterator[Problem]:
    """A civil date."""
    if type(value) is not date:
        yield path, "应当是日期，写成 2025-01-31"


def one_of(*words: str) -> Shape:
    """One of the given words."""

    def check(value: Any, path: Path) -> Iterator[Problem]:
        if value not in words:
            yield path, f"应当是 {'、'.join(words)} 之一，现在是 {value!r}"

    return check


def list_of(shape: Shape, *, at_least: int = 1) -> Shape:
    """A list whose every member has the shape."""

    def check(value: Any, path: Path) -> Iterator[Problem]:
        if not isinstance(value, list) or len(value) < at_least:
            yield path, f"应当是至少 {at_least} 项的列表"
            return
        for position, member in enumerate(value):
            yield from shape(member, (*path, position))

    return check


def map_of(shape: Shape) -> Shape:
    """A mapping with free keys whose every value has the shape."""

    def check(value: Any, path: Path) -> Iterator[Problem]:
        if not isinstance(value, Mapping) or not value:
            yield path, "应当是非空的键值表"
            return
        for key, member in value.items():
            yield from shape(member, (*path, key))

    return check


def either(*shapes: Shape) -> Shape:
    """At least one of the shapes fits; otherwise the last one says what is expected."""

    def check(value: Any, path: Path) -> Iterator[Problem]:
        problems: list[Problem] = []
        for shape in shapes:
            problems = list(shape(value, path))
            if not problems:
                return
        yield from problems

    return check


@dataclass(frozen=True)
class Record:
    """A mapping with named fields; a field that is not named is a mistake, and the nearest name is offered."""

    needed: Mapping[str, Shape] = field(default_factory=dict)
    optional: Mapping[str, Shape] = field(default_factory=dict)

    def __call__(self, value: Any, path: Path) -> Iterator[Problem]:
        """Yield what is missing, unknown or of the wrong kind."""
        if not isinstance(value, Mapping):
            yield path, f"应当是包含 {'、'.join(self.needed)} 的键值表"
            return
        for name in self.needed:
            if name not in value:
                yield path, f"缺少 {name}"
        known = {**self.needed, **self.optional}
        for name, member in value.items():
            if name not in known:
                yield (*path, name), f"不认识的字段 {name}{nearest(str(name), known)}"
            else:
                yield from known[name](member, (*path, name))


def nearest(word: str, known: Mapping[str, Any]) -> str:
    """Return a hint naming the most similar known word, or nothing."""
    close = difflib.get_close_matches(word, list(known), n=1)
    return f"，是不是 {close[0]}？" if close else f"，可用的有 {'、'.join(known)}"
