"""All property of a unit: filters are words in the address; the same as a table for a spreadsheet; labels to print."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from hengtu.agencies.models import Role
from hengtu.cases.selectors.measure_alarms import measure_alarms
from hengtu.cases.selectors.property_list import (
    LEFT,
    STATES,
    PropertyFilters,
    ThingLine,
    labels_of,
    left_words,
    property_list,
    property_rows,
)
from hengtu.lib.csv_text import csv_lines
from hengtu.lib.qr import qr_svg
from hengtu.web.asked import number_in, words_in
from hengtu.web.looks import note_look
from hengtu.web.requests import SignedInRequest
from hengtu.web.standing import posts_of
from hengtu.web.table_file import table_file


@require_safe
@login_required
def property_page(request: SignedInRequest) -> HttpResponse:
    """Show the property of the cases the reader sees, what has the least time left first."""
    today = timezone.localdate()
    found = property_list(request.user, filters_from(request.GET), on=today)
    filters = found.filters
    page = {
        "list": found,
        "today": today,
        "states": _states(found.counts, filters),
        "left": left_words(today).items(),
        "alarms": measure_alarms(request.user, on=today),
        "query": query_of(filters),
        "next_query": query_of(filters, after=found.next_after),
        "first_query": query_of(filters, after=0),
        "keeps": any(post.role == Role.PROPERTY_KEEPER for post in posts_of(request.user, today)),
    }
    return render(request, "property/list.html", page)


@require_safe
@login_required
def property_csv(request: SignedInRequest) -> HttpResponseBase:
    """Write everything the filters mean as a table; the download is noted."""
    now = timezone.now()
    today = timezone.localdate(now)
    note_look(request, "property/csv", now)
    rows = property_rows(request.user, filters_from(request.GET), on=today)
    return table_file(csv_lines(rows), f"property-{today.isoformat()}.csv")


@require_safe
@login_required
def property_labels(request: SignedInRequest) -> HttpResponse:
    """Show labels to print: those the filters mean, of one case (``case``) or one thing (``code``)."""
    today = timezone.localdate()
    asked = {"case": request.GET.get("case", "")[:36], "code": request.GET.get("code", "")[:40]}
    lines = labels_of(request.user, filters_from(request.GET), on=today, **asked)
    labels = [(line, _qr(request, line)) for line in lines]
    return render(request, "property/labels.html", {"labels": labels, "today": today})


def filters_from(asked: QueryDict) -> PropertyFilters:
    """Read the address; what is not on offer counts as not asked for."""
    state, left, after = asked.get("state", ""), asked.get("left", ""), asked.get("after", "")
    return PropertyFilters(
        state=state if state in STATES else "held",
        left=left if left in LEFT else "",
        place=words_in(asked.get("place", ""), 200),
        q=words_in(asked.get("q", ""), 64),
        after=number_in(after) or 0,
    )


def query_of(filters: PropertyFilters, **changes: Any) -> str:
    """Write filters as an address does."""
    kept = {"state": filters.state, "left": filters.left, "place": filters.place, "q": filters.q, "after": 0, **changes}
    query = QueryDict(mutable=True)
    query.update({name: str(value) for name, value in kept.items() if value})
    return query.urlencode()


def _states(counts: tuple[int, ...], filters: PropertyFilters) -> list[dict[str, Any]]:
    return [
        {"label": label, "count": count, "is_on": key == filters.state, "query": query_of(filters, state=key)}
        for (key, label), count in zip(STATES.items(), counts, strict=True)
    ]


def _qr(request: SignedInRequest, line: ThingLine) -> SafeString:
    address = request.build_absolute_uri(reverse("thing", args=(line.row.code,)))
    return mark_safe(qr_svg(address))  # noqa: S308  our own drawing, no text of anybody in it
