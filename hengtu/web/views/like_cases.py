"""Like cases of one case: a spread and a list, no ranking."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hengtu.cases.selectors.access import access_case
from hengtu.cases.selectors.like_page import like_page
from hengtu.rulesets.models import Guidance, TypicalCase
from hengtu.web.looks import note_look
from hengtu.web.requests import SignedInRequest


@require_safe
@login_required
def like_cases(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """Show where a case lies among its like; ``matter`` and ``scope`` choose the list."""
    now = timezone.now()
    today = timezone.localdate(now)
    found = access_case(request.user, case_id, on=today)
    asked = {key: request.GET.get(key, "")[:80] for key in ("matter", "scope", "cursor")}
    page = like_page(found, request.user, on=today, **asked)
    note_look(request, f"cases/{case_id}/like", now)
    guidance = Guidance.objects.readable_by(request.user, today).for_item(found.violation, today)
    typical = TypicalCase.objects.readable_by(request.user, today).published_for(found.violation)
    shown = {"guidance": guidance, "typical": typical, "today": today}
    return render(request, "cases/like.html", {"case": found, "page": page, **shown})
