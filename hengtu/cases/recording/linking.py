"""People say that a recording shows an act or does not; and why an act was not filmed."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from hengtu.agencies.administration import Mandate, record_change
from hengtu.agencies.models import Account
from hengtu.cases.models import Explained, FieldStep, RecordingExplanation, RecordingLink
from hengtu.cases.recording.refusals import ANSWERING, RecordingRefused, holds_one_of, reasoned
from hengtu.evidence.models import Recording
from hengtu.law.procedure.situation import day_of


@transaction.atomic
def link_recording(
    *, recording: Recording, step: FieldStep, stands: bool, reason: str, by: Account, at: datetime
) -> RecordingLink:
    """Say by hand that a recording shows an act, or does not; the newest word counts. Authorisation has happened.

    Raises: RecordingRefused ``reason_missing``, ``recording_of_another_subject``.
    """
    because = reasoned(reason)
    if recording.legal_subject_id != step.legal_subject_id:
        raise RecordingRefused("recording_of_another_subject", "这段视频和这次行为不属于同一个执法主体，不能关联。")
    row = RecordingLink.objects.create(
        recording=recording, act_uid=step.act_uid, stands=stands, reason=because, linked_by=by, linked_at=at
    )
    said = {"recording": str(recording.pk), "act": str(step.act_uid), "stands": stands}
    mandate = Mandate(by, because, at)
    record_change(recording.agency, "recording_linked", mandate, subject=str(recording), more=said)
    return row


@transaction.atomic
def explain_missing(*, step: FieldStep, reason: str, by: Account, at: datetime) -> RecordingExplanation:
    """Say why an act on the list was not filmed; a head answers. Authorisation has happened before.

    Raises: RecordingRefused ``reason_missing``, ``not_on_the_list``, ``explained_already``.
    """
    because = reasoned(reason)
    if not step.duty:
        raise RecordingRefused("not_on_the_list", "这次行为不在音像记录清单上，不需要说明。")
    FieldStep.objects.select_for_update().get(pk=step.pk)
    if RecordingExplanation.objects.filter(act_uid=step.pk).exclude(state=Explained.RETURNED).exists():
        raise RecordingRefused("explained_already", "已经有一份说明在等审核，或者已经认可，没有重复提交。")
    row = RecordingExplanation.objects.create(
        act_uid=step.pk, case_uid=step.case_id, reason=because, explained_by=by, explained_at=at
    )
    said = {"act": str(step.pk), "case": str(step.case_id)}
    mandate = Mandate(by, because, at)
    record_change(step.agency, "recording_explained", mandate, subject=str(step), more=said)
    return row


def may_answer(row: RecordingExplanation, step: FieldStep, account: Account, on: date) -> bool:
    """Whether somebody answers for it: a head of the unit or the bureau who neither explained it nor took part."""
    registered = getattr(account, "officer", None)
    took_part = {str(each["id"]) for each in step.officers}
    return (
        row.explained_by_id != account.pk
        and (registered is None or str(registered.uid) not in took_part)
        and holds_one_of(account, step.agency, on, ANSWERING)
    )


@transaction.atomic
def answer_explanation(
    *, row: RecordingExplanation, step: FieldStep, accepted: bool, answer: str, by: Account, at: datetime
) -> None:
    """Accept an explanation or send it back with a reason.

    Raises: RecordingRefused ``may_not_answer``, ``reason_missing`` when sent back without one, ``answered_already``.
    """
    if not may_answer(row, step, by, day_of(at)):
        raise RecordingRefused(
            "may_not_answer", "说明由没有参加这次执法的负责人审核，提交说明的人不能自己审核。请换一名负责人。"
        )
    words = answer.strip()[:300] if accepted else reasoned(answer)
    state = Explained.ACCEPTED if accepted else Explained.RETURNED
    waiting = RecordingExplanation.objects.filter(pk=row.pk, state=Explained.PENDING)
    if not waiting.update(state=state, answered_by=by, answered_at=at, answer=words):
        raise RecordingRefused("answered_already", "这份说明已经审核过了。请刷新页面看结果。")
    said = {"act": str(step.pk), "case": str(step.case_id), "accepted": accepted}
    mandate = Mandate(by, words or "认可", at)
    record_change(step.agency, "recording_explained", mandate, subject=str(step), more=said)
