"""When a publication is alarmed, and how many were in time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hengtu.law.calendar import official
from hengtu.law.settings import procedure_setting

# the setting that names the working day of the alarm for each term, and the day where no setting does
ALARMS = {"publish_penalty": ("publicity_alarm_day", 6), "publish_other": ("publicity_alarm_day_other", 17)}


def alarm_on(decided_on: date, jurisdiction: str, term: str = "publish_penalty") -> date:
    """Return the working day after the decision on which a publication still to come is alarmed.

    Args:
        term: ``publish_penalty`` (seven working days, alarmed on the sixth) or ``publish_other`` (twenty, alarmed on
            the seventeenth); both days are settings.
    Raises: LawError ``unknown_jurisdiction``; KeyError for another term.
    """
    name, default = ALARMS[term]
    row = procedure_setting(name, jurisdiction, decided_on)
    return official().working_day_number(decided_on, int(row["value"]) if row else default)


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
