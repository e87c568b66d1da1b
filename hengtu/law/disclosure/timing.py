"""When a publication is alarmed, and how many were in time."""

from __future__ import annotations

from collections.abc import Iterable
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


def punctuality(rows: Iterable[tuple[date, date | None, bool]], on: date) -> Punctuality:
    """Count publications.

    Args:
        rows: last day, day of publication or None, whether it was withheld.
        on: what is not published and not due before this day is left out.
    """
    found = list(rows)
    open_rows = [(due, done) for due, done, withheld in found if not withheld and (done is not None or due < on)]
    in_time = sum(done is not None and done <= due for due, done in open_rows)
    return Punctuality(len(open_rows), in_time, sum(withheld for _, _, withheld in found))
