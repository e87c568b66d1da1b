"""How items are applied this year and the year before: what changed, item by item; nobody is compared with anybody."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hengtu.cases.selectors.applied_rows import applied_matters
from hengtu.law.items import all_items
from hengtu.rulesets.columns.decisions import from_rows
from hengtu.rulesets.columns.drift import FEWEST, Drift, DriftKind, drift
from hengtu.web.requests import SignedInRequest

YEAR = timedelta(days=365)
KIND_ZH = {
    DriftKind.LOWERED: "门槛降低",
    DriftKind.RAISED: "门槛提高",
    DriftKind.WIDENED: "范围扩大",
    DriftKind.SPARED_LESS: "不予处罚变少",
    DriftKind.SPARED_MORE: "不予处罚变多",
}


@require_safe
@login_required
def drifts(request: SignedInRequest) -> HttpResponse:
    """Show what changed in the application of items within the reader's reach."""
    today = timezone.localdate()
    cut, first = today - YEAR, today - 2 * YEAR
    applied = applied_matters(request.user, first, today, on=today)
    with from_rows(applied.rows) as decisions:
        found = drift(decisions, cut)
    shown = {"applied": applied, "cut": cut, "first": first, "fewest": FEWEST, "items": _items(found)}
    return render(request, "desk/drifts.html", {**shown, "is_found": bool(found.findings)})


def _items(found: Drift) -> list[dict[str, Any]]:
    """One entry per item, those with findings first, each group in the order of the catalogue."""
    entries: list[dict[str, Any]] = [
        {"item": all_items().get(each.violation), "count": each, "findings": _named(found, each.violation)}
        for each in found.items
    ]
    return sorted(entries, key=lambda entry: not entry["findings"])


def _named(found: Drift, violation: str) -> list[dict[str, Any]]:
    return [{"name": KIND_ZH[each.kind], "found": each} for each in found.of(violation)]
