"""Who looked at the file: told to the party itself once the case is closed."""

from __future__ import annotations

from hengtu.law.procedure.party_standing import Standing
from hengtu.portal.panels.panel import Panel
from hengtu.portal.selectors.looks import looks_at
from hengtu.portal.selectors.own_cases import BY_PHONE
from hengtu.portal.selectors.room import Room


def panel(room: Room) -> Panel | None:
    """After closing and at the second level only; earlier it would tell how the investigation goes."""
    if room.agent or room.level < BY_PHONE or room.standing not in (Standing.CLOSED, Standing.ARCHIVED):
        return None
    return Panel("_looked.html", {"rows": looks_at(room.case.pk, room.door.party_uid)})
