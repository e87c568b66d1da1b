"""Who stands before the door: the code, the brake on guessing, and what this browser has already shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from hengtu.documents.models import DocumentDoor
from hengtu.documents.selectors.doors import door_of
from hengtu.ledger.access_log import note_access
from hengtu.portal import limits
from hengtu.portal.models import PartyAgent
from hengtu.portal.selectors.room import Room, room_of
from hengtu.portal.services.agents import active_agent
from hengtu.web.rate import count_miss, has_missed_too_often

MISSES, WINDOW_SECONDS = 10, 600
NOTED_EVERY = timedelta(minutes=1)
SESSION = "doors"


@dataclass(frozen=True)
class Visitor:
    """Somebody with a code that exists. ``level`` 0: not identified; ``was_known``: identified here before.

    ``agent``: who has shown that he acts for the party; None for the party itself.
    """

    door: DocumentDoor
    level: int
    was_known: bool
    at: datetime
    agent: PartyAgent | None = None

    def room(self) -> Room:
        return room_of(self.door, level=self.level, at=self.at, agent=self.agent)

    @property
    def name(self) -> str:
        """By which uploads of this door are kept."""
        return self.agent.key if self.agent else f"door:{self.door.code}"


def visitor(request: HttpRequest, code: str) -> Visitor | HttpResponse:
    """Return who stands before the door, or the page that says there is none (404; 429 after many guesses)."""
    at = timezone.now()
    if has_missed_too_often(request, "door", limit=MISSES):
        return render(request, "portal/unknown.html", {"too_many": True}, status=429)
    door = door_of(code)
    if door is None:
        count_miss(request, "door", window_seconds=WINDOW_SECONDS)
        note_access(who="anonymous", what=f"portal/no-such-door/{address_of(request)}", purpose="入口码不符", at=at)
        return render(request, "portal/unknown.html", {"typed": code[:40]}, status=404)
    level, was_known, agent = _shown(request, door, at)
    if level:
        _keep_open(request, door, level, at, agent)
        who, purpose = (agent.key, "当事人的代理人") if agent else (f"party:{door.party_uid}", "当事人")
        note_access(who=who, what=f"portal/{door.document.stream_id}", purpose=purpose, at=at)
    return Visitor(door, level, was_known, at, agent)


def open_door(
    request: HttpRequest, door: DocumentDoor, level: int, at: datetime, agent: PartyAgent | None = None
) -> None:
    """Remember in this browser that the door is open, and since when nothing was done."""
    doors = dict(request.session.get(SESSION) or {})
    doors[door.code] = {"level": level, "at": at.isoformat(), **({"agent": str(agent.pk)} if agent else {})}
    request.session[SESSION] = doors


def _keep_open(request: HttpRequest, door: DocumentDoor, level: int, at: datetime, agent: PartyAgent | None) -> None:
    """Note that something was done; to the minute, since each note is a write that others at the door wait for."""
    since = parse_datetime(request.session[SESSION][door.code]["at"])
    if since is None or at - since > NOTED_EVERY:
        open_door(request, door, level, at, agent)


def close_door(request: HttpRequest, code: str) -> None:
    """Forget in this browser that the door was open."""
    doors = dict(request.session.get(SESSION) or {})
    doors.pop(code, None)
    request.session[SESSION] = doors


def address_of(request: HttpRequest) -> str:
    """Return the network address without its last part: enough to see a pattern, too little for a person."""
    address = str(request.META.get("REMOTE_ADDR", ""))
    mark = ":" if ":" in address else "."
    return f"{address.rpartition(mark)[0]}{mark}*" if mark in address else address


def _shown(request: HttpRequest, door: DocumentDoor, at: datetime) -> tuple[int, bool, PartyAgent | None]:
    """The level this browser has shown for the door, whether it had shown any before that ran out, and which agent.

    A mandate is looked up every time: one that has ended opens nothing more.
    """
    entry = (request.session.get(SESSION) or {}).get(door.code)
    if not isinstance(entry, dict):
        return 0, False, None
    since = parse_datetime(str(entry.get("at", "")))
    if since is None or at - since > limits.open_for():
        return 0, True, None
    if "agent" not in entry:
        return int(entry.get("level", 0)), True, None
    agent = active_agent(str(entry["agent"]), door, at)
    return (agent.level, True, agent) if agent else (0, False, None)
