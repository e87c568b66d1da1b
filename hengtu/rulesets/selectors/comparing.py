"""How places differ: the same item, the tables of several provinces or regions side by side, differences named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from hengtu.law import jurisdiction
from hengtu.law.benchmarks import FIRST_TIERS, place_of, select, title_of
from hengtu.law.conditions import keys_of
from hengtu.law.facts import name_of
from hengtu.law.periods import Period
from hengtu.law.statute import item_of

Rule = Mapping[str, Any]


@dataclass(frozen=True)
class PlaceTable:
    """What one place applies on a day: its table or that of a layer above, None where the statute's range stands."""

    code: str
    place: str
    rule: Rule | None
    source: str
    layer: str


@dataclass(frozen=True)
class Difference:
    """One thing in which the places do not agree: what it is, and what each place has, in their order."""

    name: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Comparison:
    """The places side by side, and where they differ; ``same`` names what they have in common."""

    item: str
    places: tuple[PlaceTable, ...]
    differences: tuple[Difference, ...]
    same: tuple[str, ...]


def compare_places(violation: str, places: Sequence[str], *, on: date) -> Comparison:
    """Compare the tables that several places apply to an item on a day.

    Args:
        places: names or division codes, in the order they are to stand.
        on: day of violation and of decision.
    Raises: LawError ``unknown_violation``, ``unknown_jurisdiction``.
    """
    item = item_of(violation)
    version = item["versions"][-1]
    tables = tuple(_table_of(violation, version, place, on) for place in places)
    rows = (
        Difference("裁量基准", tuple(table.source or "没有，按法定幅度" for table in tables)),
        Difference("采用哪一层", tuple(table.layer or "法律文本" for table in tables)),
        Difference("看哪些情节", tuple(_circumstances(table.rule) for table in tables)),
        Difference("档次", tuple(_tiers(table.rule) for table in tables)),
        Difference("罚款的起点", tuple(_edge(table.rule, "min") for table in tables)),
        Difference("罚款的上限", tuple(_edge(table.rule, "max") for table in tables)),
        Difference("不予处罚的情形", tuple(_exempt(table.rule) for table in tables)),
    )
    differing = tuple(row for row in rows if len(set(row.values)) > 1)
    return Comparison(str(item["name_zh"]), tables, differing, tuple(row.name for row in rows if row not in differing))


def _table_of(violation: str, version: Rule, place: str, on: date) -> PlaceTable:
    where = jurisdiction.resolve(place)
    period = Period(on, on)
    rule = select(violation, version, jurisdiction.layers(where, on), period, period).ladder
    if rule is None:
        return PlaceTable(place, where.name, None, "", "")
    return PlaceTable(place, where.name, rule, title_of(rule), place_of(rule))


def _circumstances(rule: Rule | None) -> str:
    if rule is None:
        return "没有写明"
    keys = dict.fromkeys(key for tier in rule["tiers"] for key in sorted(keys_of(tier["when"])))
    return "、".join(name_of(key) for key in sorted(keys))


def _tiers(rule: Rule | None) -> str:
    return "、".join(dict.fromkeys(str(tier["tier"]) for tier in rule["tiers"])) if rule else "没有分档"


def _edge(rule: Rule | None, side: str) -> str:
    """Return the lowest start or the highest end of the fines in yuan; other measures are named apart."""
    if rule is None:
        return "法定"
    fines = [tier["outcome"] for tier in rule["tiers"] if tier["outcome"]["kind"] == "fine"]
    yuan = [each.get(side, each.get("amount")) for each in fines if each["basis"] in ("fixed_range", "fixed_amount")]
    other = "，另有按倍数、比例或者公式计算的" if len(yuan) < len(fines) else ""
    if not yuan:
        return "按倍数、比例或者公式计算" if fines else "没有罚款"
    return f"{(min if side == 'min' else max)(yuan)}元{other}"


def _exempt(rule: Rule | None) -> str:
    return "有" if rule and any(tier["tier"] in FIRST_TIERS for tier in rule["tiers"]) else "表内没有"
