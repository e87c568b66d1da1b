"""Who handles the case, how to reach the office, and where to complain."""

from __future__ import annotations

from hengtu.portal.panels.panel import Panel
from hengtu.portal.selectors.room import Room


def panel(room: Room) -> Panel | None:
    """Names as they stand on the papers; the office's own telephone and address."""
    agency = room.door.document.agency
    shown = {
        "is_open": room.case.is_open,
        "handlers": room.case.handlers,
        "agency": agency.name,
        "contact": agency.contact,
        "phone": agency.phone,
        "address": agency.address,
        "tel": "".join(char for char in agency.phone if char.isdigit() or char == "+"),
    }
    return Panel("_people.html", shown)
