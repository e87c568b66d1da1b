"""The party acts at its door: asks to pay later, applies for reconsideration, reports what it has corrected."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from hengtu.cases import participants
from hengtu.cases.services.apply_for_credit_repair import apply_for_credit_repair
from hengtu.cases.services.apply_for_deferral import apply_for_deferral
from hengtu.cases.services.receive_reminder_statement import receive_reminder_statement
from hengtu.cases.services.receive_statement import receive_statement
from hengtu.cases.services.register_reconsideration import register_reconsideration
from hengtu.cases.services.report_correction import report_correction
from hengtu.evidence.models import Exhibit, Upload
from hengtu.evidence.services.receive_upload import discard_upload
from hengtu.law.procedure.party_ways import goes_through_the_agency
from hengtu.ledger.selectors.acts import acts_of_stream
from hengtu.ledger.values import StoredAct
from hengtu.lib.coded_error import CodedError
from hengtu.portal.selectors.room import Room
from hengtu.portal.services.files import take_files
from hengtu.portal.services.identify import BY_PHONE


@dataclass(frozen=True)
class HandedIn:
    """What was typed and sent: words by the name of their field, files, and the key of the form.

    ``clerk`` is who took it down at another window; None where the party sent it itself.
    """

    words: dict[str, str]
    files: tuple[Upload, ...]
    at: datetime
    key: UUID
    clerk: participants.Participant | None = None


class NotThroughUs(CodedError):
    """Only some applications may be handed in at the agency that decided (ARL:32p1)."""

    def __init__(self) -> None:
        super().__init__(
            "review_not_through_us",
            "这个决定不是当场作出的，也不是依据电子技术监控作出的，不能通过本机关提交（行政复议法第三十二条）。"
            "请用下面的申请书，直接交给行政复议机关。",
        )


def apply_to_pay_later(room: Room, sent: HandedIn) -> StoredAct:
    """Ask to pay later or in parts, with proof of the hardship; the same key again returns the first act.

    Raises: FilesRefused, cases.ActRefused, ledger.StreamMoved.
    Source: APL:66p2
    """

    def act() -> StoredAct:
        exhibits = _exhibits(room, sent, "证明经济困难")
        return apply_for_deferral(
            case_id=room.case.pk,
            by=by_whom(room, sent),
            at=sent.at,
            reason=sent.words["reason"],
            agent=agent_in(room),
            wanted=sent.words["wanted"],
            proof="、".join(each.filename for each in sent.files) or None,
            exhibits=exhibits,
            key=str(sent.key),
        )

    return _once(room, sent, act)


def apply_for_review(room: Room, sent: HandedIn) -> StoredAct:
    """Apply for reconsideration through the agency, which has to hand it on; the same key again returns the first act.

    Raises: NotThroughUs, FilesRefused, cases.ActRefused, ledger.StreamMoved.
    Source: ARL:32
    """

    def act() -> StoredAct:
        if not goes_through_the_agency(room.situation):
            raise NotThroughUs
        exhibits = _exhibits(room, sent, "行政复议申请的材料")
        return register_reconsideration(
            case_id=room.case.pk,
            by=by_whom(room, sent),
            at=sent.at,
            body=room.door.document.agency.reconsideration_body or "行政复议机关",
            via_agency=True,
            applied_on=room.on.isoformat(),
            request=f"{sent.words['request']}\n事实和理由：{sent.words['reason']}",
            by_monitoring=None if room.situation.has("spot_decided") else True,
            exhibits=exhibits,
            key=str(sent.key),
        )

    return _once(room, sent, act)


def answer_reminder(room: Room, sent: HandedIn) -> StoredAct:
    """Say something to the reminder; officers recheck and answer it before anything is enforced.

    Raises: FilesRefused, cases.ActRefused, ledger.StreamMoved.
    Source: ACL:36
    """

    def act() -> StoredAct:
        return receive_reminder_statement(
            case_id=room.case.pk,
            by=by_whom(room, sent),
            at=sent.at,
            statement=sent.words["words"],
            agent=agent_in(room),
            mode="WRITTEN" if sent.clerk else "ONLINE",
            exhibits=_exhibits(room, sent, "对催告书的意见"),
            key=str(sent.key),
        )

    return _once(room, sent, act)


def report_corrected(room: Room, sent: HandedIn) -> StoredAct:
    """Report that the violation is corrected, with photos or papers; officers verify it.

    Raises: FilesRefused, cases.ActRefused, ledger.StreamMoved.
    Source: APL:28p1
    """

    def act() -> StoredAct:
        return report_correction(
            case_id=room.case.pk,
            by=by_whom(room, sent),
            at=sent.at,
            words=sent.words["words"],
            agent=agent_in(room),
            party=room.door.party_uid,
            mode="WRITTEN" if sent.clerk else "ONLINE",
            exhibits=_exhibits(room, sent, "证明已经改正"),
            key=str(sent.key),
        )

    return _once(room, sent, act)


class PromiseNeedsPhone(CodedError):
    """A promise binds: the paper alone, which somebody may have photographed, is not enough to make one."""

    def __init__(self) -> None:
        super().__init__(
            "promise_needs_phone",
            "信用承诺要由本人作出，只凭纸上的验真码还不够。请退出以后，用证件号码和登记的手机号重新核对；"
            "没有登记手机号的，带身份证件到窗口办。",
        )


def apply_for_repair(room: Room, sent: HandedIn) -> StoredAct:
    """Apply for the repair of the credit record of this party's penalty, with its promise.

    Raises: PromiseNeedsPhone, FilesRefused, cases.ActRefused, ledger.StreamMoved.
    """

    def act() -> StoredAct:
        if room.level < BY_PHONE and room.agent is None:  # whether an agent may promise is asked by the law
            raise PromiseNeedsPhone
        return apply_for_credit_repair(
            case_id=room.case.pk,
            by=by_whom(room, sent),
            at=sent.at,
            words=sent.words["words"],
            agent=agent_in(room),
            promised=sent.words["promise"] == "yes",
            party=room.door.party_uid,
            mode="WRITTEN" if sent.clerk else "ONLINE",
            exhibits=_exhibits(room, sent, "申请信用修复的材料"),
            key=str(sent.key),
        )

    return _once(room, sent, act)


def _once(room: Room, sent: HandedIn, act: Callable[[], StoredAct]) -> StoredAct:
    """Do what was handed in, whole or not at all; the same key again returns what was done the first time."""
    done = done_before(room, sent.key)
    if done is not None:
        return done
    with transaction.atomic():
        recorded = act()
    forget(sent)
    return recorded


def done_before(room: Room, key: UUID) -> StoredAct | None:
    """Return the act of this key, if it was sent before."""
    return next((act for act in acts_of_stream(room.case.pk) if act.key == str(key)), None)


def the_party(room: Room) -> participants.Participant:
    """Return the party of a room as it takes part in an act."""
    return participants.party(room.door.party_uid, room.party.name if room.party else "")


def by_whom(room: Room, sent: HandedIn) -> tuple[participants.Participant, ...]:
    """The party, and beside it its agent or whoever took it down."""
    return (*the_side(room), *((sent.clerk,) if sent.clerk else ()))


def the_side(room: Room) -> tuple[participants.Participant, ...]:
    """The party as it takes part in an act, with the agent who acts for it beside it."""
    agent = room.agent
    return (the_party(room), *((participants.party_agent(agent.key, agent.name),) if agent else ()))


def agent_in(room: Room) -> dict[str, Any] | None:
    """The agent as an act names him; None where the party acts itself."""
    return room.agent.as_payload() if room.agent else None


def state(room: Room, sent: HandedIn) -> StoredAct:
    """Take down a statement at a window, as one point with its files.

    Raises: FilesRefused, cases.ActRefused, ledger.StreamMoved.
    Source: APL:45p1
    """

    def act() -> StoredAct:
        exhibits = _exhibits(room, sent, "当事人第1条意见")
        evidence = {"new_evidence": [str(each.uid) for each in exhibits]} if exhibits else {}
        return receive_statement(
            case_id=room.case.pk,
            by=by_whom(room, sent),
            at=sent.at,
            points=({"no": 1, "point": sent.words["words"], **evidence},),
            mode="WRITTEN",
            exhibits=exhibits,
            key=str(sent.key),
        )

    return _once(room, sent, act)


def forget(sent: HandedIn) -> None:
    """Give up what was kept for a form that has been sent."""
    for upload in sent.files:
        discard_upload(upload)


def _exhibits(room: Room, sent: HandedIn, purpose: str) -> tuple[Exhibit, ...]:
    return tuple(take_files(room, [(upload, purpose) for upload in sent.files], sent.at).values())
