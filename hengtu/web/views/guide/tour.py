"""The tour after the first sign-in: the next step, no more of it, or once again."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from hengtu.agencies.services.tour import close_tour, show_step
from hengtu.web.guide.tour import CLOSED
from hengtu.web.requests import SignedInRequest


@require_POST
@login_required
def guide_tour(request: SignedInRequest) -> HttpResponse:
    """Go to the step that was asked for; what is no step closes the tour."""
    step = request.POST.get("step", "")
    if step in {"1", "2", "3"}:
        show_step(request.user, int(step))
        request.session.pop(CLOSED, None)
        return redirect(reverse("home") + "#tour")
    close_tour(request.user, at=timezone.now())
    request.session[CLOSED] = True
    return redirect("home")
