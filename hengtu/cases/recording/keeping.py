"""How long recordings are kept; holding them longer; destroying what may be destroyed, by two people."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction

from hengtu.agencies.administration import Mandate, record_change
from hengtu.agencies.models import Account
from hengtu.cases.models import EnforcementCase
from hengtu.cases.recording.films import seen_of_recording
from hengtu.cases.recording.refusals import HEADS, HOLDING, KEEPING, RecordingRefused, holds_one_of, reasoned
from hengtu.evidence.models import Destruction, Exhibit, Recording, RecordingDestruction, RecordingHold
from hengtu.law.procedure.situation import day_of
from hengtu.law.recording.retention import KeptFilm, Retention, objections_to_destruction, retention_of
from hengtu.law.recording.settings import amount_of
from hengtu.ledger.selectors.acts import acts_of_stream
from hengtu.lib.blobs import BlobStore

# a case under attack keeps everything until the answer is there
ATTACKED = {"lawsuit_received": "lawsuit_judged", "reconsideration_received": "reconsideration_decided"}
LISTED = 50


def retention_of_recording(recording: Recording, *, on: date) -> Retention:
    """Return how long a recording is kept as of a day: alone, with its cases, or held."""
    place = recording.agency.division_code
    cases = cases_of_recording(recording)
    kept = KeptFilm(day_of(recording.docked_at), tuple(case.closed_on for case in cases), _held(recording, cases))
    alone, with_case = (amount_of(name, place, on) for name in ("retention_alone", "retention_with_case"))
    return retention_of(kept, alone=alone, with_case=with_case)


def cases_of_recording(recording: Recording) -> list[EnforcementCase]:
    """Return the cases whose acts a recording shows."""
    seen = seen_of_recording(recording)
    steps = seen.steps_of_film.get(recording.pk, ())
    return list({step.case_id: step.case for step in steps}.values())


def _held(recording: Recording, cases: Iterable[EnforcementCase]) -> str:
    standing = recording.holds.filter(lifted_at=None).first()
    if standing is not None:
        return standing.reason
    attacked = [case.number or case.title for case in cases if _is_attacked(case.pk)]
    return f"{'、'.join(attacked)}正在复议或者诉讼" if attacked else ""


def _is_attacked(case_id: UUID) -> bool:
    kinds = [act.kind for act in acts_of_stream(case_id)]
    return any(kinds.count(begins) > kinds.count(ends) for begins, ends in ATTACKED.items())


@transaction.atomic
def hold_recording(*, recording: Recording, reason: str, by: Account, at: datetime) -> RecordingHold:
    """Stop destruction for a lawsuit or an inspection until somebody lifts it.

    Raises: RecordingRefused ``may_not_hold``, ``reason_missing``, ``held_already``, ``recording_destroyed``.
    """
    _may(recording, by, at, HOLDING, "may_not_hold", "暂停清理由负责人、法制审核人员或者案卷管理人员决定。")
    because = reasoned(reason)
    _locked(recording)
    if recording.holds.filter(lifted_at=None).exists():
        raise RecordingRefused("held_already", "已经暂停清理，不用再做什么。")
    row = RecordingHold.objects.create(recording=recording, reason=because, held_by=by, held_at=at)
    record_change(recording.agency, "recording_held", Mandate(by, because, at), subject=str(recording))
    return row


@transaction.atomic
def release_recording(*, recording: Recording, reason: str, by: Account, at: datetime) -> None:
    """Lift a hold. Raises: RecordingRefused ``may_not_hold``, ``reason_missing``, ``not_held``."""
    _may(recording, by, at, HOLDING, "may_not_hold", "解除暂停由负责人、法制审核人员或者案卷管理人员决定。")
    because = reasoned(reason)
    standing = RecordingHold.objects.filter(recording=recording, lifted_at=None)
    if not standing.update(lifted_by=by, lifted_at=at, lifted_because=because):
        raise RecordingRefused("not_held", "这段视频没有暂停清理。请刷新页面。")
    record_change(recording.agency, "recording_released", Mandate(by, because, at), subject=str(recording))


@transaction.atomic
def propose_destruction(*, recording: Recording, reason: str, by: Account, at: datetime) -> RecordingDestruction:
    """Propose a recording whose term is over; a head approves.

    Raises: RecordingRefused ``may_not_propose``, ``retention_running``, ``reason_missing``, ``proposed_already``,
        ``recording_destroyed``.
    """
    _may(recording, by, at, KEEPING, "may_not_propose", "清理由案卷管理人员或者负责人提出。")
    because = reasoned(reason)
    _locked(recording)
    retention = retention_of_recording(recording, on=day_of(at))
    _refuse(retention, at, str(by.pk), "", may_approve=True)
    if recording.destructions.filter(state=Destruction.PROPOSED).exists():
        raise RecordingRefused("proposed_already", "已经提出清理，正在等负责人批准。")
    return RecordingDestruction.objects.create(
        recording=recording,
        sha256=recording.sha256,
        reason=because,
        retention=retention.why[:300],
        proposed_by=by,
        proposed_at=at,
    )


@transaction.atomic
def answer_destruction(
    *, row: RecordingDestruction, approved: bool, answer: str, by: Account, at: datetime
) -> RecordingDestruction:
    """Approve: the file goes, its digest stays with who and why, and the chain of the agency says so; or refuse.

    The term is asked for again: what became evidence meanwhile is not destroyed.

    Raises: RecordingRefused ``retention_running``, ``second_person_required``, ``head_required``, ``answered_already``,
        ``reason_missing`` when refused without one.
    """
    recording = Recording.objects.select_related("agency").get(pk=row.recording_id)
    _locked(recording)
    row = RecordingDestruction.objects.select_for_update().get(pk=row.pk)
    if row.state != Destruction.PROPOSED:
        raise RecordingRefused("answered_already", "这项清理已经有了结果。请刷新页面看。")
    is_head = holds_one_of(by, recording.agency, day_of(at), HEADS)
    if approved:
        retention = retention_of_recording(recording, on=day_of(at))
        _refuse(retention, at, str(row.proposed_by_id), str(by.pk), may_approve=is_head)
        return _destroy(row, recording, answer, by, at)
    if not is_head:
        raise RecordingRefused("head_required", "清理由本机关负责人批准或者不批准。")
    row.state, row.answered_by, row.answered_at, row.answer = Destruction.RETURNED, by, at, reasoned(answer)
    row.save(update_fields=["state", "answered_by", "answered_at", "answer"])
    return row


def _destroy(
    row: RecordingDestruction, recording: Recording, answer: str, by: Account, at: datetime
) -> RecordingDestruction:
    said = {
        "recording": str(recording.pk),
        "sha256": recording.sha256,
        "sm3": recording.sm3,
        "proposed_by": row.proposed_by.name,
        "retention": row.retention,
    }
    mandate = Mandate(by, row.reason, at)
    act = record_change(recording.agency, "recording_destroyed", mandate, subject=str(recording), more=said)
    row.state, row.answered_by, row.answered_at = Destruction.APPROVED, by, at
    row.answer, row.act_uid = answer.strip()[:300], act.uid
    row.save(update_fields=["state", "answered_by", "answered_at", "answer", "act_uid"])
    if not _needed_elsewhere(recording):
        path = BlobStore(settings.BLOB_ROOT).path(recording.sha256)
        transaction.on_commit(lambda: path.unlink(missing_ok=True))
    return row


def _needed_elsewhere(recording: Recording) -> bool:
    """The store keeps one copy of equal files: an exhibit, or another subject's recording, may rest on it."""
    others = Recording.objects.filter(sha256=recording.sha256).exclude(pk=recording.pk)
    others = others.exclude(destructions__state=Destruction.APPROVED)
    return Exhibit.objects.filter(original_key=recording.sha256).exists() or others.exists()


def may_be_destroyed(recordings: Iterable[Recording], *, on: date) -> list[tuple[Recording, Retention]]:
    """Return those whose term is over, the oldest first, at most ``LISTED``."""
    found: list[tuple[Recording, Retention]] = []
    for recording in recordings:
        retention = retention_of_recording(recording, on=on)
        if retention.until is not None and retention.until <= on:
            found.append((recording, retention))
        if len(found) >= LISTED:
            break
    return found


def _refuse(retention: Retention, at: datetime, proposed_by: str, approved_by: str, *, may_approve: bool) -> None:
    found = objections_to_destruction(
        retention, on=day_of(at), proposed_by=proposed_by, approved_by=approved_by, may_approve=may_approve
    )
    for objection in found:
        raise RecordingRefused(objection.code, f"{objection.message}。{objection.remedy}")


def _locked(recording: Recording) -> None:
    """One after the other; what is destroyed is neither held nor proposed again."""
    Recording.objects.select_for_update().only("uid").get(pk=recording.pk)
    if recording.destructions.filter(state=Destruction.APPROVED).exists():
        raise RecordingRefused("recording_destroyed", "这段视频已经依规定清理，只留下摘要和清理记录。")


def _may(recording: Recording, by: Account, at: datetime, roles: frozenset[str], code: str, words: str) -> None:
    if not holds_one_of(by, recording.agency, day_of(at), roles):
        raise RecordingRefused(code, words)
