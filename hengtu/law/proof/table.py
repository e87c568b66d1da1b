"""A table as the proof sees it: its tiers, the space of its facts, and where it applies at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from hengtu.law.benchmarks import FIRST_TIERS
from hengtu.law.conditions import comparisons_of, evaluate
from hengtu.law.errors import LawError, nearest
from hengtu.law.measures import FORMULA
from hengtu.law.proof.amounts import Weight, base_of, weight_of
from hengtu.law.proof.axes import Atom, axis_of
from hengtu.law.proof.regions import Ask, Box, Space
from hengtu.law.proof.relations import concrete, cuts_of_contradictions
from hengtu.law.statute import main_penalties

Facts = Mapping[str, Any]
Tier = Mapping[str, Any]
RANKS = {word: rank for rank, word in enumerate(("轻微", "一般", "较重", "严重", "特别严重"))}
DOMAIN = ("precondition", "fine_precondition")


@dataclass(frozen=True)
class Region:
    """A box where the same branches of the statute and the same tiers of the ladder hold."""

    box: Box
    branches: tuple[int, ...]
    tiers: tuple[int, ...]


class Table:
    """One table against one version of the statute."""

    def __init__(self, rule: Mapping[str, Any], version: Mapping[str, Any], vocabulary: Mapping[str, Any]) -> None:
        self.rule, self.version, self.vocabulary = rule, version, vocabulary
        self.tiers: Sequence[Tier] = rule["tiers"]
        self.branches = [each for each in main_penalties(version) if not each.get("beside")]
        self.first = [n for n, tier in enumerate(self.tiers) if tier["tier"] in FIRST_TIERS]
        self.ladder = [n for n, tier in enumerate(self.tiers) if tier["tier"] not in FIRST_TIERS]
        axes = {key: axis_of(self._fact(key), compared) for key, compared in self._compared().items()}
        self.space = Space(axes, cost=sum(len(comparisons_of(each)) for each in self._conditions()) + 1)

    @property
    def is_list(self) -> bool:
        """Whether the table only says when there is no penalty: such a list has no gaps."""
        return not self.ladder or self.rule.get("role") == "exemption_list"

    @property
    def is_local_statute(self) -> bool:
        """Whether the table is itself a statute with a range of its own."""
        return self.rule.get("role") == "local_statute"

    @cached_property
    def regions(self) -> list[Region]:
        """The partition of the cells to which the statute applies, by branch and by tiers of the ladder."""
        return self.regions_of(self.ladder)

    @cached_property
    def fits(self) -> list[Region]:
        """The same partition by tiers alone; ``branches`` is empty."""
        return self.regions_of(self.ladder, by_branch=False)

    def regions_of(self, positions: Sequence[int], *, by_branch: bool = True) -> list[Region]:
        """Return the partition by branch and by some of the tiers. Raises: TooManyCells."""

        def judge(facts: Facts) -> tuple[tuple[int, ...], tuple[int, ...]] | Ask | None:
            for name in DOMAIN:
                truth = evaluate(self.version[name], facts) if name in self.version else None
                if truth is not None and truth.value is not True:
                    return None if truth.value is False else Ask(truth.missing[0])
            branches = _holding([each.get("when") for each in self.branches], facts)
            if isinstance(branches, Ask):
                return branches
            if self.branches and not branches:
                return None
            held = _holding([self.tiers[position]["when"] for position in positions], facts)
            if isinstance(held, Ask):
                return held
            return branches if by_branch else (), tuple(positions[each] for each in held)

        return [Region(box, *label) for box, label in self.space.regions(judge)]

    def unexempted(self, facts: Facts) -> bool | Ask:
        """Whether no exempting or mitigating tier holds; those are read first by rule."""
        held = _holding([self.tiers[position]["when"] for position in self.first], facts)
        return held if isinstance(held, Ask) else not held

    def examples(self, box: Box, varied: Iterable[str] = (), *, exempt: bool = False) -> Iterator[dict[str, Any]]:
        """Yield facts inside a box that no exempting tier meets (``exempt``: whether or not one does)."""
        judge = (lambda facts: True) if exempt else self.unexempted
        bases = tuple(key for key in varied if key in self.space.axes)
        for part in self.parts(box, bases):
            for cell in self.space.cells(part, judge):
                yield from concrete(self.space.atoms(cell), bases)
                break

    def parts(self, box: Box, keys: Sequence[str]) -> Iterator[Box]:
        """Yield a box cut into the single atoms of some facts."""
        if not keys:
            yield box
            return
        key, mask = keys[0], self.space.mask(box, keys[0])
        for position in range(len(self.space.axes[key].atoms)):
            if mask >> position & 1:
                named = {**dict(box), key: 1 << position}
                yield from self.parts(tuple(sorted(named.items())), keys[1:])

    def held_at(self, facts: Facts | None) -> set[int]:
        """Return the tiers of the ladder that hold for complete facts; none for None."""
        tiers = () if facts is None else self.ladder
        return {position for position in tiers if evaluate(self.tiers[position]["when"], facts or {}).value}

    def tier_at(self, positions: Iterable[int], facts: Facts) -> int:
        """Return the tier that decides where several hold: the lightest."""
        return min(positions, key=lambda position: (weight_of(self.tiers[position]["outcome"], facts), position))

    def measures(self, region: Region) -> set[str]:
        """Return how the statute measures its fine in a region."""
        return {str(self.branches[each].get("basis", self.branches[each]["kind"])) for each in region.branches}

    def lawful(self, region: Region, facts: Facts) -> Weight | None:
        """Return the range of the statute at some facts; None where it is no fine or several branches stay open."""
        branches = [self.branches[each] for each in region.branches]
        if len(branches) != 1 or branches[0]["kind"] != "fine":
            return None
        return lawful_of(branches[0], facts)

    def atoms(self, box: Box) -> dict[str, list[Atom]]:
        """Return the atoms a box names, per fact."""
        axes = self.space.axes
        return {key: [atom for n, atom in enumerate(axes[key].atoms) if mask >> n & 1] for key, mask in box}

    def _compared(self) -> dict[str, list[Any]]:
        found: dict[str, list[Any]] = {}
        for condition in self._conditions():
            for key, value in comparisons_of(condition):
                found.setdefault(key, []).append(value)
        for outcome in (*(tier["outcome"] for tier in self.tiers), *self.branches):
            for key in base_of(outcome):
                found.setdefault(key, [])
        for key, value in cuts_of_contradictions(found):
            found[key].append(value)
        return found

    def _conditions(self) -> Iterator[str]:
        yield from (self.tiers[position]["when"] for position in (*self.ladder, *self.first))
        yield from (self.version[name] for name in DOMAIN if name in self.version)
        yield from (branch["when"] for branch in self.branches if "when" in branch)

    def _fact(self, key: str) -> Mapping[str, Any]:
        if key not in self.vocabulary:
            raise LawError("unknown_fact", f"没有名为 {key} 的事实。{nearest(key, self.vocabulary)}")
        fact: Mapping[str, Any] = self.vocabulary[key]
        return fact


def lawful_of(branch: Mapping[str, Any], facts: Facts) -> Weight:
    """Return the range of a branch of the statute in yuan; that of a formula is the range it must stay in."""
    if branch["basis"] == FORMULA:
        return Weight(branch["max"], branch["min"])
    return weight_of(branch, facts)


def _holding(conditions: Sequence[str | None], facts: Facts) -> tuple[int, ...] | Ask:
    """Return which conditions hold, None counting as always; or the fact still needed to say so."""
    held: list[int] = []
    for position, condition in enumerate(conditions):
        truth = evaluate(condition, facts) if condition is not None else None
        if truth is not None and truth.value is None:
            return Ask(truth.missing[0])
        if truth is None or truth.value:
            held.append(position)
    return tuple(held)
