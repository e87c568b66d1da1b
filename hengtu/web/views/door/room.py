"""The room behind the code."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hengtu.documents.codes import normal_code
from hengtu.portal.panels import panels_of
from hengtu.portal.selectors.room import outside_of
from hengtu.portal.words import STANDINGS
from hengtu.web.views.door.entering import Visitor, close_door, visitor
from hengtu.web.views.door.outside import ask_identity, identified

LONGEST = 40


@require_safe
def door_find(request: HttpRequest) -> HttpResponse:
    """Lead a typed code to its own address."""
    code = normal_code(request.GET.get("code", ""))[:LONGEST]
    if not code or "/" in code:
        return render(request, "portal/unknown.html", {}, status=404)
    return redirect("door", code)


@never_cache
@sensitive_post_parameters("tail", "second")
@require_http_methods(["GET", "HEAD", "POST"])
def door(request: HttpRequest, code: str) -> HttpResponse:
    """Show what the paper says; after the identity check the party's own room."""
    found = visitor(request, code)
    if isinstance(found, HttpResponse):
        return found
    if request.method == "POST":
        answer = identified(request, found)
        return answer if isinstance(answer, HttpResponse) else redirect("door", found.door.code)
    return _room(request, found) if found.level else ask_identity(request, found)


@require_POST
def door_leave(request: HttpRequest, code: str) -> HttpResponse:
    """Close the door in this browser."""
    close_door(request, normal_code(code)[:LONGEST])
    return redirect(reverse("door", args=[normal_code(code)[:LONGEST] or "x"]))


def _room(request: HttpRequest, found: Visitor) -> HttpResponse:
    room = found.room()
    panels = [{"path": f"portal/panels/{panel.template}", "shown": panel.shown} for panel in panels_of(room)]
    shown = {
        "room": room,
        "outside": outside_of(found.door, at=found.at, room=room),
        "panels": panels,
        "standing": STANDINGS[room.standing],
        "code": found.door.code,
        "today": timezone.localdate(found.at),
    }
    return render(request, "portal/room.html", shown)
