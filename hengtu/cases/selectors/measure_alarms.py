"""Measures whose time is over or nearly so: what alarms, heads and keepers see before and at once after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from hengtu.agencies.models import Account
from hengtu.cases.models import CaseDeadline, CaseThing, EnforcementCase
from hengtu.cases.selectors.case_view import Due
from hengtu.cases.selectors.deadlines import due_chip
from hengtu.law.deadlines import term_named
from hengtu.law.jurisdiction import is_place
from hengtu.law.settings import measure_warning_days

# Each clock that a thing or a measure runs under, and the act that ends it.
WATCHED = {
    "seizure": "measure_lifted",
    "urgent_measure_report": "measure_approved",
    "evidence_registration": "registration_settled",
    "property_handover": "property_taken_in",
}
LONGEST_WARNING = 10  # no place can choose more days
SHOWN = 50


@dataclass(frozen=True)
class MeasureAlarm:
    """One clock that presses. ``act`` is the kind that ends it; ``things`` how many things lie under it."""

    case_id: UUID
    number: str
    title: str
    agency: str
    term: str
    act: str
    due: Due
    is_over: bool
    things: int


def measure_alarms(account: Account, *, on: date) -> tuple[MeasureAlarm, ...]:
    """Return the clocks of measures on cases this account may see that are over, or end within the warning days.

    The warning days are a setting of the place of each case. Longest over first.
    """
    visible = EnforcementCase.objects.visible_to(account, on).values("pk")
    latest = on + timedelta(days=LONGEST_WARNING)
    rows = CaseDeadline.objects.filter(case__in=visible, term__in=WATCHED, ended_on=None, due_on__lte=latest)
    pressing = [
        row for row in rows.select_related("case", "case__agency").order_by("due_on", "id") if _presses(row, on)
    ]
    held = _held(pressing[:SHOWN])
    return tuple(_alarm(row, on, held.get((row.case_id, row.about), 0)) for row in pressing[:SHOWN])


def _presses(row: CaseDeadline, on: date) -> bool:
    return row.due_on is not None and row.due_on <= on + timedelta(days=warning_days_of(row.case, on))


def warning_days_of(case: EnforcementCase, on: date) -> int:
    """Return the warning days where a case is; a place nobody knows has the default of the system."""
    place = case.jurisdiction if is_place(case.jurisdiction) else "国家"
    return measure_warning_days(place, on)


def _held(rows: list[CaseDeadline]) -> dict[tuple[UUID, str], int]:
    things = CaseThing.objects.filter(case__in={row.case_id for row in rows}, is_open=True)
    counts: dict[tuple[UUID, str], int] = {}
    for key in things.values_list("case_id", "holder"):
        counts[key] = counts.get(key, 0) + 1
    return counts


def _alarm(row: CaseDeadline, on: date, things: int) -> MeasureAlarm:
    assert row.due_on is not None  # asked for by the query
    case = row.case
    return MeasureAlarm(
        case_id=case.pk,
        number=case.number,
        title=case.title,
        agency=case.agency.name,
        term=term_named(row.term)["name"],
        act=WATCHED[row.term],
        due=due_chip(row.term, row.due_on, on),
        is_over=row.due_on < on,
        things=things,
    )
