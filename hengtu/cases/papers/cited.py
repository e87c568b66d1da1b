"""What a paper filled in by hand cites: refused where the paper rests on it, pointed out elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from hengtu.cases.papers.context import PaperContext
from hengtu.cases.papers.paper import Data
from hengtu.law.procedure import day_of
from hengtu.law.procedure.guards.relied_on import RESTS_ON
from hengtu.law.validity import CitationState, invalid_citations, texts_in


def cited_problems(context: PaperContext, typed: Data, at: datetime) -> dict[str, str]:
    """Return by field key what a paper rests on although it is not in force on its day nor on that of the violation."""
    return {key: _sentence(state) for key, state in _cited(context, typed, at) if key in RESTS_ON}


def cited_warnings(context: PaperContext, typed: Data, at: datetime) -> list[str]:
    """Return sentences about what the other fields cite."""
    return [_sentence(state) for key, state in _cited(context, typed, at) if key not in RESTS_ON]


def _cited(context: PaperContext, typed: Data, at: datetime) -> Iterator[tuple[str, CitationState]]:
    days = _days(context, at)
    for key, text in texts_in(typed):
        for state in invalid_citations(text, days):
            yield key, state


def _days(context: PaperContext, at: datetime) -> frozenset[date]:
    case = context.situation.case
    return frozenset({day_of(at), *(matter.violation_on for matter in (case.matters if case else ()))})


def _sentence(state: CitationState) -> str:
    return f"{state.message}，{state.way_out}"
