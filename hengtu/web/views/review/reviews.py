"""The queue of legal reviewers: waiting, sent back, passed."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from hengtu.cases.selectors.review import reviewed_cases, subjects_reviewed_by, waiting_reviews
from hengtu.web.requests import SignedInRequest


@never_cache
@require_safe
@login_required
def reviews(request: SignedInRequest) -> HttpResponse:
    """Show what waits for legal review here, and what was reviewed and is not decided yet."""
    now = timezone.now()
    today = timezone.localdate(now)
    returned, passed = reviewed_cases(request.user, now, today)
    context = {
        "waiting": waiting_reviews(request.user, now, today),
        "returned": returned,
        "passed": passed,
        "is_reviewer": bool(subjects_reviewed_by(request.user, today)),
        "done": request.GET.get("done", "") in {"pass", "change", "refuse"} and request.GET["done"],
        "today": today,
    }
    return render(request, "review/reviews.html", context)
