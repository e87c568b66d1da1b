"""The page of components, for whoever works on the look."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hengtu.web import samples


@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """Every component with invented values, in one look; routed in DEBUG only."""
    page = samples.case_page()
    shown = {
        "page": page,
        "today": samples.TODAY,
        "tags": [row.status for row in samples.case_list().rows],
        "dues": [samples.plain_due(*state) for state in samples.STATES_OF_DUE],
        "refusal": samples.cannot_decide(),
        "lateness": samples.is_late(),
    }
    return render(request, "styleguide.html", shown)
