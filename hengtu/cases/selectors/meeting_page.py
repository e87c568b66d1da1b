"""A collective discussion as its page shows it: why it is due, what is proposed, who is there, who does what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from hengtu.agencies.models import Account, Role
from hengtu.agencies.selectors.holders import holders_of
from hengtu.cases import participants
from hengtu.cases.desk.desk import Desk, desk_for
from hengtu.cases.desk.known import penalty_entry
from hengtu.cases.models import EnforcementCase, Meeting, MeetingSeat, MeetingState, SeatState
from hengtu.cases.selectors.review import penalties_to_review
from hengtu.cases.services.meet import OPEN, members_entry
from hengtu.law.acts import LegalAct
from hengtu.law.procedure.discussion import (
    VOTES,
    Quorum,
    Reason,
    Setting,
    counts,
    members_of,
    quorum_of,
    reasons_to_discuss,
    setting_of,
    signs_of_dispute,
)
from hengtu.law.procedure.matters import read_penalties
from hengtu.law.procedure.recusal import recused

HEADS = (Role.CHIEF_HEAD, Role.AGENCY_HEAD, Role.DEPUTY_HEAD)
SHOWN = 50


@dataclass(frozen=True)
class SeatLine:
    """One head of the discussion. ``must_keep_out`` says why he may not take part; ``vote_zh`` is his vote in words."""

    seat: MeetingSeat
    name: str
    is_me: bool
    must_keep_out: str
    vote_zh: str

    @property
    def is_present(self) -> bool:
        return self.seat.state == SeatState.PRESENT


@dataclass(frozen=True)
class MeetingPage:
    """Everything the page of a discussion shows; ``meeting`` is None until somebody calls one."""

    meeting: Meeting | None
    reasons: tuple[Reason, ...]
    disputes: tuple[str, ...]
    proposed: str
    concluded: str
    seats: tuple[SeatLine, ...]
    me: SeatLine | None
    quorum: Quorum | None
    votes: str
    chair: str
    earlier: tuple[LegalAct, ...]
    settings: tuple[Setting, ...]
    newer: int

    @property
    def chair_is_away(self) -> bool:
        return not any(line.seat.is_chair and line.is_present for line in self.seats)

    @property
    def waits_for(self) -> tuple[str, ...]:
        """Names of those present who have not spoken, or not signed."""
        signing = self.meeting is not None and self.meeting.state == MeetingState.SIGNING
        return tuple(
            line.name
            for line in self.seats
            if line.is_present and (line.seat.signed_at is None if signing else not line.seat.vote)
        )


def meeting_page(desk: Desk) -> MeetingPage:
    """Gather the page for the person at the desk. Authorisation has happened before; nothing is written."""
    meeting = latest_meeting(desk.case_id)
    case, penalties = desk.situation.case, penalties_to_review(desk)
    seats = seat_lines(desk, meeting) if meeting else ()
    members = members_of(_as_act([members_entry(line.seat) for line in seats], desk)) if seats else ()
    place = case.jurisdiction if case else ""
    said = counts(members)
    return MeetingPage(
        meeting=meeting,
        reasons=reasons_to_discuss(desk.situation, penalties, desk.on),
        disputes=signs_of_dispute(desk.situation),
        proposed="；".join(penalty.in_words() for penalty in penalties.values()),
        concluded=_words(meeting.concluded, desk) if meeting else "",
        seats=seats,
        me=next((line for line in seats if line.is_me), None),
        quorum=quorum_of(members, place, desk.on) if members and place else None,
        votes="，".join(f"{VOTES[vote]}{count}票" for vote, count in said.items()),
        chair=next((line.name for line in seats if line.seat.is_chair), ""),
        earlier=desk.situation.all("discussion_adjourned", "discussed"),
        settings=tuple(setting_of(name, place, desk.on) for name in SETTINGS) if place else (),
        newer=sum(act.seq > meeting.seen_seq for act in desk.acts) if meeting and meeting.state in OPEN else 0,
    )


SETTINGS = ("discussion_quorum", "discussion_rule", "chair_speaks")


def latest_meeting(case_id: UUID) -> Meeting | None:
    """Return the discussion that is open, else the last one that was held."""
    rows = Meeting.objects.filter(stream_id=case_id).exclude(state=MeetingState.CANCELLED)
    return rows.select_related("called_by").order_by("-called_at").first()


def seat_lines(desk: Desk, meeting: Meeting) -> tuple[SeatLine, ...]:
    """Return the seats in the order in which the heads were called."""
    gone = recused(desk.situation)
    rows = MeetingSeat.objects.filter(meeting=meeting).select_related("account").order_by("id")
    return tuple(_line(row, desk, gone) for row in rows)


def _line(seat: MeetingSeat, desk: Desk, gone: dict[str, str]) -> SeatLine:
    who = participants.official(seat.account).id
    why = "已决定回避" if who in gone else "参加了本案调查，只汇报" if who in desk.situation.investigators else ""
    return SeatLine(seat, seat.account.name, seat.account == desk.account, why, VOTES.get(seat.vote, ""))


def _as_act(members: list[dict[str, Any]], desk: Desk) -> LegalAct:
    return LegalAct("discussed", desk.at, payload={"members": members})


def _words(entry: list[dict[str, Any]], desk: Desk) -> str:
    case = desk.situation.case
    return "；".join(each.in_words() for each in read_penalties(entry, case).values()) if case and entry else ""


def proposal_of(desk: Desk) -> list[dict[str, Any]]:
    """Return what is put before the heads: what the party was told, or what the approved report proposes."""
    return [penalty_entry(matter, penalty) for matter, penalty in penalties_to_review(desk).items()]


def heads_of(desk: Desk) -> tuple[tuple[Account, str], ...]:
    """Return the heads of the legal subject, each once, with the post by which he is one."""
    found: dict[int, tuple[Account, str]] = {}
    for role in HEADS:
        for account in holders_of(role, desk.agency, desk.on):
            found.setdefault(account.pk, (account, str(role.label)))
    return tuple(found.values())


# --- the list ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class MeetingRow:
    """One case of the list: flagged as due, or under discussion."""

    case: EnforcementCase
    meeting: Meeting | None
    reasons: tuple[str, ...]
    waits_for_me: str


def meeting_rows(account: Account, at: datetime, on: date) -> tuple[MeetingRow, ...]:
    """Return the discussions that are open, then the cases that must be discussed and nobody has called one for.

    What is listed is what the account may see; the open ones by their day, the others by legal date.
    """
    visible = Meeting.objects.visible_to(account, on).filter(state__in=OPEN).order_by("held_at")[:SHOWN]
    meetings = {meeting.stream_id: meeting for meeting in visible.prefetch_related("seats__account")}
    due = (
        EnforcementCase.objects.visible_to(account, on)
        .filter(is_open=True, tasks__kind="discussed")
        .exclude(pk__in=meetings)
        .order_by("due_on", "pk")[:SHOWN]
    )
    cases = {case.pk: case for case in EnforcementCase.objects.filter(pk__in=meetings).select_related("agency")}
    open_ones = [MeetingRow(cases[pk], each, (), _turn(each, account)) for pk, each in meetings.items() if pk in cases]
    return (*open_ones, *(_due_row(case, account, at) for case in due.select_related("agency")))


def _due_row(case: EnforcementCase, account: Account, at: datetime) -> MeetingRow:
    desk = desk_for(account, case, at=at)
    reasons = reasons_to_discuss(desk.situation, penalties_to_review(desk), desk.on)
    return MeetingRow(case, None, tuple(each.zh for each in reasons), "")


def _turn(meeting: Meeting, account: Account) -> str:
    seat = next((each for each in meeting.seats.all() if each.account == account), None)
    if seat is None:
        return ""
    if meeting.state == MeetingState.SIGNING:
        return "等您签字" if seat.state == SeatState.PRESENT and seat.signed_at is None else ""
    if seat.state == SeatState.ABSENT:
        return "请您到会"
    return "等您发表意见" if seat.state == SeatState.PRESENT and not seat.vote else ""
