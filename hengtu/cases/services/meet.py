"""A collective discussion from being called to its last signature 集体讨论.

Every head speaks, votes and signs on his own account. Nothing of it is an act until the last one present has signed; an
adjournment is an act at once. The law is asked when the chair concludes: nobody signs what could not stand.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from hengtu.agencies.models import Account
from hengtu.cases import participants
from hengtu.cases.models import EnforcementCase, Meeting, MeetingSeat, MeetingState, MessageKind, SeatState
from hengtu.cases.participants import Participant
from hengtu.cases.refusals import ActRefused
from hengtu.cases.rehearsal import rehearse
from hengtu.cases.services.adjourn_discussion import adjourn_discussion
from hengtu.cases.services.discuss_collectively import discuss_collectively
from hengtu.cases.services.tell import tell
from hengtu.law.procedure.discussion import PRESENT, VOTES
from hengtu.ledger.values import StoredAct
from hengtu.lib.coded_error import CodedError

OPEN = (MeetingState.SITTING, MeetingState.SIGNING)


class MeetingRefused(CodedError):
    """The discussion does not go on like this."""


def call_meeting(
    *,
    case: EnforcementCase,
    by: Account,
    at: datetime,
    held_at: datetime,
    place: str,
    agenda: str,
    proposed: Sequence[Mapping[str, Any]],
    heads: Sequence[tuple[Account, str]],
    chair: Account,
    reporter: str,
    recorder: str,
) -> Meeting:
    """Call the heads together about one case, and tell each of them.

    Args:
        heads: account and post of each head called. chair: one of them.
        proposed: what is put before them, per matter.
        reporter, recorder: by name; who investigated reports and has no vote.
    Raises: MeetingRefused ``nobody_called``, ``chair_not_called``, ``agenda_missing`` or ``meeting_open``.
    Source: APL:57p2
    """
    if len(heads) < 2:
        raise MeetingRefused("nobody_called", "集体讨论要有两名以上负责人，请勾选参加讨论的负责人。")
    if chair not in [account for account, _ in heads]:
        raise MeetingRefused("chair_not_called", "主持人须是参加讨论的负责人，请重新选择。")
    if not agenda.strip():
        raise MeetingRefused("agenda_missing", "还没有写讨论的问题，请写明要讨论什么。")
    meeting = Meeting(
        stream_id=case.pk,
        agenda=agenda.strip()[:2000],
        proposed=[dict(each) for each in proposed],
        held_at=held_at,
        place=place.strip()[:120],
        reporter=reporter.strip()[:60],
        recorder=recorder.strip()[:60],
        seen_seq=case.seq,
        called_by=by,
        called_at=at,
    )
    meeting.place_in(case.agency)
    try:
        with transaction.atomic():
            meeting.save(force_insert=True)
    except IntegrityError:
        raise MeetingRefused("meeting_open", "本案已有一次还没有结束的集体讨论。请在那一次里继续。") from None
    MeetingSeat.objects.bulk_create(
        MeetingSeat(meeting=meeting, account=account, post=post, is_chair=account == chair) for account, post in heads
    )
    _tell_heads(meeting, f"请参加集体讨论：{case.title}", f"called:{meeting.pk}", at)
    return meeting


def take_seat(*, meeting_id: UUID, account: Account, state: str, reason: str = "") -> MeetingSeat:
    """Arrive, keep out because of recusal, stay away, or leave; who keeps out says why and loses his vote.

    Raises: MeetingRefused.
    """
    with transaction.atomic():
        seat = _seat(meeting_id, account, MeetingState.SITTING)
        if state not in SeatState.values:
            raise MeetingRefused("seat_state", "请选择到会、回避、缺席或者离会。")
        if state != SeatState.PRESENT and not reason.strip():
            raise MeetingRefused("seat_reason_missing", "请写明回避、缺席或者离会的原因。")
        seat.state, seat.reason = state, "" if state == SeatState.PRESENT else reason.strip()[:500]
        if state != SeatState.PRESENT:
            seat.view, seat.vote, seat.spoke = "", "", 0
        seat.save()
    return seat


def take_the_chair(*, meeting_id: UUID, account: Account) -> MeetingSeat:
    """Lead the discussion where its chair is not there; whoever is present may, and it stands in the record.

    Raises: MeetingRefused ``chair_is_there`` or ``not_present``.
    """
    with transaction.atomic():
        seat = _seat(meeting_id, account, MeetingState.SITTING)
        if MeetingSeat.objects.filter(meeting_id=meeting_id, is_chair=True, state=SeatState.PRESENT).exists():
            raise MeetingRefused("chair_is_there", "主持人已经到会，由其主持。")
        if seat.state != SeatState.PRESENT:
            raise MeetingRefused("not_present", "您没有到会，不能主持。请先登记到会。")
        MeetingSeat.objects.filter(meeting_id=meeting_id).update(is_chair=False)
        seat.is_chair = True
        seat.save(update_fields=["is_chair"])
    return seat


def speak(*, meeting_id: UUID, account: Account, view: str, vote: str) -> MeetingSeat:
    """Say what one thinks and vote; whoever says it again later is heard in the new place.

    Raises: MeetingRefused ``view_missing``, ``vote_missing``, ``not_present``; ``chair_speaks_last`` is for the law.
    """
    with transaction.atomic():
        seat = _seat(meeting_id, account, MeetingState.SITTING)
        if seat.state != SeatState.PRESENT:
            raise MeetingRefused("not_present", "您没有到会，不能发表意见。请先登记到会。")
        if not view.strip():
            raise MeetingRefused("view_missing", "还没有写意见，请写明您的意见和理由。")
        if vote not in VOTES:
            raise MeetingRefused("vote_missing", "还没有表决，请选择同意、不同意或者弃权。")
        last = max(MeetingSeat.objects.filter(meeting_id=meeting_id).values_list("spoke", flat=True), default=0)
        seat.view, seat.vote, seat.spoke = view.strip()[:4000], vote, last + 1
        seat.save()
    return seat


def conclude(
    *,
    meeting_id: UUID,
    account: Account,
    at: datetime,
    conclusion: str,
    concluded: Sequence[Mapping[str, Any]],
    because: str = "",
) -> Meeting:
    """Put the conclusion before those present for signing; the law is asked first, with everybody's votes.

    Raises: MeetingRefused ``not_the_chair``, ``concluded_missing``; ActRefused with what the law objects to, a broken
        quorum among it.
    """
    with transaction.atomic():
        seat = _seat(meeting_id, account, MeetingState.SITTING)
        if not seat.is_chair:
            raise MeetingRefused("not_the_chair", "结论由主持人归纳，您不是主持人。请等主持人提出结论。")
        if not concluded:
            raise MeetingRefused("concluded_missing", "还没有写结论的处理决定，请写明种类和数额。")
        meeting = seat.meeting
        meeting.conclusion, meeting.because = conclusion.strip()[:4000], because.strip()[:1000]
        meeting.concluded = [dict(each) for each in concluded]
        meeting.follows_proposal = _same(meeting.concluded, meeting.proposed)
        _ask_the_law(meeting, at)
        meeting.state = MeetingState.SIGNING
        meeting.save()
        present = [each.account for each in _seats(meeting) if each.state == SeatState.PRESENT]
        _tell(present, meeting, f"请在集体讨论记录上签字：{meeting.agenda}", f"sign:{meeting.pk}:{meeting.sitting}", at)
    return meeting


def reopen(*, meeting_id: UUID, account: Account) -> Meeting:
    """Take the record back to the discussion: what was signed is to be signed anew. The chair may."""
    with transaction.atomic():
        seat = _seat(meeting_id, account, MeetingState.SIGNING)
        if not seat.is_chair:
            raise MeetingRefused("not_the_chair", "只有主持人可以退回讨论。不同意记录的，请签字时写明不同意见。")
        MeetingSeat.objects.filter(meeting=seat.meeting).update(signed_at=None, dissent="")
        seat.meeting.state = MeetingState.SITTING
        seat.meeting.save(update_fields=["state"])
    return seat.meeting


def sign(*, meeting_id: UUID, account: Account, at: datetime, dissent: str = "") -> StoredAct | None:
    """Sign the record on one's own account, dissenting or not; the last signature makes it the act.

    Returns: the act once everybody present has signed, else None.
    Raises: MeetingRefused; ActRefused, StreamMoved as the law and the ledger say at this moment (nothing is kept then).
    """
    with transaction.atomic():
        seat = _seat(meeting_id, account, MeetingState.SIGNING)
        if seat.state != SeatState.PRESENT:
            raise MeetingRefused("not_present", "您没有参加讨论，不用签字。")
        if seat.signed_at is None:
            seat.signed_at, seat.dissent = at, dissent.strip()[:1000]
            seat.save()
        seats = _seats(seat.meeting)
        if any(each.state == SeatState.PRESENT and each.signed_at is None for each in seats):
            return None
        act = discuss_collectively(**_arguments(seat.meeting, at), key=f"meeting:{meeting_id}")
        meeting = seat.meeting
        meeting.state, meeting.closed_at, meeting.act_uid = MeetingState.DONE, at, act.uid
        meeting.save()
    return act


def adjourn(*, meeting_id: UUID, by: Account, at: datetime, reason: str, next_at: datetime) -> StoredAct:
    """Adjourn: what was said is kept in the act; at the next sitting everybody is counted and votes anew.

    Raises: MeetingRefused ``next_in_the_past``; ActRefused, StreamMoved.
    """
    with transaction.atomic():
        meeting = _locked(meeting_id, *OPEN)
        if next_at <= at:
            raise MeetingRefused("next_in_the_past", "下次讨论的时间已经过去，请另定时间。")
        act = adjourn_discussion(
            case_id=meeting.stream_id,
            by=(participants.official(by),),
            at=at,
            reason=reason.strip(),
            next_at=next_at.isoformat(),
            members=_members(meeting),
            agenda=meeting.agenda,
        )
        MeetingSeat.objects.filter(meeting=meeting).update(view="", vote="", spoke=0, signed_at=None, dissent="")
        MeetingSeat.objects.filter(meeting=meeting).exclude(state=SeatState.RECUSED).update(
            state=SeatState.ABSENT, reason=""
        )
        meeting.state, meeting.held_at, meeting.sitting = MeetingState.SITTING, next_at, meeting.sitting + 1
        meeting.seen_seq = act.seq
        meeting.save()
        _tell_heads(meeting, f"集体讨论休会，另定时间继续：{meeting.agenda}", f"adjourned:{act.uid}", at)
    return act


def cancel(*, meeting_id: UUID, by: Account, at: datetime) -> Meeting:
    """Take back a discussion before anything was concluded; who called it may, and its chair."""
    with transaction.atomic():
        meeting = _locked(meeting_id, *OPEN)
        is_chair = meeting.seats.filter(account=by, is_chair=True).exists()
        if meeting.called_by_id != by.pk and not is_chair:
            raise MeetingRefused("not_your_meeting", "只有提请的人和主持人可以取消。请告诉他们。")
        meeting.state, meeting.closed_at = MeetingState.CANCELLED, at
        meeting.save()
    return meeting


# --- shared -----------------------------------------------------------------------------------------------------------


def _locked(meeting_id: UUID, *states: MeetingState) -> Meeting:
    # the row is the lock: of two who press at once, one finds it changed
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("agency").get(pk=meeting_id)
    if meeting.state not in states:
        raise MeetingRefused("meeting_moved", f"这次讨论现在是“{meeting.get_state_display()}”。请看最新情况再办。")
    return meeting


def _seat(meeting_id: UUID, account: Account, *states: MeetingState) -> MeetingSeat:
    meeting = _locked(meeting_id, *states)
    seat = MeetingSeat.objects.filter(meeting=meeting, account=account).select_related("account").first()
    if seat is None:
        raise MeetingRefused("not_called", "您不是参加这次讨论的负责人，可以看，不能发表意见。")
    seat.meeting = meeting
    return seat


def _seats(meeting: Meeting) -> list[MeetingSeat]:
    return list(MeetingSeat.objects.filter(meeting=meeting).select_related("account").order_by("id"))


def members_entry(seat: MeetingSeat) -> dict[str, Any]:
    """Return a seat as the record holds it; who kept out has his reason where others have their view."""
    state = str(seat.state).lower()
    return {
        "id": participants.official(seat.account).id,
        "name": seat.account.name,
        "post": seat.post,
        "state": state,
        "view": seat.view if state == PRESENT else seat.reason,
        "vote": seat.vote,
        "spoke": seat.spoke,
        "dissent": seat.dissent,
    }


def _members(meeting: Meeting) -> list[dict[str, Any]]:
    return [members_entry(seat) for seat in _seats(meeting)]


def _arguments(meeting: Meeting, at: datetime) -> dict[str, Any]:
    seats = _seats(meeting)
    chair = next((seat for seat in seats if seat.is_chair), None)
    signers = [seat for seat in seats if seat.state == SeatState.PRESENT]
    signers.sort(key=lambda seat: not seat.is_chair)
    by: tuple[Participant, ...] = tuple(participants.official(seat.account) for seat in signers)
    return {
        "case_id": meeting.stream_id,
        "by": by,
        "at": at,
        "conclusion": meeting.conclusion,
        "signed": True,
        "reporter": meeting.reporter,
        "recorder": meeting.recorder,
        "place": meeting.place,
        "agenda": meeting.agenda,
        "chair": participants.official(chair.account).id if chair else "",
        "members": [members_entry(seat) for seat in seats],
        "concluded": meeting.concluded,
        "follows_proposal": meeting.follows_proposal,
        "against_majority_because": meeting.because,
    }


def _ask_the_law(meeting: Meeting, at: datetime) -> None:
    said = rehearse(discuss_collectively, **_arguments(meeting, at))
    if any(each.refuses for each in said.objections):
        raise ActRefused("提出结论", said.objections)


def _same(one: Sequence[Mapping[str, Any]], other: Sequence[Mapping[str, Any]]) -> bool:
    """Whether two lists of penalties mean the same, matter by matter."""
    return {_plain(each) for each in one} == {_plain(each) for each in other}


def _plain(entry: Mapping[str, Any]) -> tuple[str, str, float, float]:
    amount, confiscated = (float(entry.get(key) or 0) for key in ("amount_yuan", "confiscate_yuan"))
    return (str(entry.get("matter")), str(entry.get("kind")), amount, confiscated)


def _tell_heads(meeting: Meeting, text: str, key: str, at: datetime) -> None:
    _tell([seat.account for seat in _seats(meeting)], meeting, text, key, at)


def _tell(people: list[Account], meeting: Meeting, text: str, key: str, at: datetime) -> None:
    tell(people, kind=MessageKind.ACT, text=text, key=key, at=at, url=f"/discussions/{meeting.stream_id}/")
