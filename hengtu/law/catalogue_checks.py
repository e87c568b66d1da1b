"""Checks of the authored catalogue: what a rule refers to exists, a fine can be told, versions follow one another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from typing import Any

from hengtu.law.errors import nearest
from hengtu.law.jurisdiction import EXAMPLE, NATION
from hengtu.law.measures import FIXED, FORMULA

FieldPath = tuple[str | int, ...]
Problem = tuple[FieldPath, str]
Rules = Mapping[str, Mapping[str, Any]]


class CatalogueCheck:
    """Call it once per folder, in the order of the folders: it remembers items and divisions for those that follow."""

    def __init__(self) -> None:
        self._items: dict[str, Mapping[str, Any]] = {}
        self._places: dict[str, Any] = {NATION: None}

    def __call__(self, folder: str, rules: Rules) -> Iterator[tuple[str, FieldPath, str]]:
        """Yield ``(rule id, path, what is wrong)``."""
        if folder in {"divisions", "regions"}:
            self._places |= dict(rules)
        if folder == "violations":
            self._items = dict(rules)
        check = self._check_of(folder)
        if check:
            for identity, rule in rules.items():
                for path, problem in check(rule):
                    yield identity, path, problem

    def _check_of(self, folder: str) -> Callable[[Mapping[str, Any]], Iterator[Problem]] | None:
        return {
            "regions": self._region,
            "violations": self._violation,
            "benchmarks": self._benchmark,
            "combinations": self._named_items,
            "neighbours": self._named_items,
            "must_penalise": self._named_items,
            "promise_lists": self._named_items,
            "first_offence": self._window,
            "thresholds": self._place,
        }.get(folder)

    # --- items ------------------------------------------------------------------------------------------------------

    def _violation(self, item: Mapping[str, Any]) -> Iterator[Problem]:
        for position, version in enumerate(item["versions"]):
            path = ("versions", position)
            for place, penalty in enumerate(version["penalties"]):
                yield from _fine(penalty, (*path, "penalties", place))
        yield from _spans(item["versions"])
        for other in item.get("concurrent_with", ()):
            yield from self._item(other, ("concurrent_with",))

    def _benchmark(self, table: Mapping[str, Any]) -> Iterator[Problem]:
        yield from self._item(table["violation"], ("violation",))
        yield from self._division(table["division"], ("division",), example=table.get("example", False))
        starts = [each["effective_from"] for each in self._items.get(table["violation"], {}).get("versions", ())]
        if starts and table["statute_from"] not in starts:
            yield ("statute_from",), f"没有自该日起施行的文本，可用的有 {'、'.join(map(str, starts))}"
        for position, tier in enumerate(table["tiers"]):
            yield from _fine(tier["outcome"], ("tiers", position, "outcome"))

    # --- references -------------------------------------------------------------------------------------------------

    def _item(self, identity: str, path: FieldPath) -> Iterator[Problem]:
        if identity not in self._items:
            yield path, f"没有编号为 {identity} 的违法行为。{nearest(identity, self._items)}"

    def _named_items(self, rule: Mapping[str, Any]) -> Iterator[Problem]:
        for position, identity in enumerate(rule["violations"]):
            yield from self._item(identity, ("violations", position))
        if rule.get("decides", rule["violations"][0]) not in rule["violations"]:
            yield ("decides",), "应当是 violations 中的一项"
        if rule.get("rule") == "sum_capped" and "cap_yuan" not in rule:
            yield ("rule",), "相加有上限的，应当写明 cap_yuan"
        if "division" in rule:
            yield from self._place(rule)

    def _division(self, code: str, path: FieldPath, *, example: bool = False) -> Iterator[Problem]:
        if code == EXAMPLE and example:
            return
        if code not in self._places:
            hint = "不知道地方的，写 example: true" if code == EXAMPLE else nearest(code, self._places)
            yield path, f"没有行政区划或者区域 {code}。{hint}"

    def _place(self, rule: Mapping[str, Any]) -> Iterator[Problem]:
        if "division" in rule:
            yield from self._division(rule["division"], ("division",))

    def _window(self, rule: Mapping[str, Any]) -> Iterator[Problem]:
        yield from self._place(rule)
        if (rule["window"] == "days") != ("days" in rule):
            yield ("window",), "按天数计算的应当写明 days，其他的不写"

    def _region(self, region: Mapping[str, Any]) -> Iterator[Problem]:
        for position, member in enumerate(region["members"]):
            yield from self._division(member["division"], ("members", position, "division"))


def _fine(penalty: Mapping[str, Any], path: FieldPath) -> Iterator[Problem]:
    """A fine has a measure, and what its measure needs; its minimum is not above its maximum."""
    if penalty["kind"] != "fine":
        return
    basis = penalty.get("basis")
    needed = {FIXED: ("amount",), FORMULA: ("formula",), None: ("basis",)}.get(basis, ("min", "max"))
    missing = [name for name in needed if name not in penalty]
    if missing:
        yield path, f"罚款缺少 {'、'.join(missing)}"
    elif "min" in penalty and "max" in penalty and penalty["min"] > penalty["max"]:
        yield (*path, "min"), f"下限 {penalty['min']} 高于上限 {penalty['max']}"


def _spans(versions: list[Mapping[str, Any]]) -> Iterator[Problem]:
    """Each version ends on the day the next begins; the last has no end unless the item itself ends."""
    for position, (earlier, later) in enumerate(pairwise(versions)):
        if earlier.get("effective_to") != later["effective_from"]:
            yield ("versions", position), f"应当在后一文本施行的 {later['effective_from']} 结束"
    last = versions[-1]
    if last.get("effective_to", "9999") <= last["effective_from"]:
        yield ("versions", len(versions) - 1, "effective_to"), "结束不能早于开始"
