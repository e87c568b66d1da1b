"""The overview: numbers that warn, each with the list behind it."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from hengtu.law.citations import cite
from hengtu.law.staffing import REVIEWER_BASIS, REVIEWER_PERCENT
from hengtu.officers.selectors.staffing import (
    WARN_BEFORE,
    certified_rate,
    reviewer_shares,
    running_out,
    unfilled_posts,
    without_certificate,
)
from hengtu.web.views.administration.desk import Desk, administrators_only

SHOWN = 20


@require_safe
@administrators_only
def overview(desk: Desk) -> HttpResponse:
    """Show what needs a hand: the first of each list, its full count above."""
    agencies, today = desk.agencies, desk.today
    expiring, lacking = running_out(agencies, today), without_certificate(agencies, today)
    rate, shares = certified_rate(agencies, today), reviewer_shares(agencies, today)
    unfilled = unfilled_posts(agencies, today)
    short = [share for share in shares if share.is_short]
    return desk.page(
        "overview.html",
        {
            "days": WARN_BEFORE.days,
            "expiring": expiring[:SHOWN],
            "expiring_count": expiring.count(),
            "lacking": lacking[:SHOWN],
            "lacking_count": lacking.count(),
            "rate": rate,
            "missing": rate.missing[:SHOWN],
            "short": short[:SHOWN],
            "short_count": len(short),
            "share_count": len(shares),
            "percent": REVIEWER_PERCENT,
            "percent_basis": cite(REVIEWER_BASIS),
            "unfilled": unfilled[:SHOWN],
            "unfilled_count": len(unfilled),
            "shown": SHOWN,
        },
    )
