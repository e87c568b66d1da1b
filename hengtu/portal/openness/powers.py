"""Which items an agency may use, on which texts they rest, which benchmark table stands for each: from the rules."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from hengtu.agencies.models import Agency, BusinessCategory
from hengtu.law.citations import cite
from hengtu.law.instruments import place_of, text_on, texts_of
from hengtu.law.items import GENERAL_LEVEL, Item, ItemForm, all_items, item_state
from hengtu.law.rows import in_force
from hengtu.law.rulebook import records, rule_cache
from hengtu.rulesets.reach import chain_of

KINDS = {"penalty": "行政处罚", "compulsion": "行政强制", "inspection": "行政检查"}
CATEGORIES = {str(value): str(label) for value, label in BusinessCategory.choices}
# What every enforcement follows, whatever the item (行政处罚法、行政强制法、行政复议法、行政诉讼法 …).
PROCEDURAL = ("APL", "ACL", "MOT", "ARL", "ALL", "GB118")


@dataclass(frozen=True)
class Power:
    """One item in force: what, of which kind and field, at which level, on which articles, weighed by which table."""

    id: str
    code: str
    name: str
    kind: str
    category: str
    level: str
    basis: tuple[str, ...]
    benchmark: str = ""
    is_adjusted: bool = False


@dataclass(frozen=True)
class Powers:
    """The items of an agency on a day. ``unread``: how many are left out because their articles were not read yet."""

    items: tuple[Power, ...]
    unread: int
    changed_on: date | None


@dataclass(frozen=True)
class BasisLine:
    """One instrument: whether it is in force that day, since when, which text."""

    title: str
    version: str
    since: date | None
    state: str
    is_in_force: bool


def powers_of(agency: Agency, on: date) -> Powers:
    """Return the items an agency may use on a day: of its fields, in force at its place, resting on articles read."""
    return _powers(agency.division_code, tuple(sorted(agency.categories)), on)


def basis_of(powers: Powers, on: date) -> tuple[BasisLine, ...]:
    """Return the instruments the items rest on, with those every enforcement follows, each once."""
    named = [
        place.instrument for power in powers.items for each in power.basis if (place := place_of(each)) is not None
    ]
    return _basis(tuple(dict.fromkeys((*PROCEDURAL, *named))), on)


@rule_cache
def _powers(division: str, categories: tuple[str, ...], on: date) -> Powers:
    found: list[Power] = []
    unread, changed = 0, [day for day in _days_of_changes(division) if day <= on]
    for each in all_items().values():
        if each.category and each.category not in categories:
            continue
        state = item_state(each.id, division, on)
        if not state.usable:
            continue
        if not each.confirmed or not each.printable_basis:
            unread += 1
        elif basis := tuple(one for one in each.printable_basis if _speaks_at(one, division)):
            changed += [each.since] if each.since is not None else []
            found.append(_power(each, basis, division, on, is_adjusted=state.form is ItemForm.ADJUSTED))
    found.sort(key=lambda power: (list(KINDS.values()).index(power.kind), power.category, power.code, power.name))
    return Powers(tuple(found), unread, max(changed, default=None))


def _speaks_at(basis: str, division: str) -> bool:
    """Whether an article can give a power there: a statute of another province cannot."""
    place = place_of(basis)
    texts = texts_of(place.instrument) if place is not None else ()
    return all(text.division in chain_of(division) for text in texts)


def _days_of_changes(division: str) -> Iterable[date]:
    chain = chain_of(division)
    return [
        date.fromisoformat(each["effective_from"])
        for each in records("item_changes").values()
        if each["division"] in chain
    ]


def _power(item: Item, basis: tuple[str, ...], division: str, on: date, *, is_adjusted: bool) -> Power:
    level = GENERAL_LEVEL.get(item.kind.value, ("", ""))
    return Power(
        id=item.id,
        code=item.code,
        name=item.name,
        kind=KINDS[item.kind.value],
        category=CATEGORIES.get(item.category, "各门类"),
        level=level[0] or "按授权的法律、法规",
        basis=basis,
        benchmark=_benchmarks(division, on).get(item.id, ""),
        is_adjusted=is_adjusted,
    )


@rule_cache
def _benchmarks(division: str, on: date) -> dict[str, str]:
    """The table of the nearest layer for each item, as the public list of benchmarks has it."""
    chain = chain_of(division)
    tables = [each for each in records("benchmarks").values() if each["division"] in chain]
    replaced = {old for each in tables if in_force(each, on) for old in each.get("replaces", ())}
    current = [each for each in tables if in_force(each, on) and each["id"] not in replaced]
    current.sort(key=lambda each: (-chain.index(each["division"]), str(each["effective_from"]), str(each["id"])))
    return {str(each["violation"]): str(each["id"]) for each in current}


@rule_cache
def _basis(instruments: tuple[str, ...], on: date) -> tuple[BasisLine, ...]:
    return tuple(_line(each, on) for each in instruments)


def _line(instrument: str, on: date) -> BasisLine:
    text = text_on(instrument, on)
    if text is not None:
        return BasisLine(text.title, text.version, text.since, "现行有效", True)
    known = texts_of(instrument)
    if not known:
        return BasisLine(cite(instrument), "", None, "文本待载入", False)
    first, last = known[0], known[-1]
    if on < first.since:
        return BasisLine(first.title, first.version, first.since, "尚未施行", False)
    return BasisLine(last.title, last.version, last.since, "已经失效", False)
