"""Prove one table against one version of the statute."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from hengtu.law.errors import LawError
from hengtu.law.proof.amounts import badly_made
from hengtu.law.proof.fitting import gaps, overlaps
from hengtu.law.proof.heavier import reversals
from hengtu.law.proof.proof import CounterExample, Proof
from hengtu.law.proof.regions import MOST_WORK, TooManyCells
from hengtu.law.proof.table import Table
from hengtu.law.proof.within import outside
from hengtu.law.rulebook import records
from hengtu.law.statute import item_of

Check = Callable[[Table], Iterator[CounterExample]]


def prove(table: Mapping[str, Any], version: Mapping[str, Any], *, vocabulary: Mapping[str, Any]) -> Proof:
    """Prove a benchmark table, or find facts for which it does what it must not.

    Args:
        table: as in ``rulebook/benchmarks``: ``tiers`` with ``tier``, ``when``, ``outcome``; ``role``, ``id`` if any.
        version: the version of the statute it rests on, as in ``rulebook/violations``.
        vocabulary: the facts, by key, as in ``rulebook/facts``; ``worse`` says in which direction a fact weighs.
    Returns: the proof; ``sound`` only if all four were proved. Money in yuan.
    Raises: LawError ``unknown_fact``, BadCondition, when the table cannot be read at all.
    Source: 国办发〔2022〕27号 (benchmarks refine the statute and stay inside it); APL:5p2 (fines fit the act).
    """
    name = str(table.get("id", ""))
    broken = tuple(_broken_outcomes(table))
    if broken:
        return Proof(name, None, (), (), None, False, broken, tuple(each.message for each in broken))
    view = Table(table, version, vocabulary)
    try:
        found = [tuple(check(view)) for check in (overlaps, gaps, reversals, outside)]
    except TooManyCells:
        return Proof(name, None, (), (), None, None, (), undecided=_too_large(view))
    return _proof(name, *found)


def _proof(
    name: str,
    crossing: tuple[CounterExample, ...],
    missing: tuple[CounterExample, ...],
    compared: tuple[CounterExample, ...],
    excess: tuple[CounterExample, ...],
) -> Proof:
    falling = tuple(each for each in compared if each.check != "measure")
    every = (*crossing, *missing, *falling, *excess)
    findings = (*every, *(each for each in compared if each.check == "measure"))
    said = tuple(each.message for each in findings)
    return Proof(name, not missing, crossing, missing, not falling, not excess, every, said)


def prove_in_force(benchmark_id: str) -> Proof:
    """Prove a table of the rulebook or of a published pack against its version. Raises: LawError ``unknown_table``."""
    tables = records("benchmarks")
    if benchmark_id not in tables:
        raise LawError("unknown_table", f"没有编号为 {benchmark_id} 的裁量基准。")
    table = tables[benchmark_id]
    return prove(table, version_for(table), vocabulary=records("facts"))


def version_for(table: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the version of the statute a table rests on; the current one where it names none.

    Raises: UnknownViolation; LawError ``no_such_version``.
    """
    versions: list[Mapping[str, Any]] = item_of(table.get("violation"))["versions"]
    wanted = table.get("statute_from")
    if wanted is None:
        return versions[-1]
    for version in versions:
        if version["effective_from"] == str(wanted):
            return version
    dates = "、".join(str(each["effective_from"]) for each in versions)
    raise LawError("no_such_version", f"{table['violation']} 没有自 {wanted} 起施行的文本，已有的是 {dates}。")


def _broken_outcomes(table: Mapping[str, Any]) -> Iterator[CounterExample]:
    for position, tier in enumerate(table["tiers"]):
        for problem in badly_made(tier["outcome"]):
            message = f"「{tier['tier']}」（第 {position + 1} 行）{problem}。"
            yield CounterExample("outcome", message, (str(tier["tier"]),), (position,))


def _too_large(view: Table) -> str:
    facts = sorted(view.space.axes.values(), key=lambda axis: -len(axis.atoms))
    named = "、".join(f"{view.vocabulary[axis.key]['zh']}（{len(axis.atoms)} 段）" for axis in facts[:4])
    return (
        f"这张表比较 {MOST_WORK} 次也证明不完，没有下结论。表里用了 {len(facts)} 个事实，分得最细的是 {named}；"
        "请按其中一个事实拆成几张表，分别证明。"
    )
