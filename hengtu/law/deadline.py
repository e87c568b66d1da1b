"""What a deadline is: its days, what it was counted from, why, and what follows when it ends."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from hengtu.law.counting import Marks, Span


@dataclass(frozen=True)
class DayCell:
    """One day of the strip that shows a short term. ``mark``: start, counted, skipped, make_up or due."""

    on: date
    mark: str
    number: int | None = None


@dataclass(frozen=True)
class Asked:
    """What a deadline was counted from: enough to count it again when a calendar or a layer changes.

    ``due_on`` is what the count gave; an act may have set another day since (deferral).
    """

    start: date
    extended: bool
    suspensions: tuple[Span, ...]
    place: str
    due_on: date | None


@dataclass(frozen=True)
class Effect:
    """What follows when a term ends and nothing was done.

    ``kind``: *lapse* (a right or a power is gone), *deemed* (the law takes something as done, ``deemed`` says what),
    *lift_and_return* (a measure must be lifted at once), *late* (the agency answers for it), *others_late* (another
    body does), *redo* (what it leads up to is set anew), *opens* (from then on the next step is lawful).
    ``starts`` names the term that begins then.
    """

    kind: str
    deemed: str = ""
    starts: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return what is said, leaving out what is not."""
        said = {"kind": self.kind, "deemed": self.deemed, "starts": self.starts}
        return {name: value for name, value in said.items() if value}


@dataclass(frozen=True)
class Deadline:
    """The answer for one term.

    ``kind``: *deadline* (in time until ``due_on``), *earliest* (not before ``not_before``), *window* (both), *setting*
    (the number is this installation's, the law names none; ``due_on`` may be None). ``counted`` holds every day that
    was skipped (holiday, weekend, suspended) or specially counted (make_up). ``warn_on`` is the day of the alarm where
    a stricter reading of a limit on the agency ends earlier; ``layer`` the row of a province that gave the number;
    ``asked`` the question it answers, None where no calendar and no layer can change the answer.
    """

    term: str
    name: str
    kind: str
    binds: str
    not_before: date | None = None
    due_on: date | None = None
    due_at: datetime | None = None
    provisional: bool = False
    counted: Marks = ()
    explanation: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()
    consequence: str = ""
    effect: Effect = Effect("late")
    warn_on: date | None = None
    layer: str | None = None
    asked: Asked | None = field(default=None, repr=False, compare=False)
    days: tuple[DayCell, ...] = field(default=(), repr=False)

    def as_json(self) -> dict[str, Any]:
        """Return the shape fixed by the contract."""
        return {
            "term": self.term,
            "name": self.name,
            "kind": self.kind,
            "not_before": self.not_before.isoformat() if self.not_before else None,
            "due_on": self.due_on.isoformat() if self.due_on else None,
            "due_at": self.due_at.isoformat() if self.due_at else None,
            "binds": self.binds,
            "provisional": self.provisional,
            "counted": [[day.isoformat(), mark] for day, mark in self.counted],
            "explanation": list(self.explanation),
            "basis": list(self.basis),
            "consequence": self.consequence,
            "effect": self.effect.as_json(),
            "warn_on": self.warn_on.isoformat() if self.warn_on else None,
            "layer": self.layer,
        }

    def state_on(self, on: date, ended_on: date | None = None) -> str:
        """Return how the term stands on a day: *running*, *kept*, or how it ended.

        Once its time is over: the kind of its effect, *late* where what bound the agency was done afterwards.
        """
        if ended_on is not None:
            return "late" if self._is_over(ended_on) and self.binds == "agency" else "kept"
        return self.effect.kind if self._is_over(on) else "running"

    @property
    def is_counted(self) -> bool:
        """Whether the last day comes out of the count alone and not out of an act that set it."""
        return self.asked is not None and self.asked.due_on == self.due_on

    def _is_over(self, on: date) -> bool:
        if self.kind == "earliest":
            return self.not_before is not None and on >= self.not_before
        return self.due_on is not None and on > self.due_on


@dataclass(frozen=True)
class Days:
    """The bare days of a deadline, as :func:`due` gives them: for whoever recomputes very many."""

    not_before: date | None
    due_on: date | None
    warn_on: date | None
    provisional: bool
