"""Writing a case act by act on working days, so that what is generated respects the law's own clocks."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from hengtu.law.calendar import official
from hengtu.law.procedure.situation import CIVIL_TIME
from hengtu.web.commandline.scripts import KIND_OF_STEP, ScriptAct


@dataclass
class Itinerary:
    """A case on its way. Each ``then`` adds an act; ``on`` moves to a later working day."""

    start: date
    random: Random
    day: date = field(init=False)
    clock: time = field(init=False)
    acts: list[ScriptAct] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.day = self.start
        self.clock = time(8 + self.random.randrange(3), self.random.randrange(60))

    def then(self, step: str, by: str, **payload: Any) -> Itinerary:
        """Add an act a few minutes later; ``by`` names people separated by blanks."""
        moment = datetime.combine(self.day, self.clock, CIVIL_TIME) + timedelta(minutes=self.random.randrange(4, 25))
        if moment.hour >= 18 or moment.date() != self.day:
            self.on(1)
            moment = datetime.combine(self.day, self.clock, CIVIL_TIME)
        self.clock = moment.time()
        self.acts.append(ScriptAct(step, KIND_OF_STEP[step], moment, tuple(by.split()), payload))
        return self

    def on(self, working_days: int) -> Itinerary:
        """Move on by so many working days, to the morning; none leaves the clock where it is."""
        if working_days == 0:
            return self
        for _ in range(working_days):
            self.day = official().next_working_day(self.day + timedelta(days=1))
        self.clock = time(9, self.random.randrange(40))
        return self

    def until(self, last: date) -> tuple[ScriptAct, ...]:
        """Return the acts up to ``last``, that day included: what lies in the future has not happened."""
        return tuple(act for act in self.acts if act.occurred_at.date() <= last)
