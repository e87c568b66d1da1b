"""A chart in words, for whoever does not see the picture: the same steps in the same order."""

from __future__ import annotations

from dataclasses import dataclass

from hengtu.law.procedure.charts import Chart, ChartStep
from hengtu.portal.openness.drawing import grouped, term_words


@dataclass(frozen=True)
class ToldStep:
    """One step in words, with what the party may do and what may happen besides."""

    name: str
    actor: str
    basis: str
    why: str
    terms: tuple[str, ...]
    rights: tuple[ToldStep, ...] = ()
    cases: tuple[ToldStep, ...] = ()


def told(chart: Chart) -> tuple[ToldStep, ...]:
    """Return the steps of a chart in words."""
    return tuple(_told(row.step, row.rights, row.cases) for row in chart.rows)


def _told(step: ChartStep, rights: tuple[ChartStep, ...] = (), cases: tuple[ChartStep, ...] = ()) -> ToldStep:
    return ToldStep(
        name=step.name,
        actor=step.actor,
        basis=grouped(step.basis),
        why=step.why,
        terms=tuple(term_words(note) for note in step.terms),
        rights=tuple(_told(each) for each in rights),
        cases=tuple(_told(each) for each in cases),
    )
