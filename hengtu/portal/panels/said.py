"""What the paper says: what happened, which rule, what is intended or decided."""

from __future__ import annotations

from hengtu.portal.panels.panel import Panel
from hengtu.portal.selectors.room import DECISION, NOTICE, Room, words_of


def panel(room: Room) -> Panel | None:
    """The decision once there is one, else the notice, in the words that were printed."""
    decision, notice = room.paper(DECISION), room.paper(NOTICE)
    if decision is None and notice is None:
        return None
    paper = decision or notice
    assert paper is not None
    words = words_of(paper)
    shown = {
        "is_decision": decision is not None,
        "facts": words.get("facts", ""),
        "violated": words.get("violated_articles", ""),
        "penalty": words.get("intended_penalty") or words.get("penalty") or words.get("decision", ""),
        "reason": words.get("discretion_reason", ""),
        "paper": paper,
    }
    return Panel("_said.html", shown)
