"""The party's side in the demonstration: open doors, a complaint that waits, ratings, a case open at another window."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid4

from hengtu.agencies.models import Account
from hengtu.cases.models import CaseState, EnforcementCase
from hengtu.documents.codes import door_code_printed
from hengtu.documents.models import DocumentDoor
from hengtu.law.procedure.party_standing import Standing
from hengtu.law.procedure.party_ways import WayKind
from hengtu.portal.errors import NotRegistered
from hengtu.portal.selectors.room import Room, room_of
from hengtu.portal.services.agents import Mandate, name_agent
from hengtu.portal.services.apply import HandedIn, answer_reminder, apply_for_repair
from hengtu.portal.services.identify import number_of, party_behind
from hengtu.portal.services.letters import complain
from hengtu.portal.services.open_window import open_window, windows_for
from hengtu.portal.services.rate import rate, stage_now
from hengtu.portal.words import STANDINGS
from hengtu.web.demo.player import Stage

LOOKED_AT = 60  # newest doors of the bureau that are read for one of each standing
RATED = ((5, ("clear", "quick"), "一次就办完了"), (4, ("polite",), ""), (2, ("slow",), "等了两个星期"))


def open_doors(stage: Stage, *, at: datetime) -> list[dict[str, str]]:
    """Let parties complain, rate and go elsewhere; return one door for each standing, with what opens it.

    The numbers are invented, like everything here: that is why they may be told.
    """
    rooms = _rooms(stage, at)
    closed = [room for room in rooms if stage_now(room) is not None]
    for room, (grade, reasons, words) in zip(closed, RATED, strict=False):
        rate(room=room, grade=grade, reasons=reasons, words=words, at=at)
    if rooms:
        said = {"about": "MANNER", "words": "窗口让我跑了三趟，每次要的材料不一样"}
        complain(rooms[0], HandedIn(said, (), at, uuid4()))
    _elsewhere(stage, rooms, at)
    _speak_for_themselves(rooms, at)
    found: dict[Standing, Room] = {}
    for room in rooms:
        found.setdefault(room.standing, room)
    return [_told(room) for room in found.values()]


def _rooms(stage: Stage, at: datetime) -> list[Room]:
    doors = DocumentDoor.objects.filter(document__agency=stage.agency.legal_subject)
    newest = doors.select_related("document", "document__agency").order_by("-document__issued_at", "code")[:LOOKED_AT]
    return [room_of(door, level=2, at=at) for door in newest]


def _elsewhere(stage: Stage, rooms: list[Room], at: datetime) -> None:
    head = stage.people["head"].account
    assert isinstance(head, Account)
    room = next((each for each in rooms if each.case.state == CaseState.OPEN), None)
    windows = windows_for(EnforcementCase.objects.get(pk=room.case.pk), room.on) if room else None
    agency = windows.first() if windows is not None else None
    if room is not None and agency is not None:
        open_window(
            case=room.case, party_uid=room.door.party_uid, agency=agency, by=head,
            until_on=room.on + timedelta(days=20), reason="当事人住在邻县", at=at,
        )  # fmt: skip


def _speak_for_themselves(rooms: list[Room], at: datetime) -> None:
    """One party names an agent, one answers its reminder, one asks for the repair of its credit record."""
    first = next((room for room in rooms if room.case.state == CaseState.OPEN), None)
    if first is not None:
        mandate = Mandate("陈律", "律师", "12345X", "6789", ("receive",), first.on + timedelta(days=60))
        name_agent(stream=first.case.pk, party_uid=first.door.party_uid, mandate=mandate, by=None, at=at)
    reminded = next((room for room in rooms if room.way(WayKind.ANSWER_REMINDER)), None)
    if reminded is not None:
        answer_reminder(reminded, HandedIn({"words": "月底前能缴一半，请再给几天"}, (), at, uuid4()))
    ways = ((room, room.way(WayKind.CREDIT_REPAIR)) for room in rooms if reminded is None or room.case != reminded.case)
    shown = next((room for room, way in ways if way is not None and way.is_open), None)
    if shown is not None:
        apply_for_repair(shown, HandedIn({"words": "已经缴清，也改正了", "promise": "yes"}, (), at, uuid4()))


def _told(room: Room) -> dict[str, str]:
    party = party_behind(room.door)
    if party is None:
        raise NotRegistered
    return {
        "standing": STANDINGS[room.standing][0],
        "address": f"/c/{door_code_printed(room.door.code)}",
        "tail": number_of(party)[-6:],
        "phone": party.phone[-4:],
    }
