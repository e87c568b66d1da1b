"""The public hearings still to come, for anybody."""

from __future__ import annotations

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hengtu.portal.selectors.public_hearings import public_hearings

KEPT_SECONDS = 60  # anybody may ask as often as he likes; the list is read once a minute


@require_safe
def hearings(request: HttpRequest) -> HttpResponse:
    """Show the announced public hearings, the nearest first."""
    today = timezone.localdate()
    shown = cache.get_or_set(f"hearings:{today}", lambda: public_hearings(on=today), KEPT_SECONDS)
    return render(request, "portal/hearings.html", {"hearings": shown, "today": today})
