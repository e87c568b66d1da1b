"""Does every tier stay inside what the statute allows for the same facts: the range, and the kinds of penalty?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from hengtu.law.benchmarks import FIRST_TIERS
from hengtu.law.conditions import comparisons_of
from hengtu.law.outcome import CONFISCATIONS, KINDS_ZH, Range
from hengtu.law.proof.amounts import base_of, in_words, weight_of
from hengtu.law.proof.proof import CounterExample
from hengtu.law.proof.table import Region, Table, Tier, lawful_of
from hengtu.law.proof.words import situation

MITIGATED = "减轻"


def outside(table: Table) -> Iterator[CounterExample]:
    """Yield, tier by tier, the first facts for which it leaves what the statute allows. A local statute has its own."""
    if table.is_local_statute:
        return
    for position in range(len(table.tiers)):
        found = next(_outside(table, position), None)
        if found is not None:
            yield found


def _outside(table: Table, position: int) -> Iterator[CounterExample]:
    tier = table.tiers[position]
    regions = table.regions_of([position]) if position in table.first else table.regions
    for region in regions:
        if position not in region.tiers:
            continue
        for branch in (table.branches[each] for each in region.branches):
            if not _unassigned(table, region):
                yield from _against(table, position, tier, region, branch)


def _unassigned(table: Table, region: Region) -> bool:
    """Whether the box stands on the very number of gains at which the statute changes its measure.

    "超过一万元" beside "不足一万元" gives that number to neither; a table may treat it by either branch.
    """
    measures = {key for each in table.branches for key in base_of(each)}
    switches = {pair for each in table.branches if "when" in each for pair in comparisons_of(each["when"])}
    standing = [(key, atoms[0].value) for key, atoms in table.atoms(region.box).items() if len(atoms) == 1]
    return any(pair in switches and pair[0] in measures for pair in standing)


def _against(
    table: Table, position: int, tier: Tier, region: Region, branch: Mapping[str, Any]
) -> Iterator[CounterExample]:
    bases = tuple(dict.fromkeys((*base_of(tier["outcome"]), *base_of(branch))))
    for facts in table.examples(region.box, bases, exempt=position in table.first):
        problem = _problem(table.version, tier, branch, facts)
        if problem is not None:
            named = [key for key in table.space.axes if key in {*dict(region.box), *bases}]
            said = situation(facts, named, table.vocabulary)
            message = f"「{tier['tier']}」（第 {position + 1} 行）在{said}时，{problem}。"
            yield CounterExample("statute", message, (tier["tier"],), (position,), facts)


def _problem(version: Mapping[str, Any], tier: Tier, branch: Mapping[str, Any], facts: Mapping[str, Any]) -> str | None:
    """Say why a tier is not what a branch of the statute allows, or return None."""
    outcome = tier["outcome"]
    if extra := _unknown_kind(version, outcome):
        return f"并处「{KINDS_ZH.get(extra, extra)}」，法律没有规定这种处罚"
    if outcome["kind"] != "fine":
        return None if tier["tier"] in FIRST_TIERS else _without_fine(version, tier, branch)
    if branch["kind"] == "warning":
        return "这种情形依法给予警告，不能罚款"
    weight, lawful = weight_of(outcome, facts), lawful_of(branch, facts)
    below = weight.lowest < lawful.lowest and tier["tier"] != MITIGATED
    if weight.highest > lawful.highest or below:
        return f"{in_words(outcome, facts)}，超出法定幅度 {Range(lawful.lowest, lawful.highest)}"
    return None


def _without_fine(version: Mapping[str, Any], tier: Tier, branch: Mapping[str, Any]) -> str | None:
    kind = tier["outcome"]["kind"]
    if kind == "warning":
        known = any(each["kind"] == "warning" for each in version["penalties"])
        return None if known else "给予警告，法律没有规定警告"
    free = branch["kind"] == "fine" and (
        branch.get("min", branch.get("amount")) == 0 or not branch.get("mandatory", True)
    )
    return (
        None
        if free or tier["tier"] == "轻微"
        else "不罚款，法律规定应当罚款；不予处罚、减轻处罚的，应当写在这两个档次里"
    )


def _unknown_kind(version: Mapping[str, Any], outcome: Mapping[str, Any]) -> str | None:
    lawful = {each["kind"] for each in version["penalties"]}
    lawful |= CONFISCATIONS  # gains are confiscated whether or not the item says so (APL:28p2)
    return next((each["kind"] for each in outcome.get("plus", ()) if each["kind"] not in lawful), None)
