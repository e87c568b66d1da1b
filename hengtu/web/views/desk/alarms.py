"""The list of alarms, for whoever answers for cases or looks at them."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hengtu.cases.selectors.alarms import KINDS, alarms_page
from hengtu.cases.selectors.measure_alarms import measure_alarms
from hengtu.portal.selectors.complaints import late_complaints
from hengtu.web.requests import SignedInRequest


@require_safe
@login_required
def alarms(request: SignedInRequest) -> HttpResponse:
    """Show a page of alarms; ``?kind=edge`` those about amounts, ``late`` those about limits."""
    today = timezone.localdate()
    asked = {name: request.GET.get(name, "") for name in ("kind", "cursor")}
    page = {
        "page": alarms_page(request.user, on=today, **asked),
        "measures": measure_alarms(request.user, on=today),
        "complaints": late_complaints(request.user, on=today),
        "kinds": KINDS,
        "today": today,
    }
    return render(request, "desk/alarms.html", page)
