"""Reconsiderations and lawsuits: until when to answer, how they ended, what must follow; rates with their lists."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hengtu.cases.selectors.contest_list import GROUPS, ContestFilters, contest_list, contest_rows
from hengtu.law.procedure.contests import KINDS, RATES
from hengtu.lib.csv_text import csv_lines
from hengtu.web.asked import LONGEST_QUERY, number_in, words_in
from hengtu.web.looks import note_look
from hengtu.web.requests import SignedInRequest
from hengtu.web.table_file import table_file


@require_safe
@login_required
def remedies_page(request: SignedInRequest) -> HttpResponse:
    """Show the contests of the cases the reader sees, what must be answered or done first on top."""
    today = timezone.localdate()
    found = contest_list(request.user, filters_from(request.GET), on=today)
    filters = found.filters
    groups = [
        {"label": label, "count": count, "is_on": key == filters.group, "query": filters.query(group=key)}
        for (key, label), count in zip(GROUPS.items(), found.counts, strict=True)
    ]
    page = {
        "list": found,
        "groups": groups,
        "kinds": KINDS.items(),
        "rates": RATES.items(),
        "query": filters.query(),
        "next_query": filters.query(after=found.next_after),
        "today": today,
    }
    return render(request, "execution/remedies.html", page)


@require_safe
@login_required
def remedies_csv(request: SignedInRequest) -> HttpResponseBase:
    """Write everything the filters mean as a table; the download is noted."""
    now = timezone.now()
    today = timezone.localdate(now)
    note_look(request, "remedies/csv", now)
    rows = contest_rows(request.user, filters_from(request.GET), on=today)
    return table_file(csv_lines(rows), f"remedies-{today.isoformat()}.csv")


def filters_from(asked: QueryDict) -> ContestFilters:
    """Read the address; what is not on offer counts as not asked for."""
    group, kind, rate = (asked.get(key, "") for key in ("group", "kind", "rate"))
    return ContestFilters(
        group if group in GROUPS else "open",
        kind if kind in KINDS else "",
        rate if rate in RATES else "",
        number_in(asked.get("year", "")) or 0,
        words_in(asked.get("q", ""), LONGEST_QUERY),
        number_in(asked.get("after", "")) or 0,
    )
