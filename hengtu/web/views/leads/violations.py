"""Finding an item of the rulebook by what people type: its name, pinyin, number, or words of the law."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from pypinyin import Style, lazy_pinyin

from hengtu.cases.words import CATEGORY_NAMES
from hengtu.law.citations import cite, printable
from hengtu.law.rulebook import records


@dataclass(frozen=True)
class Item:
    """One item as the form offers it. ``hint`` is searched and shown beside the name."""

    id: str
    name: str
    category: str
    hint: str
    haystack: str


@lru_cache(maxsize=1)
def items() -> tuple[Item, ...]:
    """Return all items, by field and name."""
    found = [_item(key) for key in records("violations")]
    return tuple(sorted(found, key=lambda item: (item.category, item.name)))


def matching(text: str) -> tuple[Item, ...]:
    """Return the items that fit: an exact name or number alone, else all that hold every word."""
    wanted = text.strip()
    exact = [item for item in items() if wanted in (item.name, item.id)]
    if exact or not wanted:
        return tuple(exact)
    words = wanted.lower().split()
    return tuple(item for item in items() if all(word in item.haystack for word in words))


def _item(key: str) -> Item:
    rule = records("violations")[key]
    name = str(rule["name_zh"])
    laws = "、".join(cite(basis) for basis in _violated(rule["versions"][-1]))
    initials = "".join(lazy_pinyin(name, style=Style.FIRST_LETTER, errors="ignore"))
    whole = "".join(lazy_pinyin(name, errors="ignore"))
    category = CATEGORY_NAMES.get(rule["category"], rule["category"])
    haystack = " ".join((key, str(rule.get("code", "")), name, initials, whole, laws, category)).lower()
    return Item(key, name, category, "，".join(word for word in (category, laws, initials) if word), haystack)


def _violated(version: dict[str, object]) -> list[str]:
    entries = version.get("violated")
    listed = entries if isinstance(entries, list) else []
    plain = [entry for entry in listed if isinstance(entry, str)]
    return [basis for basis in plain if printable(basis)]
