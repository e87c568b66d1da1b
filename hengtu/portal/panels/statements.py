"""What the party said, point by point, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hengtu.law.acts import LegalAct
from hengtu.law.procedure import reminders
from hengtu.law.procedure.situation import SILENT
from hengtu.law.procedure.statements import ADOPTED, HEARD, RECEIVED, is_answered, points_as_answered
from hengtu.portal.panels.panel import Panel
from hengtu.portal.selectors.receipts import receipt_number
from hengtu.portal.selectors.room import Room


def panel(room: Room) -> Panel | None:
    """Only this party's own statements."""
    statements = [act for act in room.own_acts(RECEIVED, HEARD) if not act.payload.get("of_statement")]
    rows = [
        {
            "at": act.occurred_at,
            "number": receipt_number(act),
            "words": _words(act),
            "points": [_point(point) for point in points_as_answered(room.situation, act)],
            "files": [entry.get("title", "") for entry in act.payload.get("exhibits") or ()],
        }
        for act in statements
    ]
    rows += [_to_a_reminder(room, act) for act in room.own_acts(reminders.RECEIVED)]
    return Panel("_statements.html", {"rows": rows}) if rows else None


def _to_a_reminder(room: Room, act: LegalAct) -> dict[str, Any]:
    """What was said to a reminder, as one point with its answer."""
    answer = reminders.answer_to(room.situation, act)
    point = {"point": act.payload.get("statement", "")}
    if answer is not None:
        point |= {"adopted": ADOPTED[str(answer.payload["adopted"])], "answer": answer.payload.get("recheck", "")}
    return {
        "at": act.occurred_at,
        "number": receipt_number(act),
        "points": [point],
        "files": [entry.get("title", "") for entry in act.payload.get("exhibits") or ()],
        "to": "对催告书",
    }


def _words(act: LegalAct) -> str:
    """What was said; who had nothing to say is not shown the shorthand for it."""
    words = str(act.payload.get("statement") or "")
    return "没有意见" if words and words in SILENT else words


def _point(point: Mapping[str, Any]) -> dict[str, Any]:
    """A point with the word for what became of it; an answer in the making is nobody's business yet."""
    known = {"no": point.get("no"), "point": point.get("point", "")}
    if not is_answered(point):
        return known
    return {**known, "adopted": ADOPTED[str(point["adopted"])], "answer": point.get("answer", ""),
            "reason": point.get("reason", "")}  # fmt: skip
