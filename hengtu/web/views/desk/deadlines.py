"""The calendar of deadlines."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hengtu.cases.selectors.calendar import month_of, terms_of_day
from hengtu.cases.selectors.worklist import PERSONAL
from hengtu.web.requests import SignedInRequest
from hengtu.web.templatetags.hengtu_shell import standing_note

YEARS = 5  # how far around today the calendar reaches


@require_safe
@login_required
def deadlines(request: SignedInRequest) -> HttpResponse:
    """Show a month (``?month=2026-11``) and, below it, one day (``?day=2026-11-25``); ``whose`` is mine or all."""
    today = timezone.localdate()
    day = _day(request.GET.get("day", ""), today)
    first = (day or _day(f"{request.GET.get('month', '')}-01", today) or today).replace(day=1)
    mine = _is_mine(request)
    page = {
        "month": month_of(request.user, first, on=today, mine=mine),
        "day": day,
        "terms": terms_of_day(request.user, day, on=today, mine=mine) if day else (),
        "today": today,
        "whose": "mine" if mine else "all",
    }
    return render(request, "desk/deadlines.html", page)


def _is_mine(request: SignedInRequest) -> bool:
    asked = request.GET.get("whose", "")
    return asked == "mine" if asked in {"mine", "all"} else standing_note(request).get("role", "") in PERSONAL


def _day(asked: str, today: date) -> date | None:
    try:
        day = date.fromisoformat(asked)
    except ValueError:
        return None
    return day if abs(day.year - today.year) <= YEARS else None
