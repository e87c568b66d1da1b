"""What was taken and when it comes back: thing by thing, where it is, until when at the latest, what to bring."""

from __future__ import annotations

from datetime import date
from typing import Any

from hengtu.law.procedure.clocks import clocks_of
from hengtu.law.procedure.party_ways import own_things
from hengtu.law.procedure.property import Thing, ThingState
from hengtu.portal.panels.panel import Panel
from hengtu.portal.selectors.room import Room


def panel(room: Room) -> Panel | None:
    """Every thing that is or was held; nothing where nothing was taken."""
    things = own_things(room.situation, room.door.party_uid)
    if not things:
        return None
    limits = {clock.about: clock for clock in clocks_of(room.situation, {"seizure", "evidence_registration"})}
    alone = next(iter(limits.values())) if len(limits) == 1 else None
    rows = [_row(thing, limits.get(thing.holder.id, alone), room.on) for thing in things]
    shown = {
        "rows": rows,
        "ready": any(row["ready"] for row in rows),
        "held": any(row["held"] for row in rows),
        "agency": room.door.document.agency,
    }
    return Panel("_held.html", shown)


def _row(thing: Thing, clock: Any, on: date) -> dict[str, Any]:
    due_on = clock.due.due_on if clock and thing.is_held and clock.is_open else None
    return {
        "name": "，".join(part for part in (thing.row.name, thing.row.model, thing.row.quantity) if part),
        "standing": thing.standing_zh,
        "place": thing.place,
        "ready": thing.standing is ThingState.TO_RETURN,
        "held": thing.is_held,
        "due_on": due_on,
        "is_over": due_on is not None and on > due_on,
        "explanation": clock.due.explanation if due_on else (),
    }
