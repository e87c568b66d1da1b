"""Until when a decision stays published: a setting of each place, since no national text counts the years."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hengtu.law.disclosure.contents import Publishing
from hengtu.law.settings import procedure_setting

_DEFAULT = {"publicity_years_organisation": 5, "publicity_years_person": 2, "publicity_years_measure": 1}


@dataclass(frozen=True)
class Retention:
    """``expires_on``: the first civil day on which it is no longer shown; ``source`` says where the years come from."""

    years: int
    expires_on: date
    source: str


def retention_of(publishing: Publishing, is_person: bool, jurisdiction: str, decided_on: date) -> Retention:
    """Return until when what is published of an act is shown.

    Args:
        is_person: a natural person; an individual business is shown as long as an organisation.
        decided_on: civil day of the decision, from which the years run.
    Raises: LawError ``unknown_jurisdiction``.
    """
    organisation, person = publishing.years
    name = person if is_person else organisation
    row = procedure_setting(name, jurisdiction, decided_on)
    years = int(row["value"]) if row else _DEFAULT[name]
    source = str(row["source"]) if row else "本系统的默认设置"
    return Retention(years, _years_after(decided_on, years), source)


def _years_after(day: date, years: int) -> date:
    """The same day years later; of 29 February the first of March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)
