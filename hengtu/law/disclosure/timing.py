"""When a publication is alarmed, and how many were in time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hengtu.law.calendar import official
from hengtu.law.settings import procedure_setting

DEFAULT_ALARM_DAY = 6


def alarm_on(decided_on: date, jurisdiction: str) -> date:
    """Return the working day after the decision on which a publication still to come is alarmed (setting, default 6).

    Raises: LawError ``unknown_jurisdiction``.
    """
    row = procedure_setting("publicity_alarm_day", jurisdiction, decided_on)
    number = int(row["value"]) if row else DEFAULT_ALARM_DAY
    return official().working_day_number(decided_on, number)


@dataclass(frozen=True)
class Punctuality:
    """``in_time`` of ``due``; what was lawfully withheld is counted apart, what is not due yet not at all."""

    due: int
    in_time: int
    withheld: int

    @property
    def rate(self) -> float | None:
        """Share in time; None where nothing was due."""
        return self.in_time / self.due if self.due else None
