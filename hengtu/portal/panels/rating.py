"""The invitation to rate the service once something has ended."""

from __future__ import annotations

from hengtu.portal.panels.panel import Panel
from hengtu.portal.selectors.room import Room
from hengtu.portal.services.rate import rating_of, stage_now


def panel(room: Room) -> Panel | None:
    """Nothing before the decision was served."""
    stage = stage_now(room)
    if stage is None or room.agent:
        return None
    given = rating_of(room, stage)
    return Panel("_rating.html", {"stage": stage, "given": given, "may": given is None or room.on <= given.until_on})
