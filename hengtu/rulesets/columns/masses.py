"""Limit, excess and share of an over-limit vehicle as columns, computed from what was weighed as ``law.facts`` does."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hengtu.law.facts import COMPUTED, RATIO_TOLERANCE
from hengtu.law.rulebook import records
from hengtu.rulesets.columns.conditions import Bits
from hengtu.rulesets.columns.sql import (
    Sql,
    all_of,
    any_of,
    bits,
    call,
    case,
    column,
    compare,
    divided,
    has_bit,
    is_known,
    is_null,
    literal,
    minus,
    negated,
    without_bits,
)

WEIGHED = ("vehicle_form", "axle_count", "gross_mass_kg", "tractor_single_drive_axle")
KEYS = frozenset({*WEIGHED, *COMPUTED})
DRIVE = "tractor_single_drive_axle"


def table_limit() -> Sql:
    """Return the limit of the table in kg for the row's vehicle; NULL where a fact is missing or no line fits."""
    rows = records("mass_limits").values()
    return case(
        [(all_of([_fits(row), *_drive(row)]), literal(row["mass_limit_kg"])) for row in rows],
        literal(None),
    )


def derived() -> dict[str, Sql]:
    """Return the columns computed from ``table_limit_kg``; ``fact_conflict``: a typed figure contradicts one."""
    limit = _first(column("table_limit_kg"), column("mass_limit_kg"))
    excess = _first(minus(column("gross_mass_kg"), limit), column("excess_kg"))
    ratio = _first(divided(excess, limit), column("excess_ratio"))
    return {
        "mass_limit_kg": limit,
        "excess_kg": excess,
        "excess_ratio": ratio,
        "fact_conflict": call("coalesce", any_of(_conflicts(limit, excess)), literal(False)),
    }


def asked_instead(mask: Sql, places: Bits) -> Sql:
    """Return the bits to ask for where a computed figure is missing: what was not weighed or counted."""
    computed = places.mask(*COMPUTED)
    nothing_weighed = all_of([is_null(column(key)) for key in WEIGHED])
    by_excess = case([(has_bit(mask, places.mask("excess_ratio")), literal(places.mask("excess_kg")))], literal(0))
    as_excess = bits([without_bits(mask, places.mask("excess_ratio"), len(places.places)), by_excess])
    no_limit = case([(is_null(column("mass_limit_kg")), _limit_asks(places))], literal(0))
    unweighed = all_of([is_null(column("gross_mass_kg")), is_null(column("excess_kg"))])
    gross = case([(unweighed, literal(places.mask("gross_mass_kg")))], literal(0))
    needed = bits([no_limit, gross, without_bits(mask, computed, len(places.places))])
    branches = [(negated(has_bit(mask, computed)), mask), (nothing_weighed, as_excess)]
    return case(branches, needed)


def _fits(row: Mapping[str, Any]) -> Sql:
    axles = column("axle_count")
    tests = [
        compare(column("vehicle_form"), "==", literal(row["vehicle_form"])),
        compare(axles, ">=", literal(row["axles_from"])),
    ]
    return all_of([*tests, *([compare(axles, "<=", literal(row["axles_to"]))] if "axles_to" in row else [])])


def _drive(row: Mapping[str, Any]) -> list[Sql]:
    return [compare(column(DRIVE), "==", literal(row[DRIVE]))] if DRIVE in row else []


def _limit_asks(places: Bits) -> Sql:
    """Bits of what is missing for the limit: form and axles, then the drive where it decides, else the limit itself."""
    basics = bits([_if_null(key, places) for key in ("vehicle_form", "axle_count")])
    any_line = any_of([_fits(row) for row in records("mass_limits").values()])
    beyond = case([(any_line, literal(places.mask(DRIVE)))], literal(places.mask("mass_limit_kg")))
    known = all_of([is_known(column("vehicle_form")), is_known(column("axle_count"))])
    return case([(is_known(column("table_limit_kg")), literal(0)), (known, beyond)], basics)


def _if_null(key: str, places: Bits) -> Sql:
    return case([(is_null(column(key)), literal(places.mask(key)))], literal(0))


def _conflicts(limit: Sql, excess: Sql) -> list[Sql]:
    computed_excess = minus(column("gross_mass_kg"), limit)
    empty = all_of([compare(column("excess_kg"), "==", literal(0)), compare(computed_excess, "<", literal(0))])
    apart = call("abs", minus(column("excess_ratio"), divided(excess, limit)))
    return [
        compare(column("mass_limit_kg"), "!=", column("table_limit_kg")),
        all_of([compare(column("excess_kg"), "!=", computed_excess), negated(empty)]),
        compare(apart, ">", literal(RATIO_TOLERANCE)),
    ]


def _first(*values: Sql) -> Sql:
    return call("coalesce", *values)
