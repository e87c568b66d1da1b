"""What is not carried out yet: filters are words in the address; the same as a table for a spreadsheet."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hengtu.cases.selectors.execution_list import (
    GROUPS,
    SOON_DAYS,
    ExecutionFilters,
    execution_list,
    execution_rows,
)
from hengtu.law.procedure.execution_phases import NAMES, OBLIGATIONS
from hengtu.lib.csv_text import csv_lines
from hengtu.web.asked import LONGEST_QUERY, number_in, words_in
from hengtu.web.looks import note_look
from hengtu.web.requests import SignedInRequest
from hengtu.web.table_file import table_file


@require_safe
@login_required
def execution_page(request: SignedInRequest) -> HttpResponse:
    """Show every open obligation of the cases the reader sees, what can or must be done next on top."""
    today = timezone.localdate()
    found = execution_list(request.user, filters_from(request.GET), on=today)
    filters = found.filters
    groups = [
        {"label": label, "count": count, "is_on": key == filters.group, "query": filters.query(group=key)}
        for (key, label), count in zip(GROUPS.items(), found.counts, strict=True)
    ]
    page = {
        "list": found,
        "groups": groups,
        "states": NAMES.items(),
        "obligations": OBLIGATIONS.items(),
        "soon_days": SOON_DAYS,
        "query": filters.query(),
        "next_query": filters.query(after=found.next_after),
        "today": today,
    }
    return render(request, "execution/register.html", page)


@require_safe
@login_required
def execution_csv(request: SignedInRequest) -> HttpResponseBase:
    """Write everything the filters mean as a table; the download is noted."""
    now = timezone.now()
    today = timezone.localdate(now)
    note_look(request, "execution/csv", now)
    rows = execution_rows(request.user, filters_from(request.GET), on=today)
    return table_file(csv_lines(rows), f"execution-{today.isoformat()}.csv")


def filters_from(asked: QueryDict) -> ExecutionFilters:
    """Read the address; what is not on offer counts as not asked for."""
    group, state, obligation = (asked.get(key, "") for key in ("group", "state", "obligation"))
    return ExecutionFilters(
        group if group in GROUPS else "all",
        state if state in NAMES else "",
        obligation if obligation in OBLIGATIONS else "",
        words_in(asked.get("q", ""), LONGEST_QUERY),
        number_in(asked.get("after", "")) or 0,
    )
