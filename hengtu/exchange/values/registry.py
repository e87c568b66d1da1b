"""The closed set of names a format may use: values of a case, what there is one record for, conditions, checks, masks.

A name that is not here is refused when the format is loaded. Everything registered is a pure function of a ``Source``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from hengtu.exchange.source import Source

Read = Callable[[Source, Any], Any]


@dataclass(frozen=True)
class Item:
    """What one record is about: its own id inside the case ("" for the case itself), the thing, the acts it is from."""

    id: str
    thing: Any
    acts: tuple[str, ...]


@dataclass(frozen=True)
class Value:
    """One named value. ``grain`` is what it can be asked of; ``owner`` whose entry it is, ``mend`` where it is made."""

    name: str
    grain: str
    zh: str
    read: Read
    owner: str
    mend: str


@dataclass(frozen=True)
class Rule:
    """One named check over a record: yields nothing where all is well, else what to say besides the format's words."""

    name: str
    grain: str
    zh: str
    holds: Callable[[Source, Any], bool]
    owner: str
    mend: str


VALUES: dict[str, Value] = {}
GRAINS: dict[str, Callable[[Source], Iterable[Item]]] = {}
CONDITIONS: dict[str, Callable[[Source, Any], bool]] = {}
CONDITION_GRAINS: dict[str, str] = {}
RULES: dict[str, Rule] = {}
ANY = "case"  # a value of the case can be asked of every record of the case


def value(name: str, zh: str, *, owner: str = "承办人", mend: str = "case") -> Callable[[Read], Read]:
    """Register a value; what stands before the dot is its grain."""

    def keep(read: Read) -> Read:
        VALUES[name] = Value(name, name.split(".", 1)[0], zh, read, owner, mend)
        return read

    return keep


def grain(name: str) -> Callable[[Callable[[Source], Iterable[Item]]], Callable[[Source], Iterable[Item]]]:
    """Register what there may be one record for."""

    def keep(items: Callable[[Source], Iterable[Item]]) -> Callable[[Source], Iterable[Item]]:
        GRAINS[name] = items
        return items

    return keep


def condition(name: str, *, of: str = ANY) -> Callable[[Callable[..., bool]], Callable[..., bool]]:
    """Register a condition a record or a field may hang on."""

    def keep(holds: Callable[..., bool]) -> Callable[..., bool]:
        CONDITIONS[name], CONDITION_GRAINS[name] = holds, of
        return holds

    return keep


def rule(
    name: str, zh: str, *, of: str = ANY, owner: str = "承办人", mend: str = "case"
) -> Callable[[Callable[[Source, Any], bool]], Callable[[Source, Any], bool]]:
    """Register a check: true where all is well."""

    def keep(holds: Callable[[Source, Any], bool]) -> Callable[[Source, Any], bool]:
        RULES[name] = Rule(name, of, zh, holds, owner, mend)
        return holds

    return keep


def fits(asked: str, each: str) -> bool:
    """Whether something of one grain can be asked of records of another."""
    return asked in (ANY, each)


def names() -> Mapping[str, Iterable[str]]:
    """Return everything that may be named, for messages and the documentation."""
    return {"values": VALUES, "each": GRAINS, "when": CONDITIONS, "checks": RULES}
