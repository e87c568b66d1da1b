"""The beam: where an amount lies on the range of the law, beside the tiers of the benchmark."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from hengtu.cases.selectors.beam_drawing import Drawing, draw
from hengtu.cases.selectors.facts import fact_value
from hengtu.cases.selectors.like_cases import LikeCases
from hengtu.cases.selectors.limits import limits_of
from hengtu.law.benchmarks import title_of
from hengtu.law.discretion import Assessment
from hengtu.law.facts import name_of
from hengtu.law.outcome import Range
from hengtu.law.procedure import Situation
from hengtu.law.procedure.matters import Penalty, plain
from hengtu.law.procedure.moment import assess_matter
from hengtu.law.rulebook import records
from hengtu.law.statute import range_of

PHONE_WIDTH, WIDE_WIDTH = 296, 670
WEIGHED = ("gross_mass_kg", "mass_limit_kg", "excess_kg")  # what the formulas of the rulebook start from


@dataclass(frozen=True)
class Band:
    """A tier of the benchmark, ``low`` to ``high`` in yuan; ``is_met`` for the one the facts meet."""

    name: str
    low: float
    high: float
    is_met: bool


@dataclass(frozen=True)
class Beam:
    """What one amount is measured against. ``finding`` says it in a sentence; ``rows`` are the same as a table.

    ``drawings`` is empty where the law leaves no choice: the ``calculation`` stands in its place. ``alike`` are the
    decisions of like cases, dots in the drawing; None where nobody asked for them or nothing can be compared.
    """

    matter: str
    amount_yuan: float | None
    finding: str
    rows: tuple[tuple[str, str], ...]
    calculation: tuple[str, ...]
    bands: tuple[Band, ...]
    drawings: tuple[Drawing, ...]
    source: str
    table: str = ""  # id of the benchmark, for its public page
    alike: LikeCases | None = None

    @property
    def wide(self) -> Drawing | None:
        return self.drawings[0] if self.drawings else None

    @property
    def narrow(self) -> Drawing | None:
        return self.drawings[1] if self.drawings else None


def beam_of(
    assessment: Assessment,
    penalty: Penalty | None,
    *,
    notified: Penalty | None = None,
    alike: LikeCases | None = None,
) -> Beam:
    """Return the beam of one matter.

    Args:
        assessment: of the matter, on the day of the decision.
        penalty: proposed or decided; None while nobody has proposed one.
        notified: what the party was told; more than that may not be decided (APL:45p2).
        alike: decisions of like cases, drawn below.
    """
    amount = penalty.amount_yuan if penalty is not None and "fine" in penalty.kinds else None
    limits = limits_of(assessment)
    bands = _bands(assessment, limits) if limits else ()
    ceiling = notified.amount_yuan if notified is not None and notified.amount_yuan else None
    drawings: tuple[Drawing, ...] = ()
    if limits is not None:
        tiers = [(band.name, band.low, band.high, band.is_met) for band in bands]
        ends = (limits.min_yuan, limits.max_yuan)
        fines = alike.fines if alike else ()
        drawings = tuple(draw(width, *ends, tiers, amount, ceiling, fines) for width in (WIDE_WIDTH, PHONE_WIDTH))
    return Beam(
        matter=assessment.violation_name,
        amount_yuan=amount,
        finding=_finding(assessment, limits, bands, amount, penalty),
        rows=_rows(assessment, limits, bands, amount, ceiling),
        calculation=assessment.explanation,
        bands=bands,
        drawings=drawings,
        source=_source(assessment),
        table=_table(assessment),
        alike=alike,
    )


def beams_of(
    situation: Situation,
    penalties: Mapping[str, Penalty],
    assessments: Mapping[str, Assessment],
    alike: Mapping[str, LikeCases] = MappingProxyType({}),
) -> tuple[Beam, ...]:
    """Return the beam of every matter that has an assessment; what was notified is taken from the case."""
    notified = situation.notified
    return tuple(
        beam_of(assessment, penalties.get(matter), notified=notified.get(matter), alike=alike.get(matter))
        for matter, assessment in assessments.items()
    )


def assessments_of(situation: Situation, on: date) -> dict[str, Assessment]:
    """Ask the law about every matter of a case, as of a civil day."""
    case = situation.case
    if case is None:
        return {}
    return {matter.id: assess_matter(case, matter, max(on, matter.violation_on)) for matter in case.matters}


def _bands(assessment: Assessment, limits: Range) -> tuple[Band, ...]:
    table = records("benchmarks").get(_table(assessment))
    found = []
    for tier in table["tiers"] if table else ():
        outcome = tier["outcome"]
        span = range_of(outcome, assessment.facts) if outcome["kind"] == "fine" and "formula" not in outcome else None
        if span is not None and limits.min_yuan <= span.min_yuan and span.max_yuan <= limits.max_yuan:
            found.append(Band(tier["tier"], span.min_yuan, span.max_yuan, tier["tier"] == assessment.tier))
    return tuple(sorted(found, key=lambda band: (band.low, band.high)))


def _source(assessment: Assessment) -> str:
    table = records("benchmarks").get(_table(assessment))
    return title_of(table) if table else ""


def _table(assessment: Assessment) -> str:
    return str((assessment.benchmark or {}).get("id", ""))


def _finding(
    assessment: Assessment, limits: Range | None, bands: tuple[Band, ...], amount: float | None, penalty: Penalty | None
) -> str:
    if assessment.outcome.amount_yuan is not None and assessment.outcome.kind == "fine":
        return f"数额由公式确定，应当是 {plain(assessment.outcome.amount_yuan)} 元"
    if limits is None:
        return f"拟{penalty.in_words()}" if penalty is not None else ""
    said = f"法定幅度 {plain(limits.min_yuan)} 至 {plain(limits.max_yuan)} 元"
    if amount is None:
        return said
    said += f"，拟处罚 {plain(amount)} 元"
    if not limits.min_yuan <= amount <= limits.max_yuan:
        return f"{said}，不在法定幅度内"
    band = next((each for each in bands if each.low <= amount <= each.high), None)
    met = next((each for each in bands if each.is_met), None)
    if met is not None and not met.low <= amount <= met.high:
        return f"{said}，偏离{met.name}档"
    return f"{said}，在{(met or band).name}档内" if (met or band) else said  # type: ignore[union-attr]


def _rows(
    assessment: Assessment, limits: Range | None, bands: tuple[Band, ...], amount: float | None, ceiling: float | None
) -> tuple[tuple[str, str], ...]:
    rows = []
    if limits is not None:
        rows.append(("法定幅度", f"{plain(limits.min_yuan)} 至 {plain(limits.max_yuan)} 元"))
    rows += [
        (f"{band.name}档{'（符合本案事实）' if band.is_met else ''}", f"{plain(band.low)} 至 {plain(band.high)} 元")
        for band in bands
    ]
    if assessment.outcome.amount_yuan and assessment.outcome.kind == "fine":
        rows += [(name_of(key), fact_value(key, assessment.facts[key])) for key in WEIGHED if key in assessment.facts]
        rows.append(("按公式应为", f"{plain(assessment.outcome.amount_yuan)} 元"))
    if ceiling is not None:
        rows.append(("已告知", f"{plain(ceiling)} 元"))
    if amount is not None:
        rows.append(("拟处罚", f"{plain(amount)} 元"))
    return tuple(rows)
