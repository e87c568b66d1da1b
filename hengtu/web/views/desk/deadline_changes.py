"""Deadlines that moved because a calendar was loaded or corrected, in the reader's cases."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hengtu.cases.selectors.calendar_effect import moved_for
from hengtu.web.requests import SignedInRequest


@require_safe
@login_required
def deadline_changes(request: SignedInRequest) -> HttpResponse:
    """Show what moved in the last two months, newest first, each with its reason."""
    today = timezone.localdate()
    return render(request, "desk/deadline_changes.html", {"moved": moved_for(request.user, today), "today": today})
