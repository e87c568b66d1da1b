"""The party asks for a hearing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from hengtu.cases.refusals import ActRefused, LateReasonMissing
from hengtu.ledger.errors import KeyReused, StreamMoved
from hengtu.lib.uids import uid_of
from hengtu.portal import limits
from hengtu.portal.selectors.hearing import asked_by, may_ask
from hengtu.portal.services.ask_hearing import ask_hearing
from hengtu.web.asked import words_in
from hengtu.web.views.door.entering import Visitor
from hengtu.web.views.door.guarded import inside


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@inside
def door_hearing(request: HttpRequest, found: Visitor) -> HttpResponse:
    """Say what a hearing is and until when it can be asked for; take the request."""
    if request.method != "POST" or request.POST.get("intent") != "ask":
        return _page(request, found)
    try:
        reason = words_in(request.POST.get("reason", ""), limits.LONGEST_POINT)
        key = uid_of(request.POST.get("key", "")) or uuid4()
        act = ask_hearing(room=found.room(), reason=reason, at=found.at, key=key)
    except LateReasonMissing as late:
        return _page(request, found, objections=late.objections, is_late=True, status=409)
    except ActRefused as refusal:
        return _page(request, found, objections=refusal.objections, status=409)
    except (StreamMoved, KeyReused):
        return _page(request, found, moved=True, status=409)
    return redirect("door_done", found.door.code, act.uid)


def _page(
    request: HttpRequest,
    found: Visitor,
    *,
    objections: Iterable[Any] = (),
    is_late: bool = False,
    moved: bool = False,
    status: int = 200,
) -> HttpResponse:
    room, agency = found.room(), found.door.document.agency
    clock = room.clock("hearing_request")
    due_on = clock.due.due_on if clock else None
    shown = {
        "room": room,
        "outside": {"agency": agency.name, "phone": agency.phone},
        "code": found.door.code,
        "clock": clock,
        "is_late": is_late or (due_on is not None and room.on > due_on),
        "may_ask": may_ask(room),
        "asked": asked_by(room),
        "objections": tuple(objections),
        "moved": moved,
        "key": request.POST.get("key") or uuid4(),
        "reason": request.POST.get("reason", ""),
        "today": timezone.localdate(found.at),
    }
    return render(request, "portal/hearing.html", shown, status=status)
