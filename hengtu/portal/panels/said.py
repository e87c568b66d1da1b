"""What the paper says: what happened, which rule, what is intended or decided."""

from __future__ import annotations

from hengtu.portal.panels.panel import Panel
from hengtu.portal.selectors.room import DECISION, NO_PENALTY, NOTICE, SPOT_DECISION, Room, words_of


def panel(room: Room) -> Panel | None:
    """The decision once there is one, else the notice, in the words that were printed."""
    decision = room.paper(DECISION) or room.paper(SPOT_DECISION) or room.paper(NO_PENALTY)
    notice = room.paper(NOTICE)
    if decision is None and notice is None:
        return None
    paper = decision or notice
    assert paper is not None
    words = words_of(paper)
    unpunished = "不予行政处罚" if paper.form == NO_PENALTY else ""
    shown = {
        "is_decision": decision is not None,
        "facts": words.get("facts") or words.get("facts_evidence", ""),
        "violated": words.get("violated_articles", ""),
        "penalty": words.get("intended_penalty") or words.get("penalty") or unpunished,
        "reason": words.get("discretion_reason") or words.get("reason", ""),
        "paper": paper,
    }
    return Panel("_said.html", shown)
