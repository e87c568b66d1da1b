"""Terms of which a case may have several running: one for each thing that is held, registered or answered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from hengtu.law.acts import LegalAct
from hengtu.law.counting import Span
from hengtu.law.procedure.crime import referral_of
from hengtu.law.procedure.measures import measures_of
from hengtu.law.procedure.registrations import registrations_of
from hengtu.law.procedure.situation import Situation
from hengtu.law.procedure.softer import softer_of


@dataclass(frozen=True)
class Run:
    """One running of a term that a case may have several of: a seizure, a list of registered evidence.

    ``about`` is the id of the thing, ``label`` what lists call it; ``spans`` are days that do not count.
    """

    about: str
    label: str
    started: LegalAct
    ended: LegalAct | None
    extended: bool = False
    spans: tuple[Span, ...] = ()
    due_on: date | None = None  # set by the act itself, where the term has no number


def seizures(situation: Situation) -> Iterator[Run]:
    """Every sealing and seizure of the case, from the day it was put on (ACL:25)."""
    for measure in measures_of(situation):
        if measure.began is not None:
            extended = measure.extended is not None
            ended = measure.ended or measure.announced  # then the three months of the announcement run (HSPR:72p2)
            yield Run(measure.id, measure.label, measure.began, ended, extended, measure.testing_days)


def announcements(situation: Situation) -> Iterator[Run]:
    """Every announced vehicle or tool, until it is dealt with or fetched (HSPR:72p2)."""
    for measure in measures_of(situation):
        if measure.announced is not None:
            yield Run(measure.id, measure.label, measure.announced, measure.ended)


def urgent_reports(situation: Situation) -> Iterator[Run]:
    """Every measure taken in urgency, until the head has approved or refused it (ACL:19)."""
    for measure in measures_of(situation):
        if measure.urgent is not None:
            answered = measure.approved or measure.refused or measure.ended
            yield Run(measure.id, measure.label, measure.urgent, answered)


def handovers(situation: Situation) -> Iterator[Run]:
    """Property that came into the house; what was sealed where it stands is not carried anywhere."""
    for measure in measures_of(situation):
        if measure.began is not None and measure.kind != "seal":
            yield Run(measure.id, measure.label, measure.began, measure.kept or measure.ended)


def registrations(situation: Situation) -> Iterator[Run]:
    """Every list of registered evidence (APL:56)."""
    for each in registrations_of(situation):
        yield Run(each.id, each.label, each.act, each.settled)


def answer_runs(answer: str, *endings: str) -> Callable[[Situation], Iterator[Run]]:
    """Runs that start with one answer of the police and end with what follows it."""

    def runs(situation: Situation) -> Iterator[Run]:
        for act in referral_of(situation).answers:
            if act.payload.get("answer") == answer:
                later = situation.acts[situation.acts.index(act) + 1 :]
                yield Run("", "", act, next((each for each in later if each.kind in endings), None))

    return runs


def sendings(situation: Situation) -> Iterator[Run]:
    """An approved transfer until it has gone to the police (TRF:5)."""
    referral = referral_of(situation)
    if referral.decided is not None and referral.decided.payload.get("approve") is True:
        yield Run("", "", referral.decided, referral.sent)


def follow_ups_set(situation: Situation) -> Iterator[Run]:
    """Every softer measure with the day on which somebody looks again."""
    for each in softer_of(situation):
        if each.follow_up_on is not None:
            yield Run(each.id, each.label, each.taken, each.followed, due_on=each.follow_up_on)
