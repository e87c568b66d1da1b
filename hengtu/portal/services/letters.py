"""Letters of a party: received with a number, answered by somebody who did not handle the case, judged by the party."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction

from hengtu.agencies.models import Account, Agency, Role
from hengtu.agencies.selectors.holders import holders_of
from hengtu.cases.history import legal_history
from hengtu.cases.models import EnforcementCase, MessageKind
from hengtu.cases.news import handlers_of
from hengtu.cases.services.tell import tell
from hengtu.cases.tasks import accounts_of
from hengtu.evidence.models import Upload
from hengtu.evidence.services.collect_exhibit import checked_media_type
from hengtu.evidence.services.receive_upload import path_of
from hengtu.law.procedure import Situation, day_of
from hengtu.ledger.selectors.acts import acts_of_stream
from hengtu.lib.blobs import BlobStore
from hengtu.lib.coded_error import CodedError
from hengtu.lib.dates_zh import civil_date, day_zh
from hengtu.portal import limits
from hengtu.portal.models import LetterAnswer, LetterFile, LetterKind, Opinion, PartyLetter
from hengtu.portal.selectors.room import Room
from hengtu.portal.services.apply import HandedIn, forget
from hengtu.rulesets.law_desk import HEADS
from hengtu.rulesets.reach import post_of

ANSWERING = HEADS | {Role.SUPERVISOR}


class LetterRefused(CodedError):
    """A letter or its answer is not in order."""


def complain(room: Room, sent: HandedIn) -> PartyLetter:
    """Take in a complaint about how the case was handled; the same key again returns the first.

    It goes to a head or supervisor who has not handled the case, at the handling agency or above it; its files stay
    apart from the file of the case. Raises: LetterRefused ``too_many_letters``, ExhibitRefused for a file.
    """
    done = PartyLetter.objects.filter(key=sent.key).first()
    if done is not None:
        return done
    _check_number(room)
    subject = room.case.agency.legal_subject
    answering, people = who_answers(room.case, subject, sent.at)
    letter = _letter(
        room, sent, LetterKind.COMPLAINT, answering=answering, about=sent.words["about"],
        due_on=civil_date(sent.at) + timedelta(days=limits.complaint_days()),
    )  # fmt: skip
    with transaction.atomic():
        saved = _saved(letter)
        if saved is letter:
            for upload in sent.files:
                _keep_file(letter, upload)
            due = day_zh(civil_date(sent.at) + timedelta(days=limits.complaint_days()))
            _tell_answering(letter, people, f"收到对案件办理的投诉（{letter.number}），请在{due}以前答复")
    forget(sent)
    return saved


def answer_letter(*, letter: PartyLetter, words: str, by: Account, at: datetime) -> LetterAnswer:
    """Answer a complaint in the name of the agency that answers.

    Raises: LetterRefused ``answer_missing``, ``no_post``, ``handled_it``, ``answered_already``.
    """
    if not words.strip():
        raise LetterRefused("answer_missing", "还没有写答复。请写明查了什么、查到什么、怎么处理。")
    with transaction.atomic():
        row = PartyLetter.objects.select_for_update().get(pk=letter.pk)
        _check_answerer(row, by, at)
        if not row.waits_for_answer:
            raise LetterRefused("answered_already", "这件投诉已经答复。当事人不满意的，会回到这里再答复一次。")
        again = row.opinion == Opinion.UNSATISFIED
        answer = LetterAnswer.objects.create(letter=row, words=words.strip(), by=by, at=at)
        row.answered_at, row.closed_at = at, at if again else None
        row.save(update_fields=["answered_at", "closed_at"])
    return answer


def judge_answer(*, room: Room, letter: PartyLetter, satisfied: bool, words: str, at: datetime) -> PartyLetter:
    """The party says whether the answer is enough; not being satisfied asks once for another.

    Raises: LetterRefused ``not_answered``, ``closed_already``, ``reason_missing``.
    """
    with transaction.atomic():
        row = PartyLetter.objects.select_for_update().get(pk=letter.pk, party_uid=room.door.party_uid)
        if row.answered_at is None:
            raise LetterRefused("not_answered", "还没有答复，等答复以后再评价。")
        if row.closed_at is not None or row.opinion:
            raise LetterRefused("closed_already", "已经评价过了。还有新的问题，可以另外投诉。")
        if not satisfied and not words.strip():
            raise LetterRefused("reason_missing", "不满意的，请写明为什么，好再查一次。")
        row.opinion = Opinion.SATISFIED if satisfied else Opinion.UNSATISFIED
        row.opinion_words, row.opinion_at = words.strip(), at
        row.closed_at = at if satisfied else None
        row.save(update_fields=["opinion", "opinion_words", "opinion_at", "closed_at"])
        if not satisfied:
            people = _free_to_answer(row.answering, handling_accounts(row.stream), at)
            _tell_answering(row, people, f"当事人对投诉的答复不满意，请再查、再答复（{row.number}）", again=True)
    return row


def who_answers(case: EnforcementCase, subject: Agency, at: datetime) -> tuple[Agency, list[Account]]:
    """Return the nearest legal subject, from the handling one upwards, where somebody may answer, and who may.

    Where nobody is found at all it is the handling agency itself, with nobody to tell: it shows up as late.
    """
    handled, node = handling_accounts(case.pk), subject
    while True:
        people = _free_to_answer(node, handled, at)
        if people:
            return node, people
        if node.parent is None:
            return subject, []
        node = node.parent.legal_subject


def handling_accounts(stream: UUID) -> frozenset[int]:
    """Return the keys of the accounts that took part in the investigation of a case or handle it now."""
    acts = acts_of_stream(stream)
    if not acts:
        return frozenset()
    people = Situation.of(legal_history(acts)).investigators | handlers_of(stream, up_to=acts[-1].seq)
    return frozenset(accounts_of(people).values())


def _free_to_answer(agency: Agency, handled: frozenset[int], at: datetime) -> list[Account]:
    on = day_of(at)
    found = {each.pk: each for role in sorted(ANSWERING) for each in holders_of(role, agency, on)}
    return [account for key, account in found.items() if key not in handled]


def _check_answerer(letter: PartyLetter, by: Account, at: datetime) -> None:
    if post_of(by, ANSWERING, day_of(at), letter.answering) is None:
        raise LetterRefused(
            "no_post", f"投诉由{letter.answering.short_name}的负责人或者执法监督人员答复，{by.name}没有这个岗位。"
        )
    if by.pk in handling_accounts(letter.stream):
        raise LetterRefused(
            "handled_it", f"{by.name}办理过这个案件，不能答复对它的投诉。请由没有办过的负责人或者监督人员答复。"
        )


def _check_number(room: Room) -> None:
    """So many letters of one party in one case within a day: a brake, said to be one."""
    since = room.at - timedelta(days=1)
    mine = PartyLetter.objects.filter(stream=room.case.pk, party_uid=room.door.party_uid, received_at__gt=since)
    if mine.count() >= limits.MOST_LETTERS:
        raise LetterRefused(
            "too_many_letters", f"一天最多在网上提交 {limits.MOST_LETTERS} 件。急的事请打电话，或者到窗口。"
        )


def _letter(room: Room, sent: HandedIn, kind: LetterKind, **more: object) -> PartyLetter:
    uid = uuid.uuid4()
    return PartyLetter(
        uid=uid, kind=kind, number=f"{civil_date(sent.at):%Y%m%d}-{uid.hex[:8].upper()}", stream=room.case.pk,
        party_uid=room.door.party_uid, agency=room.case.agency.legal_subject, words=sent.words["words"],
        received_at=sent.at, key=sent.key, **more,
    )  # fmt: skip


def _saved(letter: PartyLetter) -> PartyLetter:
    """Save a letter; of two sent at once with one key the first stays."""
    try:
        with transaction.atomic():
            letter.save(force_insert=True)
    except IntegrityError:
        return PartyLetter.objects.get(key=letter.key)
    return letter


def _keep_file(letter: PartyLetter, upload: Upload) -> None:
    path = path_of(upload)
    media_type = checked_media_type(path, upload.filename)
    blob = BlobStore(settings.BLOB_ROOT).put(path)
    LetterFile.objects.create(
        letter=letter, key=blob.key, filename=upload.filename, media_type=media_type, size=upload.size
    )


def _tell_answering(letter: PartyLetter, people: Iterable[Account], text: str, *, again: bool = False) -> None:
    key = f"letter:{letter.pk}:{'again' if again else 'first'}"
    at = letter.opinion_at if again and letter.opinion_at else letter.received_at
    tell(people, kind=MessageKind.DEADLINE, text=text, key=key, at=at, url=f"/complaints-of-cases/{letter.pk}/")
