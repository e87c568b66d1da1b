"""The hearing as the party sees it: may it be asked for, was it, when and where is it."""

from __future__ import annotations

from hengtu.law.acts import LegalAct
from hengtu.portal.selectors.room import Room


def was_offered(room: Room) -> bool:
    """Whether the notice told the right to a hearing (APL:63p1)."""
    notice = room.situation.last("notice_served")
    return notice is not None and notice.payload.get("hearing_offered") is True


def asked_by(room: Room) -> LegalAct | None:
    """This party's own request, if it stands."""
    asked = room.own_acts("hearing_requested")
    return asked[-1] if asked else None


def may_ask(room: Room) -> bool:
    """Whether asking makes sense: offered, not yet asked, not held, not decided, not waived in writing."""
    return (
        was_offered(room)
        and room.may_speak
        and asked_by(room) is None
        and not room.situation.has("hearing_held", "hearing_ended")
        and not room.situation.waived("hearing")
    )
