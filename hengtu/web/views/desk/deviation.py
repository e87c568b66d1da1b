"""How far fines lie from their tiers, for whoever answers for cases or looks at them: distances, never a ranking."""

from __future__ import annotations

from datetime import timedelta
from itertools import islice

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hengtu.cases.selectors.decided_matters import decided_matters
from hengtu.rulesets.columns.decisions import from_rows
from hengtu.rulesets.columns.deviation import deviation
from hengtu.web.requests import SignedInRequest

YEAR = timedelta(days=365)
MOST = 5000  # matters that one page reads; the page says so when there are more
LISTED = 25


@require_safe
@login_required
def deviations(request: SignedInRequest) -> HttpResponse:
    """Show where the fines of the last year lie against tier and statute, within the reader's reach."""
    today = timezone.localdate()
    rows = list(islice(decided_matters(request.user, today - YEAR, today, on=today), MOST + 1))
    with from_rows(rows[:MOST]) as decisions:
        found = deviation(decisions, most=LISTED)
    shown = {"found": found, "first": today - YEAR, "is_cut": len(rows) > MOST, "most": MOST}
    return render(request, "desk/deviations.html", shown)
