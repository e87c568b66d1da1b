"""What has arrived and what goes back; what is still to be paid stands among the things to do now."""

from __future__ import annotations

from typing import Any

from hengtu.law.money import fen_of, fen_zh
from hengtu.law.procedure.payable import Payable
from hengtu.law.procedure.settlement import settle
from hengtu.law.procedure.shares import unnamed
from hengtu.portal.panels.panel import Panel
from hengtu.portal.selectors.room import Room


def panel(room: Room) -> Panel | None:
    """Say what was received from this party and given back; nothing while it is not clear who has paid."""
    settled = settle(room.share, room.on)
    if not settled.paid_yuan or unnamed(room.situation):
        return None
    shown = {
        "left": bool(settled.outstanding_yuan),
        "paid": fen_zh(fen_of(settled.paid_yuan)),
        "back": fen_zh(fen_of(settled.refund_yuan)) if settled.refund_yuan else "",
        "refunded": fen_zh(fen_of(settled.refunded_yuan)) if settled.refunded_yuan else "",
    }
    return Panel("_paying.html", shown)


def asked(demand: Payable) -> dict[str, Any]:
    """Return what anybody with the paper in hand may know: the sum of today, and until when."""
    return {
        "money": fen_zh(demand.amount_fen) if demand.amount_fen else "",
        "due_on": demand.due_on,
        "is_overdue": demand.is_overdue,
        "grows": demand.is_overdue and demand.holds_through is not None,
    }
