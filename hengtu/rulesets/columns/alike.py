"""Rows that no rule tells apart, as one row with their count: a million matters become some hundreds to assess.

The same thought as ``law.alike``: a number counts as the side of every line on which it lies, a day as its span.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from typing import Any

from sqlglot import exp

from hengtu.law.alike import sides_of_numbers, texts_named
from hengtu.law.conditions import Comparison, comparisons_in
from hengtu.law.rulebook import records
from hengtu.rulesets.columns.conditions import DATES
from hengtu.rulesets.columns.plan import Plan
from hengtu.rulesets.columns.sql import Sql, case, column, compare, is_null, literal, within

NUMBERS = frozenset({"integer", "number", "money"})
COUNT = "matters"
DAYS_BEFORE_ALL = timedelta(days=2)


def can_be_counted(plan: Plan) -> bool:
    """Whether no amount is computed from a fact, so that rows on the same sides have the same answer."""
    return not plan.weighs and not plan.computes


def counted(plan: Plan, facts: Sql, has: Collection[str]) -> Sql:
    """Return the rows with one in the place of all that are alike.

    Args:
        plan: one for which :func:`can_be_counted` holds.
        facts: a SELECT of both dates and every fact of the plan.
        has: the facts that are known in any row.
    Returns: a relation of both dates, these facts and :data:`COUNT`; numbers and days stand for all on their side.
    """
    asked: dict[str, dict[Comparison, None]] = {}
    for condition in plan.conditions():
        for each in comparisons_in(condition):
            asked.setdefault(each.key, {})[each] = None
    values = _days(plan) | {key: _value(key, tuple(asked.get(key, ()))) for key in plan.keys if key in has}
    chosen = [exp.alias_(value, name, quoted=True) for name, value in values.items()]
    count = exp.alias_(exp.Count(this=exp.Star()), COUNT, quoted=True)
    places = [exp.Literal.number(place) for place in range(1, len(chosen) + 1)]
    query = exp.select(*chosen, count).from_(_named(facts, "told")).group_by(*places)
    return _named(query, "alike")


def _named(query: Sql, name: str) -> Any:
    return exp.Subquery(this=query, alias=exp.TableAlias(this=exp.to_identifier(name)))


def _days(plan: Plan) -> dict[str, Sql]:
    """One day for each span; a decision before the violation stays before it."""
    first, *_ = changes = plan.spans.changes
    days: dict[str, Sql] = {}
    for name in DATES:
        earlier = [(compare(column(name), "<", literal(day)), literal(day - timedelta(days=1))) for day in changes]
        days[name] = case([(is_null(column(name)), literal(None)), *earlier], literal(changes[-1]))
    violation, decided = DATES
    reversed_ = compare(column(decided), "<", column(violation))
    return {violation: days[violation], decided: case([(reversed_, literal(first - DAYS_BEFORE_ALL))], days[decided])}


def _value(key: str, asked: tuple[Comparison, ...]) -> Sql:
    """Return a fact, or what stands for all of its values on the same side."""
    kind, value = records("facts")[key]["type"], column(key)
    unknown: tuple[Sql, Any] = (is_null(value), literal(None))
    if kind == "text":
        return case([unknown, (within(value, texts_named(asked)), value)], literal(""))
    if kind not in NUMBERS:
        return value
    sides = sides_of_numbers(asked)
    arms = [(compare(value, sign, literal(line)), literal(float(stands))) for stands, sign, line in sides.below]
    return case([unknown, *arms], literal(float(sides.last)))
