"""The item catalogue 执法事项目录: what an agency may act on, from when to when, and what was suspended where.

Penalty items are the violations of the rulebook; items of compulsion and inspection have a folder of their own.
``item_changes`` hold what was decided about an item: suspended, cancelled, adjusted or restored from a day on, in a
division and everything below it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from hengtu.law.citations import printable
from hengtu.law.errors import LawError, nearest
from hengtu.law.jurisdiction import NATION, resolve
from hengtu.law.rulebook import records, rule_cache

Change = Mapping[str, Any]
CHANGE_NAMES = {"suspend": "暂停使用", "cancel": "取消", "adjust": "调整", "restore": "恢复使用"}
# By whom an item may be used, as far as the laws that were read say so in general.
GENERAL_LEVEL = {
    "penalty": ("县级以上行政机关，法律、行政法规另有规定的除外", "APL:23"),
    "compulsion": ("法律、法规规定的行政机关，不得委托", "ACL:17p1"),
}


class ItemKind(StrEnum):
    """Penalty, compulsion, inspection."""

    PENALTY = "penalty"
    COMPULSION = "compulsion"
    INSPECTION = "inspection"


class ItemForm(StrEnum):
    """Whether new cases may use an item."""

    IN_USE = "in_use"
    ADJUSTED = "adjusted"
    SUSPENDED = "suspended"
    CANCELLED = "cancelled"
    NOT_YET = "not_yet"
    ENDED = "ended"


@dataclass(frozen=True)
class Item:
    """One item as the catalogue lists it. ``basis``: citations of the current text, unconfirmed ones among them."""

    id: str
    code: str
    kind: ItemKind
    name: str
    category: str
    basis: tuple[str, ...]
    confirmed: bool
    since: date | None
    until: date | None
    frequency: str = ""
    note: str = ""
    violations: tuple[str, ...] = ()

    @property
    def printable_basis(self) -> tuple[str, ...]:
        return tuple(each for each in self.basis if printable(each))


@dataclass(frozen=True)
class ItemState:
    """What a place may do with an item on a day, and the decision it follows from. ``back_on``: when it returns."""

    form: ItemForm
    change: Change | None = None
    back_on: date | None = None

    @property
    def usable(self) -> bool:
        return self.form in (ItemForm.IN_USE, ItemForm.ADJUSTED)


def item(identity: str) -> Item:
    """Return one item. Raises: LawError ``unknown_item``."""
    found = all_items().get(identity)
    if found is None:
        raise LawError("unknown_item", f"事项目录里没有 {identity}。{nearest(identity, all_items())}")
    return found


@rule_cache
def _all_items() -> dict[str, Item]:
    penalties = {key: _penalty(rule) for key, rule in records("violations").items()}
    return penalties | {key: _other(rule) for key, rule in records("items").items()}


def all_items() -> Mapping[str, Item]:
    """Return every item by id."""
    return _all_items()


def item_state(identity: str, place: str, on: date) -> ItemState:
    """Return whether new cases may use an item.

    Args:
        identity: id of a violation, or of the folder ``items``.
        place: name or division code; decisions of its division and of those above it count.
        on: the day of the act that would use it.
    Raises: LawError ``unknown_item``, ``unknown_jurisdiction``.
    Source: APL:38p1
    """
    known = item(identity)
    if known.since is not None and on < known.since:
        return ItemState(ItemForm.NOT_YET, back_on=known.since)
    if known.until is not None and on >= known.until:
        return ItemState(ItemForm.ENDED)
    for division in reversed(resolve(place).chain):  # what the nation or the province decided goes first
        state = _decided(identity, division, on)
        if not state.usable:
            return state
    states = [_decided(identity, division, on) for division in resolve(place).chain]
    return next((each for each in states if each.form is ItemForm.ADJUSTED), ItemState(ItemForm.IN_USE))


def changes_of(identity: str, division: str | None = None) -> tuple[Change, ...]:
    """Return what was decided about an item, in the order in which it counts; of one division, or of all."""
    found = [
        each
        for each in records("item_changes").values()
        if each["item"] == identity and division in (None, each["division"])
    ]
    return tuple(sorted(found, key=lambda each: (each["effective_from"], each["decided_on"])))


_FORMS = {
    "suspend": ItemForm.SUSPENDED,
    "cancel": ItemForm.CANCELLED,
    "adjust": ItemForm.ADJUSTED,
    "restore": ItemForm.IN_USE,
}


def _decided(identity: str, division: str, on: date) -> ItemState:
    changes = changes_of(identity, division)
    past = [each for each in changes if date.fromisoformat(each["effective_from"]) <= on]
    if not past:
        return ItemState(ItemForm.IN_USE)
    coming = [each for each in changes[len(past) :] if each["change"] == "restore"]
    back = date.fromisoformat(coming[0]["effective_from"]) if coming else None
    return ItemState(_FORMS[past[-1]["change"]], past[-1], back)


def decision_zh(change: Change) -> str:
    """Say who decided what from when and why, without the full stop."""
    where = "全国" if change["division"] == NATION else "所辖地区"
    when = date.fromisoformat(change["effective_from"])
    what = CHANGE_NAMES[change["change"]]
    return (
        f"{change['decided_by']}决定自{when.year}年{when.month}月{when.day}日起在{where}{what}这一事项"
        f"（{change['basis']}），理由：{change['reason']}"
    )


def _penalty(rule: Mapping[str, Any]) -> Item:
    versions: Sequence[Mapping[str, Any]] = rule["versions"]
    last = versions[-1]
    return Item(
        id=rule["id"],
        code=rule["code"],
        kind=ItemKind.PENALTY,
        name=rule["name_zh"],
        category=rule["category"],
        basis=tuple(_cites(last["penalty_provision"])),
        confirmed=bool(last["confirmed"]),
        since=date.fromisoformat(versions[0]["effective_from"]),
        until=_day(last.get("effective_to")),
        frequency=str(rule.get("frequency", "")),
        note=str(last.get("note", "")),
    )


def _other(rule: Mapping[str, Any]) -> Item:
    return Item(
        id=rule["id"],
        code="",
        kind=ItemKind(rule["kind"]),
        name=rule["name_zh"],
        category=rule.get("category", ""),
        basis=tuple(rule["basis"]),
        confirmed=rule["confirmed"],
        since=_day(rule.get("effective_from")),
        until=_day(rule.get("effective_to")),
        note=rule.get("note", ""),
        violations=tuple(rule.get("violations", ())),
    )


def _cites(entries: Sequence[Any]) -> list[str]:
    return [str(each["cite"]) if isinstance(each, Mapping) else str(each) for each in entries]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
