"""What became of an application to pay later or in parts: the answer, and every part with its day."""

from __future__ import annotations

from datetime import date

from hengtu.law.procedure.party_ways import is_only_party
from hengtu.portal.panels.panel import Panel
from hengtu.portal.selectors.receipts import receipt_number
from hengtu.portal.selectors.room import Room


def panel(room: Room) -> Panel | None:
    """The party's own applications and the plan that stands; a plan of a case with several parties is not told."""
    mine = room.own_acts("deferral_applied")
    alone = is_only_party(room.situation, room.door.party_uid)
    granted = room.situation.last("instalments_granted") if alone or mine else None
    if not mine and granted is None:
        return None
    refused = room.situation.last("deferral_refused") if alone or mine else None
    parts = sorted(granted.payload.get("instalments") or (), key=lambda part: part["due_on"]) if granted else []
    shown = {
        "asked": [{"act": act, "number": receipt_number(act)} for act in mine],
        "granted": granted,
        "refused": refused if refused and not (granted and room.situation.after(refused, granted.kind)) else None,
        "parts": [{"due_on": date.fromisoformat(part["due_on"]), "yuan": part["amount_yuan"]} for part in parts],
        "ended": room.situation.last("deferral_ended"),
    }
    return Panel("_paying_later.html", shown)
