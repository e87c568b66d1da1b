"""The hearing that was asked for: when, where, who leads it, what to bring, and that it costs nothing."""

from __future__ import annotations

from hengtu.portal.panels.panel import Panel
from hengtu.portal.selectors.hearing import asked_by
from hengtu.portal.selectors.room import HEARING_NOTICE, Room, words_of


def panel(room: Room) -> Panel | None:
    """Nothing before somebody has asked."""
    situation = room.situation
    if not situation.has("hearing_requested"):
        return None
    notice = situation.last("hearing_notice_served")
    paper = room.paper(HEARING_NOTICE)
    shown = {
        "asked": asked_by(room),
        "notice": notice,
        "words": words_of(paper) if paper else {},
        "held": situation.last("hearing_held"),
        "ended": situation.last("hearing_ended"),
    }
    return Panel("_hearing.html", shown)
