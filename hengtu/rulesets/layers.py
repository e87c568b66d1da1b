"""Layers: for which place an agency legislates, and whether a lower table stays inside the upper one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from hengtu.agencies.models import Agency
from hengtu.law import jurisdiction
from hengtu.law.benchmarks import FIRST_TIERS, place_of, select_from, tables_of, title_of
from hengtu.law.errors import LawError
from hengtu.law.periods import Period
from hengtu.law.proof.amounts import in_words, weight_of
from hengtu.law.proof.fitting import overlaps
from hengtu.law.proof.regions import TooManyCells
from hengtu.law.proof.table import Table
from hengtu.law.proof.words import situation
from hengtu.law.rulebook import records

Rule = Mapping[str, Any]


def upper_codes(division: str, on: date) -> tuple[str, ...]:
    """Return the layers above a division on a day, nearest first: city, regions, province, nation; none above it."""
    if division == jurisdiction.NATION:
        return ()
    codes = dict.fromkeys((division, division[:4] + "00", division[:2] + "0000", jurisdiction.NATION))
    found = jurisdiction.layers(jurisdiction.Jurisdiction(division, tuple(codes)), on)
    return tuple(code for code in found if code != division)


def divisions_of(agency: Agency, on: date) -> tuple[str, ...]:
    """Return the divisions an agency legislates for on a day: its own, and those in which it also enforces."""
    further = agency.divisions.in_force(on).order_by("division_code").values_list("division_code", flat=True)
    return tuple(dict.fromkeys((agency.division_code, *further)))


def place_name(division: str) -> str:
    """Return the name of a division, "" where the rulebook has none for it."""
    name = jurisdiction.name_of(division)
    return "" if name == division else name


def current_table(violation: str, division: str, version: Mapping[str, Any], on: date) -> Rule | None:
    """Return the table of exactly this division that would be read on a day."""
    return select_from(tables_of(violation, (division,)), version, Period(on, on), Period(on, on)).ladder


def upper_table(violation: str, division: str, version: Mapping[str, Any], on: date) -> Rule | None:
    """Return the table of the nearest layer above a division that would be read on a day."""
    found = tables_of(violation, upper_codes(division, on))
    return select_from(found, version, Period(on, on), Period(on, on)).ladder


def outside_the_upper(rule: Rule, upper: Rule, version: Mapping[str, Any]) -> Iterator[tuple[int, str]]:
    """Yield, per row, facts for which a lower table leaves the tier of the upper one.

    A lower layer may refine the tiers of the layer above, never leave them.

    Source: 国办发〔2022〕27号; 行政处罚法第三十四条
    """
    for position, own in enumerate(rule["tiers"]):
        for above in upper["tiers"]:
            if own["tier"] in FIRST_TIERS or above["tier"] in FIRST_TIERS:
                continue
            said = _leaves(own, above, version, upper)
            if said:
                yield position, said
                break


def _leaves(own: Rule, above: Rule, version: Mapping[str, Any], upper: Rule) -> str:
    facts = records("facts")
    table = Table({"tiers": [{**own, "tier": "一般"}, {**above, "tier": "一般"}]}, version, facts)
    try:
        met = next(overlaps(table), None)
    except TooManyCells:
        return f"这一档的情节太多，没能与{title_of(upper)}逐一比较，请减少情节"
    except LawError as error:
        return str(error)
    if met is None:
        return ""
    lower, higher = weight_of(own["outcome"], met.facts), weight_of(above["outcome"], met.facts)
    if lower.highest <= higher.highest and lower.lowest >= higher.lowest:
        return ""
    case = situation(met.facts, met.facts, facts)
    return (
        f"{case}时，本表{in_words(own['outcome'], met.facts)}，超出{place_of(upper)}「{above['tier']}」档的"
        f"{in_words(above['outcome'], met.facts)}。下级只能在上级的档次以内细化"
    )
