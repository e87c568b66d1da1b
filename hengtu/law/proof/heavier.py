"""Is a heavier act never punished lighter? Two acts, one in no respect lighter than the other, compared box by box."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from hengtu.law.proof.amounts import Weight, base_of, in_words, weight_of
from hengtu.law.proof.proof import CounterExample
from hengtu.law.proof.relations import WEIGHED, concrete
from hengtu.law.proof.table import RANKS, Region, Table
from hengtu.law.proof.words import situation

Facts = Mapping[str, Any]
Bad = tuple[str, int, int, Facts, Facts]


def reversals(table: Table) -> Iterator[CounterExample]:
    """Yield one counter-example for every two tiers that punish the heavier act lighter, or call it lighter.

    Where the statute itself changes from yuan to a multiple between the two acts, ``check`` is ``measure``: worth a
    look, but the law's own doing.
    """
    seen: set[tuple[str, int, int]] = set()
    regions = [region for region in table.regions if region.tiers]
    for first in regions:
        table.space.spend(len(regions))
        for second in regions:
            for bad in _between(table, first, second):
                if bad[:3] not in seen:
                    seen.add(bad[:3])
                    yield _told(table, bad)


def _between(table: Table, first: Region, second: Region) -> Iterator[Bad]:
    """Yield what is wrong when ``second`` is the heavier of the two acts."""
    comparable = table.space.comparable(first.box, second.box)
    if comparable and (first is not second or _by_text(table, first)):
        yield from _heavier_act(table, first, second)
    if first is not second and first.branches == second.branches:
        yield from _heavier_word(table, first, second)


def _heavier_act(table: Table, first: Region, second: Region) -> Iterator[Bad]:
    if _harmless(table, first, second):
        return
    bases = _bases(table, first, second)
    for lighter in table.parts(first.box, bases):
        for heavier in table.parts(second.box, bases):
            if table.space.comparable(lighter, heavier):
                found = next(_pairs(table, first, second, lighter, heavier, bases), None)
                if found is not None:
                    yield found
                    return


def _harmless(table: Table, first: Region, second: Region) -> bool:
    """Whether no facts can show a reversal: amounts and words are fixed and in order."""
    if _bases(table, first, second):
        return False
    one, other = table.tier_at(first.tiers, {}), table.tier_at(second.tiers, {})
    return not _weight(table, other, {}).lighter_than(_weight(table, one, {})) and not _word_falls(table, one, other)


def _pairs(
    table: Table, first: Region, second: Region, lighter: Any, heavier: Any, bases: tuple[str, ...]
) -> Iterator[Bad]:
    for cell, worse in table.space.pairs(lighter, heavier, table.unexempted):
        others = list(concrete(table.space.atoms(worse), bases))
        for facts in concrete(table.space.atoms(cell), bases):
            for other in others:
                if _no_lighter(table, facts, other):
                    yield from _judged(table, first, second, facts, other)
        return


def _judged(table: Table, first: Region, second: Region, facts: Facts, other: Facts) -> Iterator[Bad]:
    one, two = table.tier_at(first.tiers, facts), table.tier_at(second.tiers, other)
    weight, heavier = _weight(table, one, facts), _weight(table, two, other)
    if heavier.lighter_than(weight):
        if table.measures(first) != table.measures(second):
            yield "measure", one, two, facts, other
        elif first.branches == second.branches or _avoidable(table, (first, facts, weight), (second, other, heavier)):
            yield "monotone", one, two, facts, other
    elif _word_falls(table, one, two):
        yield "word", one, two, facts, other


def _avoidable(table: Table, first: tuple[Region, Facts, Weight], second: tuple[Region, Facts, Weight]) -> bool:
    """Whether a table could do better where the statute itself changes its range between the two acts."""
    lawful, heavier = table.lawful(*first[:2]), table.lawful(*second[:2])
    if lawful is None or heavier is None:
        return False
    at_the_top = second[2].highest >= heavier.highest
    at_the_bottom = first[2].lowest <= lawful.lowest
    highest = second[2].highest < first[2].highest and not at_the_top
    lowest = second[2].lowest < first[2].lowest and not at_the_bottom
    return highest or lowest


def _heavier_word(table: Table, first: Region, second: Region) -> Iterator[Bad]:
    """The words rank tiers too: where only one fact without direction differs, the heavier word must weigh more."""
    apart = table.space.apart(first.box, second.box)
    if len(apart) != 1 or table.space.axes[apart[0]].directed or _bases(table, first, second):
        return
    one, two = table.tier_at(first.tiers, {}), table.tier_at(second.tiers, {})
    if not _rank(table, one) < _rank(table, two) or not _weight(table, two, {}).lighter_than(_weight(table, one, {})):
        return
    for facts in table.examples(first.box):
        for other in table.examples(second.box):
            yield "words", one, two, facts, other


def _told(table: Table, bad: Bad) -> CounterExample:
    check, one, two, facts, other = bad
    words = (str(table.tiers[one]["tier"]), str(table.tiers[two]["tier"]))
    differing = [key for key in table.space.axes if facts.get(key) != other.get(key)]
    named = differing or [key for key in table.space.axes if key in facts]
    said = [
        f"{situation(each, named, table.vocabulary)}时是「{word}」，{in_words(table.tiers[tier]['outcome'], each)}"
        for word, tier, each in ((words[0], one, facts), (words[1], two, other))
    ]
    ends = {
        "monotone": "后一种在各方面都不更轻，反而罚得更轻",
        "word": "后一种在各方面都不更轻，反而落在更轻的档次",
        "measure": "法律在两者之间换了计算方法，数额没有接上，请核对是否有意如此",
        "words": f"「{words[1]}」比「{words[0]}」重，反而罚得更轻",
    }
    message = f"其他情况相同，{said[0]}；{said[1]}：{ends[check]}。"
    return CounterExample("word" if check == "words" else check, message, words, (one, two), facts, other)


def _no_lighter(table: Table, facts: Facts, other: Facts) -> bool:
    """Whether the second act is in no respect lighter; facts without a direction must be equal."""
    for key, axis in table.space.axes.items():
        if axis.directed and isinstance(facts[key], int | float) and not isinstance(facts[key], bool):
            rising = table.vocabulary[key].get("worse") == "more"
            if (facts[key] > other[key]) if rising else (facts[key] < other[key]):
                return False
        elif not axis.directed and facts[key] != other[key]:
            return False
    return facts.get("mass_limit_kg") == other.get("mass_limit_kg")


def _bases(table: Table, first: Region, second: Region) -> tuple[str, ...]:
    """Return the facts on which an amount depends; with one that is weighed, whatever else is weighed."""
    found = dict.fromkeys(
        key for position in (*first.tiers, *second.tiers) for key in base_of(table.tiers[position]["outcome"])
    )
    if set(found) & set(WEIGHED):
        found |= dict.fromkeys(key for key in WEIGHED if key in table.space.axes)
    return tuple(found)


def _by_text(table: Table, region: Region) -> bool:
    return any("text" in table.tiers[each]["outcome"].get("formula", {}) for each in region.tiers)


def _weight(table: Table, position: int, facts: Facts) -> Weight:
    return weight_of(table.tiers[position]["outcome"], facts)


def _rank(table: Table, position: int) -> int:
    return RANKS.get(table.tiers[position]["tier"], 0)


def _word_falls(table: Table, one: int, two: int) -> bool:
    kinds = {table.tiers[each]["outcome"]["kind"] for each in (one, two)}
    return kinds == {"fine"} and _rank(table, two) < _rank(table, one)
