"""The rows of the item catalogue: found by name, code, pinyin or article, narrowed, page by page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pypinyin import Style, lazy_pinyin

from hengtu.cases.selectors.case_view import Tag
from hengtu.cases.words import CATEGORY_NAMES
from hengtu.law.citations import cite
from hengtu.law.errors import LawError
from hengtu.law.items import Item, ItemForm, ItemKind, ItemState, all_items, item_state
from hengtu.law.rulebook import rule_cache

PAGE = 40
KIND_NAMES = {ItemKind.PENALTY: "行政处罚", ItemKind.COMPULSION: "行政强制", ItemKind.INSPECTION: "行政检查"}
FORM_TAGS = {
    ItemForm.IN_USE: Tag("在用", "ok"),
    ItemForm.ADJUSTED: Tag("已调整", "soon"),
    ItemForm.SUSPENDED: Tag("暂停使用", "stop"),
    ItemForm.CANCELLED: Tag("已取消", "stop"),
    ItemForm.NOT_YET: Tag("尚未生效", "soon"),
    ItemForm.ENDED: Tag("已失效", "stop"),
}
USABLE, STOPPED = "usable", "stopped"


@dataclass(frozen=True)
class ItemRow:
    """One row: the item, its standing at the reader's place, and its articles in words."""

    item: Item
    kind: str
    category: str
    basis: str
    tag: Tag
    is_usable: bool


@dataclass(frozen=True)
class ItemFilters:
    """What the address asks for; "" is everything."""

    q: str = ""
    kind: str = ""
    category: str = ""
    status: str = ""
    after: str = ""


@dataclass(frozen=True)
class ItemList:
    """One page, how many there are in all, and where the next one starts."""

    rows: tuple[ItemRow, ...]
    count: int
    next_after: str


def item_list(filters: ItemFilters, place: str, on: date) -> ItemList:
    """Return one page of items in the order of kind, field and code."""
    found = [row for row in (_row(each, place, on) for each in _matching(filters)) if _stands(row, filters.status)]
    start = next((number for number, row in enumerate(found, start=1) if row.item.id == filters.after), 0)
    shown = found[start : start + PAGE]
    more = len(found) > start + PAGE
    return ItemList(tuple(shown), len(found), shown[-1].item.id if shown and more else "")


def state_at(item: Item, place: str, on: date) -> ItemState:
    """Return the standing of an item; at a place the rulebook does not know, that of the nation."""
    try:
        return item_state(item.id, place, on)
    except LawError:
        return item_state(item.id, "国家", on)


def basis_words(item: Item) -> str:
    """Return the articles that were read, as sentences; what was not read is said to be so."""
    printable = item.printable_basis
    return "、".join(map(cite, printable)) if printable else "条号没有核对"


def _matching(filters: ItemFilters) -> list[Item]:
    words = filters.q.lower().split()
    return [
        item
        for item in _ordered()
        if (not filters.kind or item.kind == filters.kind)
        and (not filters.category or item.category == filters.category)
        and all(word in _haystack(item.id) for word in words)
    ]


def _stands(row: ItemRow, status: str) -> bool:
    return not status or row.is_usable is (status == USABLE)


def _row(item: Item, place: str, on: date) -> ItemRow:
    state = state_at(item, place, on)
    return ItemRow(
        item=item,
        kind=KIND_NAMES[item.kind],
        category=CATEGORY_NAMES.get(item.category, "各门类"),
        basis=basis_words(item),
        tag=FORM_TAGS[state.form],
        is_usable=state.usable,
    )


@rule_cache
def _ordered() -> tuple[Item, ...]:
    kinds, categories = list(ItemKind), [*CATEGORY_NAMES, ""]
    return tuple(
        sorted(
            all_items().values(),
            key=lambda item: (kinds.index(item.kind), categories.index(item.category), item.code, item.id),
        )
    )


@rule_cache
def _haystack(identity: str) -> str:
    item = all_items()[identity]
    initials = "".join(lazy_pinyin(item.name, style=Style.FIRST_LETTER, errors="ignore"))
    whole = "".join(lazy_pinyin(item.name, errors="ignore"))
    return " ".join((item.id, item.code, item.name, initials, whole, basis_words(item))).lower()
