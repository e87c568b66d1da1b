"""The counts of what was handled leniently, and the list behind each number."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hengtu.cases.selectors.leniency import LenientFilters, lenient_counts, lenient_csv, lenient_list
from hengtu.web.asked import KEY_DIGITS, number_in
from hengtu.web.looks import note_look
from hengtu.web.requests import SignedInRequest


@require_safe
@login_required
def leniency(request: SignedInRequest) -> HttpResponse:
    """Show the numbers of a period and a unit: ``?from=2026-01-01&to=2026-11-29&unit=3``."""
    today = timezone.localdate()
    counts = lenient_counts(request.user, filters_of(request.GET, today), on=today)
    return render(request, "leniency/counts.html", {"counts": counts, "filters": counts.filters, "today": today})


@require_safe
@login_required
def leniency_list(request: SignedInRequest) -> HttpResponse:
    """Show exactly the rows that a number counts."""
    now = timezone.now()
    today = timezone.localdate(now)
    note_look(request, "leniency/list", now)
    filters = filters_of(request.GET, today)
    found = lenient_list(request.user, filters, _number(request.GET.get("page", "")) or 1, on=today)
    back = LenientFilters(filters.first, filters.last, filters.unit)
    return render(request, "leniency/list.html", {"found": found, "back": back.query(), "today": today})


@require_safe
@login_required
def leniency_csv(request: SignedInRequest) -> HttpResponse:
    """Hand out one whole list as a file."""
    now = timezone.now()
    today = timezone.localdate(now)
    note_look(request, "leniency/list.csv", now)
    text = lenient_csv(request.user, filters_of(request.GET, today), on=today)
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="leniency-{today.isoformat()}.csv"'
    return response


def filters_of(asked: QueryDict, today: date) -> LenientFilters:
    """Read the address; a day that cannot be read falls back to this year so far, days the wrong way are turned."""
    first = _day(asked.get("from", "")) or date(today.year, 1, 1)
    last = _day(asked.get("to", "")) or today
    words = {key: _word(asked.get(key, "")) for key in ("kind", "code", "standing")}
    return LenientFilters(min(first, last), max(first, last), _number(asked.get("unit", "")), **words)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _word(text: str) -> str:
    """A word of an address as codes are written; anything else asks for nothing."""
    return text[:40] if text.replace("_", "").isalnum() and text.isascii() else ""


def _number(text: str) -> int:
    return number_in(text, KEY_DIGITS) or 0
