"""Small words for building SQL through sqlglot's expression builder: no rule ever becomes SQL by gluing text.

Expressions are shared between trees and never changed once built, so nothing is copied.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlglot import exp

Sql = Any  # sqlglot.exp.Expression; its stubs are not strict
Branch = tuple[Sql, Sql]
NULL = exp.Null()
TRUE = exp.true()
FALSE = exp.false()


def column(name: str, table: str | None = None) -> Sql:
    """Return a quoted column."""
    return exp.column(name, table=table, quoted=True)


def literal(value: Any) -> Sql:
    """Return a constant: truth, text, day or number; a number with decimals is a DOUBLE, never a DECIMAL."""
    if value is None:
        return exp.Null()
    if isinstance(value, bool):
        return exp.true() if value else exp.false()
    if isinstance(value, date):
        return exp.cast(exp.Literal.string(value.isoformat()), "DATE")
    if isinstance(value, str):
        return exp.Literal.string(value)
    return exp.Literal.number(f"{value!r}e0" if isinstance(value, float) and "e" not in repr(value) else repr(value))


def compare(left: Sql, sign: str, right: Sql) -> Sql:
    """Return ``left sign right``."""
    kinds = {"==": exp.EQ, "!=": exp.NEQ, "<": exp.LT, "<=": exp.LTE, ">": exp.GT, ">=": exp.GTE}
    return kinds[sign](this=_closed(left), expression=_closed(right))


def within(left: Sql, values: Iterable[Any]) -> Sql:
    """Return ``left in (…)``."""
    return exp.In(this=_closed(left), expressions=[literal(value) for value in values])


def is_null(value: Sql) -> Sql:
    """Return ``value IS NULL``."""
    return exp.Is(this=_closed(value), expression=exp.Null())


def is_known(value: Sql) -> Sql:
    """Return ``value IS NOT NULL``."""
    return exp.Not(this=is_null(value))


def is_true(value: Sql) -> Sql:
    """Return a two-valued truth: unknown counts as false."""
    return exp.Coalesce(this=value, expressions=[exp.false()])


def is_false(value: Sql) -> Sql:
    """Return a two-valued truth: unknown counts as not false."""
    return exp.Not(this=exp.Coalesce(this=value, expressions=[exp.true()]))


def all_of(parts: Sequence[Sql]) -> Sql:
    """Return the parts joined with *and*; true for none."""
    return exp.and_(*parts, copy=False) if parts else exp.true()


def any_of(parts: Sequence[Sql]) -> Sql:
    """Return the parts joined with *or*; false for none."""
    return exp.or_(*parts, copy=False) if parts else exp.false()


def negated(inner: Sql) -> Sql:
    """Return ``NOT inner``."""
    return exp.Not(this=_closed(inner))


def times(left: Sql, right: Sql) -> Sql:
    """Return a product."""
    return exp.Mul(this=_closed(left), expression=_closed(right))


def plus(*parts: Sql) -> Sql:
    """Return a sum."""
    total = _closed(parts[0])
    for each in parts[1:]:
        total = exp.Add(this=total, expression=_closed(each))
    return total


def minus(left: Sql, right: Sql) -> Sql:
    """Return a difference."""
    return exp.Sub(this=_closed(left), expression=_closed(right))


def divided(left: Sql, right: Sql) -> Sql:
    """Return a quotient of DOUBLEs."""
    return exp.Div(this=exp.cast(left, "DOUBLE"), expression=_closed(right), typed=False, safe=True)


def call(name: str, *arguments: Sql) -> Sql:
    """Return a call of a function both engines know: floor, least, greatest, round, abs."""
    return exp.func(name, *arguments)


def bits(parts: Sequence[Sql]) -> Sql:
    """Return the parts joined bit by bit with *or*; 0 for none."""
    if not parts:
        return exp.Literal.number(0)
    total = _closed(parts[0])
    for each in parts[1:]:
        total = exp.BitwiseOr(this=total, expression=_closed(each))
    return total


def has_bit(value: Sql, mask: int) -> Sql:
    """Return whether any bit of a mask is set."""
    joined = exp.BitwiseAnd(this=_closed(value), expression=exp.Literal.number(mask))
    return compare(joined, "!=", exp.Literal.number(0))


def without_bits(value: Sql, mask: int, width: int) -> Sql:
    """Return a value of ``width`` bits with those of a mask cleared."""
    return exp.BitwiseAnd(this=_closed(value), expression=exp.Literal.number(((1 << width) - 1) & ~mask))


def case(branches: Sequence[Branch], default: Sql) -> Sql:
    """Return the first branch whose condition is true; branches after one that is always true fall away."""
    open_branches: list[Branch] = []
    for condition, value in branches:
        if condition == FALSE:
            continue
        if condition == TRUE:
            default = value
            break
        open_branches.append((condition, value))
    while open_branches and open_branches[-1][1] == default:
        open_branches.pop()
    if not open_branches:
        return default
    ifs = [exp.If(this=condition, true=value) for condition, value in open_branches]
    return exp.Case(ifs=ifs, default=default)


def switch(value: Sql, branches: Sequence[tuple[int, Sql]], default: Sql) -> Sql:
    """Return the branch of a number."""
    return case([(compare(value, "==", literal(number)), result) for number, result in branches], default)


def _closed(value: Sql) -> Sql:
    """Return a copy that keeps together inside a larger expression."""
    loose = isinstance(value, exp.Binary | exp.Connector | exp.Not | exp.Unary | exp.In | exp.Is)
    return exp.paren(value, copy=False) if loose else value
