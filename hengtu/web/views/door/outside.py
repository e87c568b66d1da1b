"""What the door shows and asks before somebody is identified."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from hengtu.lib.coded_error import CodedError
from hengtu.portal.errors import DoorLocked, IdentityMissing, NotRegistered
from hengtu.portal.selectors.room import outside_of
from hengtu.portal.services.agents import identify_agent
from hengtu.portal.services.identify import identify, locked_until
from hengtu.web.asked import words_in
from hengtu.web.rate import count_miss, has_missed_too_often
from hengtu.web.views.door.entering import WINDOW_SECONDS, Visitor, address_of, open_door

ASKED = frozenset({"tail", "second", "agent", "intent", "csrfmiddlewaretoken"})


def ask_identity(request: HttpRequest, visitor: Visitor, **more: Any) -> HttpResponse:
    """Show what the paper says anyway and ask who it is; what was typed on the way stays in the form."""
    until = locked_until(visitor.door, visitor.at)
    carried = [(name, value) for name in request.POST if name not in ASKED for value in request.POST.getlist(name)]
    shown = {
        "outside": outside_of(visitor.door, at=visitor.at),
        "here": request.path,
        "today": timezone.localdate(visitor.at),
        "locked_until": until,
        "carried": [*carried, *more.pop("also_carried", ())],
        "typed_kept": bool(carried),
        **more,
    }
    shown.setdefault("error", _locked(until) if until else None)
    return render(request, "portal/outside.html", shown, status=_status(request, shown))


MOST_WRONG = 20  # identities from one address within the window of guesses, whatever doors they were tried at


def identified(request: HttpRequest, visitor: Visitor) -> Visitor | HttpResponse:
    """Check what was typed: return the visitor as he is known now, or the page that asks again.

    Beside the lock of each door there is a brake for each address: who tries many doors in turn has to rest as well.
    """
    if has_missed_too_often(request, "door-identity", limit=MOST_WRONG):
        return render(request, "portal/unknown.html", {"too_many": True}, status=429)
    tail, second = (request.POST.get(name, "").strip()[:40] for name in ("tail", "second"))
    if not (tail and second):  # an empty box is an oversight, not a guess
        return ask_identity(request, visitor, error=IdentityMissing())
    try:
        found = _who(request, visitor, tail, second)
    except (CodedError, DoorLocked) as refusal:
        count_miss(request, "door-identity", window_seconds=WINDOW_SECONDS)
        return ask_identity(request, visitor, error=refusal, nothing_registered=isinstance(refusal, NotRegistered))
    request.session.cycle_key()  # a session somebody else has laid out is worth nothing
    open_door(request, visitor.door, found.level, visitor.at, found.agent)
    return found


def _who(request: HttpRequest, visitor: Visitor, tail: str, second: str) -> Visitor:
    """The party, or with a name of his own its agent. Raises: NotRegistered, DoorLocked, IdentityWrong."""
    typed: dict[str, Any] = {
        "door": visitor.door,
        "tail": tail,
        "second": second,
        "at": visitor.at,
        "address": address_of(request),
    }
    name = words_in(request.POST.get("agent", ""), 100)
    if not name:
        return replace(visitor, level=identify(**typed))
    agent = identify_agent(name=name, **typed)
    return replace(visitor, level=agent.level, agent=agent)


def _locked(until: Any) -> DoorLocked:
    return DoorLocked(until)


def _status(request: HttpRequest, shown: dict[str, Any]) -> int:
    if shown.get("locked_until"):
        return 429
    if shown.get("error"):
        return 422
    return 403 if request.method == "POST" else 200
