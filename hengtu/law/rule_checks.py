"""Checks of authored rules that need the law itself: conditions that parse and use known facts only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from hengtu.law.conditions import BadCondition, keys_of

FieldPath = tuple[str | int, ...]
CONDITION_FIELDS = frozenset({"when", "if", "precondition", "fine_precondition"})


def check_conditions(folder: str, rules: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, FieldPath, str]]:
    """Yield ``(rule id, path, what is wrong)`` for every condition of a folder that does not parse."""
    for identity, rule in rules.items():
        for path, source in _conditions(rule, ()):
            try:
                keys_of(source)
            except BadCondition as error:
                yield identity, path, str(error)


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
