"""Results of a case other than its decision: coercive measures and enforcement, each published by itself (GB118)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from hengtu.law.acts import LegalAct
from hengtu.law.dates_zh import day_zh
from hengtu.law.disclosure.contents import RESULT, kind_zh, publishing_of
from hengtu.law.procedure.measures import Measure, identity_of, measures_of
from hengtu.law.procedure.runs import Run
from hengtu.law.procedure.situation import Situation, day_of, withholds_all

ENFORCING = ("enforcement_decided", "substitute_decided")
DECIDING = ("measure_taken", *ENFORCING)
PUBLISHED = "result_published"
# How an act that publishes or withholds names the result it is about; with one alone it need not.
NAMED_BY = "of_result"
# of the five cases in which a measure is lifted those in which it should not have been taken, or not of these things
GROUNDLESS = {"no_violation": "没有违法行为", "unrelated": "与违法行为无关"}


@dataclass(frozen=True)
class Result:
    """One result. ``id`` is the uid of the act that decided it.

    ``groundless``: the act by which a measure lost its ground: lifted because there was no violation or the things had
    nothing to do with it, or the facts were found not to stand. Nobody is held up to the public for it.
    """

    id: str
    act: LegalAct
    measure: Measure | None = None
    published: LegalAct | None = None
    withheld: LegalAct | None = None
    groundless: LegalAct | None = None

    @property
    def label(self) -> str:
        """How lists call it."""
        if self.measure is not None:
            return self.measure.label
        return f"{kind_zh(self.act.kind)}（{day_zh(day_of(self.act.occurred_at))}）"

    @property
    def closed(self) -> LegalAct | None:
        """The act after which it waits no more: published, withheld as a whole, or found to lack its ground."""
        return self.published or self.withheld or self.groundless


def results_of(situation: Situation) -> tuple[Result, ...]:
    """Return the results of a case in the order in which they were decided."""
    taken = {identity_of(each.taken): each for each in measures_of(situation) if each.taken is not None}
    found: list[Result] = []
    for act in situation.acts:
        if act.kind in DECIDING and publishing_of(act.kind, day_of(act.occurred_at)):
            name = identity_of(act)
            if act.kind in ENFORCING or name in taken:
                found.append(Result(name, act, taken.get(name), groundless=_groundless(situation, taken.get(name))))
        elif act.kind == PUBLISHED or withholds_all(act, RESULT):
            _close(found, act)
    return tuple(found)


def results_waiting(situation: Situation) -> tuple[Result, ...]:
    """Return the results that are neither published nor withheld yet."""
    return tuple(each for each in results_of(situation) if each.closed is None)


def result_meant(results: tuple[Result, ...], act: LegalAct) -> Result | None:
    """Return the result an act is about; see :func:`result_named`."""
    return result_named(results, str(act.payload.get(NAMED_BY) or ""))


def result_named(results: tuple[Result, ...], named: str = "") -> Result | None:
    """Return the result of a name; without one the only one that waits, else the latest enforcement.

    None where the case has none of that name, or where nothing was decided.
    """
    if named:
        return next((each for each in results if each.id == named), None)
    waiting = [each for each in results if each.closed is None]
    if len(waiting) == 1:
        return waiting[0]
    return next((each for each in reversed(results) if each.act.kind in ENFORCING), next(iter(waiting), None))


def publications(situation: Situation) -> Iterator[Run]:
    """Every result until it is published, withheld as a whole, or lifted as groundless (GB118, GIR:14)."""
    for each in results_of(situation):
        yield Run(each.id, each.label, each.act, each.closed)


def _groundless(situation: Situation, measure: Measure | None) -> LegalAct | None:
    if measure is None:
        return None
    ended = measure.ended.payload if measure.ended else {}
    if ended.get("ground") in GROUNDLESS or _says_so(ended):
        return measure.ended
    return situation.last("not_established", "filing_cancelled")


def _says_so(lifting: Mapping[str, Any]) -> bool:
    """A lifting on file that names no case but says in its reason what the case is."""
    reason = str(lifting.get("reason") or "")
    return not lifting.get("ground") and any(words in reason for words in GROUNDLESS.values())


def _close(found: list[Result], act: LegalAct) -> None:
    meant = result_meant(tuple(found), act)
    if meant is None or meant.published is not None:
        return
    closed = replace(meant, published=act) if act.kind == PUBLISHED else replace(meant, withheld=act)
    found[found.index(meant)] = closed
