"""The hearing as the party sees it: may it be asked for, was it, when and where is it."""

from __future__ import annotations

from hengtu.law.acts import LegalAct
from hengtu.law.procedure.party_ways import may_ask_for_hearing
from hengtu.portal.selectors.room import Room


def asked_by(room: Room) -> LegalAct | None:
    """This party's own request, if it stands."""
    asked = room.own_acts("hearing_requested")
    return asked[-1] if asked else None


def may_ask(room: Room) -> bool:
    """Whether asking makes sense; the law says when."""
    return may_ask_for_hearing(room.situation, room.door.party_uid)
