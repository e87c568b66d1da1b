"""A plan as one SELECT over a relation of facts, in DuckDB's dialect or, through sqlglot, another."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlglot import exp

from hengtu.rulesets.columns import alike, masses
from hengtu.rulesets.columns.conditions import comparisons, type_of
from hengtu.rulesets.columns.leaves import AMOUNTS, WORDS
from hengtu.rulesets.columns.plan import Plan
from hengtu.rulesets.columns.sql import Sql, case, column, compare, literal, switch, times

DATE_COLUMNS = ("violation_on", "decided_on")
LEAF_COLUMNS = ("leaf", *WORDS, "asks", *(cell for name in AMOUNTS for cell in (name, f"{name}_of")))
ANSWERS = (*WORDS, *AMOUNTS, "missing")
SUMMED = ("min_yuan", "max_yuan")


def assessed(plan: Plan, source: Sql | str, has: Collection[str], *, keep: Sequence[str] = ()) -> exp.Select:
    """Return the query that assesses every row of a relation.

    Args:
        plan: of one item in one place.
        source: a table, or a SELECT in parentheses, with a column per fact; NULL is *not known*.
        has: the columns the relation has; a fact without a column is not known in any row.
        keep: columns carried through, e.g. the id of the decision.
    Returns: a SELECT with ``keep`` and :data:`ANSWERS`; see ``relation.yaml`` for grain, types, units and nulls.
    """
    layers = _answered(plan, source, has, keep)
    layers.append(("leaf", leaf_table(plan)))
    layers.append(("told", _told(plan, keep)))
    chosen = [column(name) for name in (*keep, *ANSWERS[:-1])]
    return _with(layers, exp.select(*chosen, _missing(plan)).from_("told"))


def numbered(plan: Plan, source: Sql | str, has: Collection[str], *, keep: Sequence[str] = ()) -> exp.Select:
    """Return the query that gives every row only the number of its answer, to be written beside :func:`leaf_table`.

    Of an answer, words and constant amounts are the same for many rows: writing the number writes only what differs.
    Returns: a SELECT with ``keep``, ``leaf`` and ``missing``.
    """
    layers = _answered(plan, source, has, keep)
    layers.append(("leaf", leaf_table(plan)))
    layers.append(("told", _told(plan, keep)))
    return _with(layers, exp.select(*(column(name) for name in (*keep, "leaf")), _missing(plan)).from_("told"))


def totals(plan: Plan, source: Sql | str, has: Collection[str]) -> exp.Select:
    """Return the query that counts the rows of each answer and sums its range in yuan; one row per answer met.

    Rows that no rule tells apart are assessed as one. Where amounts are computed from facts every row is assessed and
    counted by number; what is a share of a fact is summed as the fact, so that no row is joined.
    Returns: a SELECT with :data:`WORDS`, ``matters``, ``min_yuan`` and ``max_yuan``.
    """
    if alike.can_be_counted(plan):
        few = alike.counted(plan, _facts(plan, source, has, ()), has)
        layers = _answered(plan, few, {*has, *DATE_COLUMNS, alike.COUNT}, (alike.COUNT,))
        matters: Any = exp.cast(exp.Sum(this=column(alike.COUNT)), "BIGINT")
    else:
        layers, matters = _answered(plan, source, has, ()), exp.Count(this=exp.Star())
    sums = {
        f"{name}_{place}": exp.Sum(this=amount.sql())
        for name, sources in plan.leaves.sources.items()
        for place, amount in enumerate(sources, start=1)
        if name in SUMMED
    }
    counted = exp.select(column("leaf"), _as(matters, "matters"), *(_as(v, k) for k, v in sums.items()))
    layers.append(("counted", counted.from_("answered").group_by(column("leaf"))))
    layers.append(("leaf", leaf_table(plan)))
    words = [column(name, "leaf") for name in WORDS]
    amounts = [_as(_sum_of(plan, name), name) for name in SUMMED]
    same = exp.EQ(this=column("leaf", "counted"), expression=column("leaf", "leaf"))
    query = (
        exp.select(*words, column("matters", "counted"), *amounts).from_("counted").join(exp.to_table("leaf"), on=same)
    )
    return _with(layers, query)


def _sum_of(plan: Plan, name: str) -> Sql:
    factor = column(name, "leaf")
    shares = [
        (
            place,
            column(f"{name}_{place}", "counted")
            if amount.formula
            else times(factor, column(f"{name}_{place}", "counted")),
        )
        for place, amount in enumerate(plan.leaves.sources[name], start=1)
    ]
    constant = times(factor, column("matters", "counted"))
    return switch(column(f"{name}_of", "leaf"), shares, constant) if shares else constant


def _answered(plan: Plan, source: Sql | str, has: Collection[str], keep: Sequence[str]) -> list[tuple[str, Any]]:
    """The steps to the number of each row's answer, each a SELECT over the one before."""
    answer = plan.answer
    layers = [("facts", _facts(plan, source, has, keep))]
    if plan.weighs:
        layers.append(("limited", exp.select("*", _as(masses.table_limit(), "table_limit_kg")).from_("facts")))
        layers.append(("weighed", _weighed()))
    layers.append(("compared", _adding(comparisons(plan.conditions()), layers[-1][0])))
    layers.append(("numbered", _adding(_numbers(plan), "compared")))
    layers.append(("asking", _adding({**_asks(plan), **_weights(plan)}, "numbered")))
    layers.append(("answered", _adding({"leaf": answer}, "asking")))
    return layers


def _with(layers: Sequence[tuple[str, Any]], query: exp.Select) -> exp.Select:
    for name, layer in layers:
        query = query.with_(name, layer, copy=False)
    return query


def _missing(plan: Plan) -> Any:
    missing = column("asked")
    if plan.weighs:
        punished = compare(column("kind"), "!=", literal("none"))
        missing = case([(punished, masses.asked_instead(missing, plan.places))], missing)
    return _as(exp.cast(missing, "BIGINT"), "missing")


def _told(plan: Plan, keep: Sequence[str]) -> exp.Select:
    """Join the answers to the rows by number."""
    weighed = sorted({*masses.KEYS, "table_limit_kg"} - {*keep}) if plan.weighs else []
    amounts = [_as(value, name) for name, value in plan.leaves.amounts()]
    words = [column(name, "leaf") for name in ("leaf", *WORDS)]
    kept = [column(name, "answered") for name in keep]
    chosen = exp.select(
        *kept, *(column(name, "answered") for name in weighed), *words, *amounts, _as(plan.asked, "asked")
    ).from_("answered")
    same = exp.EQ(this=column("leaf", "answered"), expression=column("leaf", "leaf"))
    return chosen.join(exp.to_table("leaf"), on=same)


def _adding(values: Mapping[str, Sql], source: str) -> exp.Select:
    return exp.select("*", *(_as(value, name) for name, value in values.items())).from_(source)


def _asks(plan: Plan) -> dict[str, Sql]:
    """What each text and table asks for; only rows that ask work it out."""
    found = {f"asks_{each.name}": each.asks for each in plan.readings}
    return found | {f"asks_{tiers.name}": tiers.asks for tiers in plan.tier_columns.values()}


def _weights(plan: Plan) -> dict[str, Sql]:
    """What each text comes to, where texts are compared."""
    return {name: end for each in plan.readings for name, end in each.weights.items() if len(plan.readings) > 1}


def text_of(query: Sql, dialect: str = "duckdb") -> str:
    """Return a query as text of a dialect."""
    return str(query.sql(dialect=dialect))


def _facts(plan: Plan, source: Sql | str, has: Collection[str], keep: Sequence[str]) -> exp.Select:
    names = dict.fromkeys((*keep, *DATE_COLUMNS, *plan.keys))
    chosen = [column(name) if name in has else _unknown(name) for name in names]
    return exp.select(*chosen).from_(source)


def _unknown(name: str) -> Sql:
    kind = "DATE" if name in DATE_COLUMNS else type_of(name)
    return _as(exp.cast(exp.Null(), kind), name)


def _weighed() -> exp.Select:
    derived = masses.derived()
    replaced = [_as(value, name) for name, value in derived.items() if name != "fact_conflict"]
    star = exp.Star(**{"replace": replaced})
    return exp.select(star, _as(derived["fact_conflict"], "fact_conflict")).from_("limited")


def _numbers(plan: Plan) -> Mapping[str, Sql]:
    """The numbers a row's answer is chosen by: span, reading of each text, tier of each table, grounds."""
    found = {"span": plan.spans.sql(), **plan.flags}
    found |= {reading.name: reading.number for reading in plan.readings if len(reading.readings) > 1}
    return found | {tiers.name: tiers.number() for tiers in plan.tier_columns.values()}


def leaf_table(plan: Plan) -> Sql:
    """Return the small table of the answers a plan can give, as a SELECT."""
    rows = [exp.Tuple(expressions=[literal(cell) for cell in row]) for row in plan.leaves.rows()]
    alias = exp.TableAlias(this=exp.to_identifier("of"), columns=[exp.to_identifier(name) for name in LEAF_COLUMNS])
    values = exp.Values(expressions=rows, alias=alias)
    return exp.select(*(_as(exp.cast(column(name), kind), name) for name, kind in _leaf_types())).from_(values)


def _leaf_types() -> list[tuple[str, str]]:
    texts = {*WORDS, "asks"}
    return [(name, "VARCHAR" if name in texts else "DOUBLE" if name in AMOUNTS else "INT") for name in LEAF_COLUMNS]


def _as(value: Sql, name: str) -> Any:
    return exp.alias_(value, name, quoted=True)
