"""Does exactly one tier fit? Overlaps: facts that two tiers claim. Gaps: facts that no tier claims."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Any

from hengtu.law.proof.proof import CounterExample
from hengtu.law.proof.table import Region, Table
from hengtu.law.proof.words import situation

Facts = Mapping[str, Any]
MOST_GAPS = 12


def overlaps(table: Table) -> Iterator[CounterExample]:
    """Yield one counter-example for every two tiers that fit together; a shared edge is told apart."""
    found: dict[tuple[int, int], list[CounterExample]] = {}
    for region in table.fits:
        facts = next(table.examples(region.box), None) if len(region.tiers) > 1 else None
        for pair in combinations(region.tiers, 2) if facts is not None else ():
            found.setdefault(pair, []).append(_overlap(table, pair, region, facts or {}))
    for _, examples in sorted(found.items()):
        yield min(examples, key=lambda each: each.edge)


def _overlap(table: Table, pair: tuple[int, int], region: Region, facts: Facts) -> CounterExample:
    words = tuple(str(table.tiers[position]["tier"]) for position in pair)
    said = situation(facts, _named(table, region, facts), table.vocabulary)
    both = f"两个「{words[0]}」档次（第 {pair[0] + 1} 行、第 {pair[1] + 1} 行）" if words[0] == words[1] else ""
    both = both or f"「{words[0]}」和「{words[1]}」"
    edge = any(_shared_edge(table, key, facts, pair) for key in _pinned(table, region))
    return CounterExample("overlap", f"{said}时，{both}都符合。", words, pair, facts, edge=edge)


def gaps(table: Table) -> Iterator[CounterExample]:
    """Yield a counter-example for every box, up to a dozen, in which no tier fits."""
    if table.is_list:
        return
    told = 0
    for region in table.fits:
        facts = None if region.tiers or told >= MOST_GAPS else next(table.examples(region.box), None)
        if facts is not None:
            told += 1
            said = situation(facts, _named(table, region, facts), table.vocabulary)
            edge = any(_lost_edge(table, key, facts) for key in _pinned(table, region))
            yield CounterExample("gap", f"{said}时，没有一个档次符合。", facts=facts, edge=edge)


def _named(table: Table, region: Region, facts: Facts) -> list[str]:
    """Return the facts that matter: those the box names; in the order of the table."""
    named = {key for key, _ in region.box}
    return [key for key in table.space.axes if key in named and key in facts]


def _pinned(table: Table, region: Region) -> list[str]:
    """Return the numbers that stand on one single value in the box."""
    atoms = table.atoms(region.box)
    return [key for key, found in atoms.items() if len(found) == 1 and found[0].low == found[0].high is not None]


def _shared_edge(table: Table, key: str, facts: Facts, pair: tuple[int, int]) -> bool:
    """Whether one tier ends and the other begins at this very value."""
    (one_below, two_below), (one_above, two_above) = (
        [position in held for position in pair] for held in _neighbours(table, key, facts)
    )
    return (one_below and not one_above and two_above and not two_below) or (
        two_below and not two_above and one_above and not one_below
    )


def _lost_edge(table: Table, key: str, facts: Facts) -> bool:
    """Whether a tier ends just below this value and another begins just above it."""
    below, above = _neighbours(table, key, facts)
    return bool(below and above and below != above)


def _neighbours(table: Table, key: str, facts: Facts) -> tuple[set[int], set[int]]:
    """Return the tiers of the ladder that hold just below and just above the value of a fact."""
    atoms = table.space.axes[key].atoms
    here = next(n for n, atom in enumerate(atoms) if atom.low == atom.high and atom.value == facts[key])
    sides = [atoms[n].value if 0 <= n < len(atoms) else None for n in (here - 1, here + 1)]
    below, above = ({**facts, key: value} if value is not None else None for value in sides)
    return table.held_at(below), table.held_at(above)
