"""The party's other cases at the same agency."""

from __future__ import annotations

from hengtu.portal.panels.panel import Panel
from hengtu.portal.selectors.own_cases import own_cases
from hengtu.portal.selectors.room import Room


def panel(room: Room) -> Panel | None:
    """Only at the second level, only the party's own, only what it has been told of."""
    rows = own_cases(room)
    return Panel("_own_cases.html", {"rows": rows}) if rows else None
