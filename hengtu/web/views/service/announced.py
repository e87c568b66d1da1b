"""The public list of papers served by announcement (CPL:95): no account needed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hengtu.cases.selectors.announcements import announcements as running


@require_safe
def announcements(request: HttpRequest) -> HttpResponse:
    """Show what is announced today."""
    today = timezone.localdate()
    return render(request, "service/announced.html", {"lines": running(on=today), "today": today})
