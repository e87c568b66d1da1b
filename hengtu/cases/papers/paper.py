"""One line of the table of papers: which form, for whom, when, from what."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from hengtu.cases.papers.context import PaperContext
from hengtu.law.procedure.shares import whose

Data = Mapping[str, Any]
Builder = Callable[[PaperContext], Data]
When = Callable[[PaperContext], bool]
Spread = Callable[[PaperContext], Iterable[PaperContext]]


def always(context: PaperContext) -> bool:
    """Whenever the act is done."""
    return True


def once(context: PaperContext) -> Iterable[PaperContext]:
    """One paper for the case, whoever and how many its parties are."""
    return (context,)


def once_to_the_only_party(context: PaperContext) -> Iterable[PaperContext]:
    """One paper for the case; it opens a door where it is clear whose door it is."""
    parties = context.case.parties
    return (replace(context, focus=parties[0].id),) if len(parties) == 1 else (context,)


def per_party(context: PaperContext) -> Iterable[PaperContext]:
    """One paper for each party the act is about: those it names, the one who acts, or all."""
    wanted = whose(context.situation, context.act) or context.case.parties
    return tuple(replace(context, focus=party.id) for party in wanted)


def per_instalment(context: PaperContext) -> Iterable[PaperContext]:
    """One paper for each instalment, as the form holds one."""
    party = (whose(context.situation, context.act) or context.case.parties)[0].id
    parts = context.asked("instalments") or ()
    return tuple(replace(context, focus=party, instalment=number) for number, _ in enumerate(parts, start=1))


def of_earlier(*kinds: str) -> Spread:
    """Papers of earlier acts that could not be numbered then: on the spot the number comes with the decision."""

    def earlier(context: PaperContext) -> Iterable[PaperContext]:
        return tuple(replace(context, act=act) for act in context.situation.all(*kinds))

    return earlier


@dataclass(frozen=True)
class Paper:
    """A paper that an act produces. ``data`` returns exactly what the form of the catalogue asks for.

    ``reckoned``: the receipts of its matters are kept with it.
    """

    form: str
    data: Builder
    each: Spread = once
    when: When = always
    reckoned: bool = False
