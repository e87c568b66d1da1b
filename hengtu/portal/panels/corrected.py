"""What is to be corrected, what the party has reported about it, and what the officers found."""

from __future__ import annotations

from hengtu.law.procedure.corrections import RESULTS, Standing, correction_of
from hengtu.portal.panels.panel import Panel
from hengtu.portal.selectors.receipts import receipt_number
from hengtu.portal.selectors.room import Room


def panel(room: Room) -> Panel | None:
    """Nothing where nothing was ordered or reported."""
    found = correction_of(room.situation)
    if found.standing is Standing.NOTHING:
        return None
    mine = room.own_acts("correction_reported")
    shown = {
        "order": found.ordered.payload.get("order", "") if found.ordered else "",
        "standing": found.standing.zh,
        "is_done": found.standing is Standing.DONE,
        "due_on": found.due_on,
        "reports": [{"act": act, "number": receipt_number(act)} for act in mine],
        "verified": found.verified,
        "result": RESULTS.get(str(found.verified.payload.get("result")), "") if found.verified else "",
    }
    return Panel("_corrected.html", shown)
