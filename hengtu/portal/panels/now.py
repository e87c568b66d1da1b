"""What the party can do now, and until when."""

from __future__ import annotations

from hengtu.law.procedure.statements import RECEIVED, answered_points, is_answered
from hengtu.portal.panels.panel import Panel
from hengtu.portal.selectors.hearing import asked_by, may_ask
from hengtu.portal.selectors.room import NOTICE, Room


def panel(room: Room) -> Panel | None:
    """Speak, ask for a hearing, read the paper; nothing once everything is decided."""
    if not room.may_speak:
        return None
    clock = room.clock("hearing_request")
    points = answered_points(room.situation)
    said = room.own_acts(RECEIVED)
    shown = {
        "clock": clock,
        "is_open": clock is not None and clock.due.due_on is not None and room.on <= clock.due.due_on,
        "may_ask": may_ask(room),
        "asked": asked_by(room),
        "said": said[-1] if said else None,
        "points": len(points),
        "answered": sum(is_answered(point) for point in points),
        "paper": room.paper(NOTICE),
    }
    return Panel("_now.html", shown)
