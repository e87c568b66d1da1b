"""What became of an application to pay later or in parts: the answer, and every part with its day."""

from __future__ import annotations

from datetime import date

from hengtu.law.procedure.shares import unnamed
from hengtu.portal.panels.panel import Panel
from hengtu.portal.selectors.receipts import receipt_number
from hengtu.portal.selectors.room import Room


def panel(room: Room) -> Panel | None:
    """The party's own applications, and the plan that stands for it; no plan while it is not clear whose it is."""
    mine = room.own_acts("deferral_applied")
    clear = not unnamed(room.situation)
    granted = room.share.last("instalments_granted") if clear else None
    if not mine and granted is None:
        return None
    refused = room.share.last("deferral_refused") if clear else None
    parts = sorted(granted.payload.get("instalments") or (), key=lambda part: part["due_on"]) if granted else []
    shown = {
        "asked": [{"act": act, "number": receipt_number(act)} for act in mine],
        "granted": granted,
        "refused": refused if refused and not (granted and room.share.after(refused, granted.kind)) else None,
        "parts": [{"due_on": date.fromisoformat(part["due_on"]), "yuan": part["amount_yuan"]} for part in parts],
        "ended": room.share.last("deferral_ended") if clear else None,
    }
    return Panel("_paying_later.html", shown)
