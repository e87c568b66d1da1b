"""Which rule of which layer applies to an item, at a place, on a day, with its source and whether it was checked.

What comes from a source nobody has checked is shown as such and never counts as law.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from hengtu.law.benchmarks import select, title_of
from hengtu.law.citations import cite, printable
from hengtu.law.dates_zh import iso_zh
from hengtu.law.jurisdiction import Jurisdiction, layers, name_of, resolve
from hengtu.law.money import yuan_zh
from hengtu.law.periods import Period
from hengtu.law.rulebook import records
from hengtu.law.statute import basis_of, item_of

PURPOSES = {"hearing": "较大数额罚款的听证标准", "discussion": "集体讨论的较大数额"}
_UNITS = {"working_day": "个工作日", "calendar_day": "日", "month": "个月", "year": "年", "hour": "小时"}
_OPERATORS = {">": "超过", ">=": "达到"}


@dataclass(frozen=True)
class RuleLine:
    """One row of the rulebook. ``state`` is applies, beaten (a nearer layer goes before), out (not on that day) or
    unchecked; ``why`` says so in words."""

    name: str
    layer: str
    content: str
    since: str
    until: str
    source: str
    state: str
    why: str


@dataclass(frozen=True)
class RuleLayers:
    """The rules for one item, place and day; layers are named nearest first."""

    item: str
    place: Jurisdiction
    layers: tuple[str, ...]
    statute: tuple[RuleLine, ...]
    benchmarks: tuple[RuleLine, ...]
    thresholds: tuple[RuleLine, ...]
    terms: tuple[RuleLine, ...]


def items() -> list[tuple[str, str]]:
    """Return id and name of every item of the rulebook."""
    return sorted(
        ((key, str(item["name_zh"])) for key, item in records("violations").items()), key=lambda each: each[1]
    )


def rule_layers(item_id: str, place: str, on: date) -> RuleLayers:
    """Return which rows apply and which do not.

    Args:
        place: name or division code.
        on: taken as the day of violation and of decision.
    Raises: LawError ``unknown_violation`` or ``unknown_jurisdiction``.
    """
    item, where = item_of(item_id), resolve(place)
    chain = layers(where, on)
    statute = tuple(_version(version, on) for version in item["versions"])
    return RuleLayers(
        item=str(item["name_zh"]),
        place=where,
        layers=tuple(name_of(code) for code in chain),
        statute=statute,
        benchmarks=_benchmarks(item_id, item["versions"], chain, on),
        thresholds=tuple(line for purpose in PURPOSES for line in _thresholds(purpose, chain, on)),
        terms=tuple(_term(term) for term in sorted(records("terms").values(), key=lambda term: term["name"])),
    )


def _version(version: Mapping[str, Any], on: date) -> RuleLine:
    applies = _covers(version, on)
    confirmed = bool(version["confirmed"])
    basis = "、".join(cite(each) for each in basis_of(version) if printable(each))
    state = ("applies" if confirmed else "unchecked") if applies else "out"
    return _line(version, "法律文本", "国家", basis or str(version["source"]), state, str(version["source"]))


def _benchmarks(
    item_id: str, versions: Sequence[Mapping[str, Any]], chain: Sequence[str], on: date
) -> tuple[RuleLine, ...]:
    """Ask the law which table is read, and say of the others why not."""
    version = next((version for version in versions if _covers(version, on)), None)
    of_item = [each for each in records("benchmarks").values() if each["violation"] == item_id]
    of_item = [each for each in of_item if not each.get("example")]
    here = sorted(
        (each for each in of_item if each["division"] in chain), key=lambda each: chain.index(each["division"])
    )
    period = Period(on, on)
    chosen = select(item_id, version, chain, period, period) if version is not None else None
    used = [] if chosen is None else [each["id"] for each in (chosen.ladder, *chosen.lists) if each is not None]
    return tuple(_benchmark(each, used, on) for each in here)


def _benchmark(benchmark: Mapping[str, Any], used: Sequence[str], on: date) -> RuleLine:
    if not benchmark["confirmed"]:
        state = "unchecked"
    elif benchmark["id"] in used:
        state = "applies"
    else:
        state = "beaten" if _covers(benchmark, on) else "out"
    tiers = "、".join(str(tier["tier"]) for tier in benchmark["tiers"])
    return _line(benchmark, "裁量基准", name_of(benchmark["division"]), f"档次：{tiers}", state, title_of(benchmark))


def _thresholds(purpose: str, chain: Sequence[str], on: date) -> list[RuleLine]:
    places = [*chain, None]
    rows = [
        row for row in records("thresholds").values() if row["purpose"] == purpose and row.get("division") in places
    ]
    rows.sort(key=lambda row: places.index(row.get("division")))
    first = next((row for row in rows if _covers(row, on)), None)
    return [_threshold(row, row is first, on) for row in rows]


def _threshold(row: Mapping[str, Any], wins: bool, on: date) -> RuleLine:
    usual = "applies" if wins else "beaten" if _covers(row, on) else "out"
    state = usual if row["confirmed"] else "unchecked"
    word = _OPERATORS[row["operator"]]
    if row["kind"] == "absolute":
        content = f"公民{word}{yuan_zh(row['citizen_yuan'])}，单位{word}{yuan_zh(row['organisation_yuan'])}"
    else:
        content = f"{word}法定最高额的{row['ratio']:.0%}，且不低于{yuan_zh(row['floor_yuan'])}"
    layer = name_of(row["division"]) if row.get("division") else "系统设置"
    return _line(row, PURPOSES[row["purpose"]], layer, content, state, str(row["source"]))


def _term(term: Mapping[str, Any]) -> RuleLine:
    amount = term.get("amount")
    counted = f"{amount}{_UNITS.get(term['unit'], '')}，从{term['starts_from']}起" if amount else "没有全国统一的天数"
    content = f"{counted}（系统设置，不是法定期限）" if term["kind"] == "setting" else counted
    basis = "、".join(cite(each) for each in term["basis"] if printable(each))
    state = "applies" if term["confirmed"] and basis else "unchecked"
    return _line(term, str(term["name"]), "国家", content, state, basis)


def _line(row: Mapping[str, Any], name: str, layer: str, content: str, state: str, source: str) -> RuleLine:
    since, until = str(row.get("effective_from") or ""), str(row.get("effective_to") or "")
    return RuleLine(name, layer, content, since, until, source, state, _why(state, since, until))


def _why(state: str, since: str, until: str) -> str:
    if state == "applies":
        return "适用" + (f"，自{iso_zh(since)}起" if since else "")
    if state == "beaten":
        return "未采用：更近一层另有规定，或者与现行文本不配套"
    if state == "unchecked":
        return "未核实：来源没有核对，不作为依据"
    return f"当日不适用：{iso_zh(since)}起" + (f"，至{iso_zh(until)}止" if until else "")


def _covers(row: Mapping[str, Any], on: date) -> bool:
    since, until = row.get("effective_from"), row.get("effective_to")
    return (not since or str(since) <= on.isoformat()) and (not until or on.isoformat() < str(until))
