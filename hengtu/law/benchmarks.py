"""The benchmark's side of an assessment: which published table applies here and now, and which tier the facts meet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hengtu.law import jurisdiction
from hengtu.law.citations import cite
from hengtu.law.conditions import evaluate
from hengtu.law.errors import LawError, nearest
from hengtu.law.measures import FORMULA, amount_of, inputs_of
from hengtu.law.outcome import Range
from hengtu.law.periods import Period
from hengtu.law.rulebook import records, rule_cache
from hengtu.law.statute import Facts, Version, described, range_of

Benchmark = Mapping[str, Any]
FIRST_TIERS = ("不予处罚", "减轻")


@dataclass(frozen=True)
class Selection:
    """The table to read first, the exemption lists beside it, and why others were refused.

    ``only_lighter``: ids of tables that came into force after the violation; they count only where they are lighter.
    """

    ladder: Benchmark | None
    lists: tuple[Benchmark, ...]
    refused: tuple[str, ...]
    only_lighter: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Match:
    """What a table says for the facts. ``tier`` None: facts missing, or no tier fits (``gap``)."""

    tier: Mapping[str, Any] | None
    missing: tuple[str, ...] = ()
    alternatives: tuple[dict[str, Any], ...] = ()
    notes: tuple[str, ...] = ()
    gap: bool = False
    trace: tuple[tuple[str, bool | None], ...] = ()


def select(
    violation_id: str, version: Version, chain: Sequence[str], violation_on: Period | None, decided_on: Period | None
) -> Selection:
    """Return the benchmarks of the nearest layer that may be used with a version of the statute.

    A table rests on one version of the statute and has dates of its own: it is refused when either does not fit.
    """
    return select_from(tables_of(violation_id, chain), version, violation_on, decided_on)


def tables_of(violation_id: str, chain: Sequence[str]) -> tuple[Benchmark, ...]:
    """Return every table of an item along a chain of divisions, the nearest layer first."""
    return tuple(each for code in chain for each in _of(violation_id, code))


def select_from(
    tables: Iterable[Benchmark], version: Version, violation_on: Period | None, decided_on: Period | None
) -> Selection:
    """Return what of these tables, nearest layer first, may be used; for drafts that are in no rulebook yet.

    A table that another of them replaces ends on the day the other comes into force. A published one that came into
    force after the violation stands behind every one that was in force then, of whatever layer (APL:37).
    """
    tables = _with_ends(_known_by(tables, decided_on))
    lists: list[Benchmark] = []
    ladders: list[Benchmark] = []
    refused: list[str] = []
    late: set[str] = set()
    for each in tables:
        reason = _refusal(each, version, violation_on, decided_on)
        if reason:
            refused.append(reason)
            continue
        if violation_on and not violation_on.overlaps(each["effective_from"], each.get("effective_to")):
            late.add(each["id"])
        (lists if each["role"] == "exemption_list" else ladders).append(each)
    ladders.sort(key=lambda each: each["id"] in late and "published_on" in each)
    return Selection(ladders[0] if ladders else None, tuple(lists), tuple(refused), frozenset(late))


def _known_by(tables: Iterable[Benchmark], decided_on: Period | None) -> Iterable[Benchmark]:
    """Leave out what came into force after the decision: a receipt reads the same before and afterwards."""
    if decided_on is None:
        return tables
    last = decided_on.last.isoformat()
    return [each for each in tables if each["effective_from"] <= last]


def _with_ends(tables: Iterable[Benchmark]) -> tuple[Benchmark, ...]:
    """Return the tables, each with the day on which its successor takes over as its end."""
    found = tuple(tables)
    ends: dict[str, str] = {}
    for successor in found:
        for replaced in successor.get("replaces", ()):
            ends[replaced] = min(ends.get(replaced, successor["effective_from"]), successor["effective_from"])
    return tuple(
        {**each, "effective_to": _end(each, ends[each["id"]])} if each["id"] in ends else each for each in found
    )


def _end(table: Benchmark, taken_over_on: str) -> str:
    return min(str(table.get("effective_to") or taken_over_on), taken_over_on)


def title_of(benchmark: Benchmark) -> str:
    """Return what a document calls the table: the article of a statute, else its title with the place."""
    document = benchmark["document"]
    if "cite" in document:
        return cite(document["cite"])
    place = place_of(benchmark)
    return f"《{document['name']}》" if document["name"].startswith(place) else f"{place}《{document['name']}》"


def place_of(benchmark: Benchmark) -> str:
    """Return the place whose table it is."""
    return str(benchmark.get("place_zh") or jurisdiction.name_of(benchmark["division"]))


@rule_cache
def _of(violation_id: str, code: str) -> tuple[Benchmark, ...]:
    found = records("benchmarks").values()
    own = (each for each in found if each["violation"] == violation_id and each["division"] == code)
    return tuple(each for each in own if not each.get("example"))


def named(violation_id: str, benchmark_id: Any) -> tuple[Benchmark, ...]:
    """Return the one table that a question names; examples are reached in no other way.

    Raises: LawError ``unknown_benchmark`` when there is none, ``other_violation`` when it is about another item.
    """
    tables = records("benchmarks")
    if not isinstance(benchmark_id, str) or benchmark_id not in tables:
        raise LawError(
            "unknown_benchmark", f"没有编号为 {benchmark_id} 的裁量基准。{nearest(str(benchmark_id), tables)}"
        )
    table: Benchmark = tables[benchmark_id]
    if table["violation"] != violation_id:
        raise LawError(
            "other_violation", f"裁量基准 {benchmark_id} 规定的是 {table['violation']}，不是 {violation_id}。"
        )
    return (table,)


def _fits_statute(benchmark: Benchmark, version: Version) -> bool:
    return bool(benchmark["statute_from"] == version["effective_from"])


def _refusal(
    benchmark: Benchmark, version: Version, violation_on: Period | None, decided_on: Period | None
) -> str | None:
    """Say why a table may not be used, or return None."""
    title = title_of(benchmark)
    if not _fits_statute(benchmark, version):
        reason = benchmark.get("superseded_zh", "所依据的不是本案适用的法律文本")
        return f"{title}不适用：{reason}。"
    if not benchmark["confirmed"]:
        return f"{title}不适用：来源没有核对。"
    span = (benchmark["effective_from"], benchmark.get("effective_to"))
    in_force = [period.overlaps(*span) for period in (violation_on, decided_on) if period is not None]
    if in_force and not any(in_force):
        return f"{title}不适用：自 {span[0]} 起施行" + (f"，至 {span[1]} 止。" if span[1] else "。")
    return None


def match_tier(tiers: Iterable[Mapping[str, Any]], facts: Facts) -> Match:
    """Return the tier the facts meet.

    Exempting and mitigating tiers are tested first. A fact that would decide is asked for. Two tiers that both fit
    leave the lighter one, and the reason is recorded; where none fits nothing is interpolated.
    """
    holding: list[Mapping[str, Any]] = []
    unknown: list[Mapping[str, Any]] = []
    missing: dict[str, None] = {}
    trace: list[tuple[str, bool | None]] = []
    given = tuple(tiers)
    first = [tier for tier in given if tier["tier"] in FIRST_TIERS]
    rest = [tier for tier in given if tier["tier"] not in FIRST_TIERS] if first else given
    for tier in (*first, *rest):
        truth = evaluate(tier["when"], facts)
        trace.append((tier["when"], truth.value))
        if truth.value is True and tier["tier"] in FIRST_TIERS and not unknown:
            return Match(tier, trace=tuple(trace))
        if truth.value is True:
            holding.append(tier)
        elif truth.value is None:
            unknown.append(tier)
            missing.update(dict.fromkeys(truth.missing))
    if unknown:
        return Match(None, tuple(missing), tuple(map(describe_tier, (*holding, *unknown))), trace=tuple(trace))
    if not holding:
        note = "裁量基准的各档次都不符合现有事实，不推算，按法定幅度说明理由。"
        return Match(None, notes=(note,), gap=True, trace=tuple(trace))
    return _lightest(holding, tuple(trace))


def _lightest(holding: list[Mapping[str, Any]], trace: tuple[tuple[str, bool | None], ...]) -> Match:
    chosen = min(holding, key=tier_weight)
    if len(holding) == 1:
        return Match(chosen, trace=trace)
    names = "、".join(tier["tier"] for tier in holding)
    note = f"同时符合「{names}」几个档次，存疑时不作对当事人不利的处理，取较轻的「{chosen['tier']}」。"
    others = tuple(describe_tier(tier) for tier in holding if tier is not chosen)
    return Match(chosen, (), others, (note,), trace=trace)


def tier_weight(tier: Mapping[str, Any]) -> tuple[float, float]:
    """Return what is compared to say which tier is lighter: its maximum first, then its minimum."""
    outcome = tier["outcome"]
    highest = outcome.get("max", outcome.get("amount", 0))
    return (highest, outcome.get("min", highest))


def describe_tier(tier: Mapping[str, Any]) -> dict[str, Any]:
    """Return a tier as an alternative in an answer."""
    return {"tier": tier["tier"], **described({**tier["outcome"], "when": tier["when"]})}


@dataclass(frozen=True)
class TierRange:
    """The range of a tier in yuan, or what it still needs; ``amount`` where a formula or fixed amount decides."""

    kind: str
    range: Range | None
    amount: float | None = None
    missing: tuple[str, ...] = ()


def tier_range(outcome: Mapping[str, Any], facts: Facts) -> TierRange:
    """Return what a tier's outcome comes to for the facts."""
    if outcome["kind"] != "fine":
        return TierRange(outcome["kind"], None)
    amount = amount_of(outcome, facts) if outcome["basis"] == FORMULA else None
    return TierRange("fine", range_of(outcome, facts), amount, inputs_of(outcome, facts))
