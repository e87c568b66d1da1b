"""The credit record of a published penalty: what a repair needs, what was asked, and how far it has come."""

from __future__ import annotations

from typing import Any

from hengtu.law.procedure.clocks import Clock
from hengtu.law.procedure.credit_repair import Repair, Standing, conditions_of, repairs_of
from hengtu.law.procedure.party_ways import WayKind
from hengtu.portal.panels.panel import Panel
from hengtu.portal.selectors.receipts import receipt_number
from hengtu.portal.selectors.room import Room

PROOF = "x_performance_proof"
TERMS = {Standing.CHECKING: "credit_repair_check", Standing.WITH_PLATFORM: "credit_repair_answer"}


def panel(room: Room) -> Panel | None:
    """Nothing before a repair can be thought of; the party's own applications only."""
    mine = repairs_of(room.situation, room.door.party_uid)
    way = room.way(WayKind.CREDIT_REPAIR)
    if way is None and not mine:
        return None
    shown = {
        "way": way,
        "conditions": conditions_of(room.share, room.on) if way else (),
        "rows": [_row(room, each) for each in mine],
        "proof": room.paper(PROOF),
    }
    return Panel("_credit.html", shown)


def _row(room: Room, repair: Repair) -> dict[str, Any]:
    clock: Clock | None = room.clock(TERMS[repair.standing]) if repair.standing in TERMS else None
    return {
        "at": repair.applied.occurred_at,
        "number": receipt_number(repair.applied),
        "standing": repair.standing,
        "due_on": clock.due.due_on if clock else None,
        "reason": (repair.answered or repair.checked or repair.applied).payload.get("reason", ""),
    }
