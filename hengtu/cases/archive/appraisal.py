"""Files whose period has ended 鉴定: kept longer or destroyed, proposed by one person and decided by another."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from hengtu.agencies.administration import Mandate, record_change
from hengtu.agencies.models import Account, scope_values
from hengtu.cases.archive.refusals import HEADS, KEEPERS, ArchiveRefused, holds_one_of, reasoned
from hengtu.cases.history import legal_history
from hengtu.cases.models import AppraisalState, ArchivedFile, ArchiveVolume, FileAppraisal, FilePaper
from hengtu.law.archive.retention import objections_to_appraisal
from hengtu.law.archive.settings import archive_setting
from hengtu.law.procedure import Situation, day_of
from hengtu.law.procedure.remedies import pending
from hengtu.ledger.selectors.acts import acts_of_stream
from hengtu.lib.blobs import BlobStore

LONGEST = 100  # years a period can be prolonged by; a file for good is 永久


def due_for_appraisal(files: QuerySet[ArchivedFile], place: str, on: date) -> QuerySet[ArchivedFile]:
    """Return files whose period ends soon or has ended, the oldest first."""
    ahead = timedelta(days=archive_setting("appraisal_ahead", place, on).amount)
    return files.filter(destroyed_on=None, ends_on__lte=on + ahead).order_by("ends_on", "case_id")


@transaction.atomic
def propose_appraisal(
    *, file: ArchivedFile, destroys: bool, keep_until: date | None, reason: str, by: Account, at: datetime
) -> FileAppraisal:
    """Propose what becomes of a file whose period has ended.

    Args:
        keep_until: first day after the longer period; not used where it is to be destroyed.
    Raises: ArchiveRefused ``keeper_required``, ``kept_forever``, ``retention_running``, ``proposed_already``,
        ``keep_until_missing``, ``file_is_needed``, ``file_destroyed``, ``reason_missing``.
    """
    file = ArchivedFile.objects.select_for_update().select_related("agency").get(pk=file.pk)
    on, because = day_of(at), reasoned(reason, "鉴定意见的理由")
    if not holds_one_of(by, file.agency, on, KEEPERS | HEADS):
        raise ArchiveRefused("keeper_required", "鉴定意见由案卷管理人员或者负责人提出。")
    if file.destroyed_on is not None:
        raise ArchiveRefused("file_destroyed", "这份案卷已经销毁。")
    if FileAppraisal.objects.filter(case_id=file.pk, state=AppraisalState.PROPOSED).exists():
        raise ArchiveRefused("proposed_already", "已经提出鉴定意见，正在等负责人审定。")
    _refuse(file, on, str(by.pk), "", destroys=destroys)
    assert file.ends_on is not None, "a file for good was refused"
    if not destroys and (keep_until is None or not on < keep_until <= on.replace(year=on.year + LONGEST, day=1)):
        raise ArchiveRefused("keep_until_missing", "延长保管的，请填今天以后的新期满日。")
    return FileAppraisal.objects.create(
        case_id=file.pk,
        agency=file.agency,
        **scope_values(file.agency),
        number=file.number,
        title=file.title,
        destroys=destroys,
        keep_until=None if destroys else keep_until,
        reason=because,
        period_ended_on=file.ends_on,
        proposed_by=by,
        proposed_at=at,
    )


@transaction.atomic
def answer_appraisal(*, row: FileAppraisal, approved: bool, answer: str, by: Account, at: datetime) -> FileAppraisal:
    """Decide on a proposal. Destroying erases the bytes of every volume; digests, who and why stay, the chain is whole.

    Whether the file may go is asked again: a lawsuit may have begun meanwhile.

    Raises: ArchiveRefused ``head_required``, ``answered_already``, ``second_person_required``, ``file_is_needed`` …
    """
    row = FileAppraisal.objects.select_for_update().get(pk=row.pk)
    file = ArchivedFile.objects.select_for_update().select_related("agency").get(pk=row.case_id)
    on = day_of(at)
    if row.state != AppraisalState.PROPOSED:
        raise ArchiveRefused("answered_already", "这项鉴定已经有了结果。请刷新页面看。")
    if not holds_one_of(by, file.agency, on, HEADS):
        raise ArchiveRefused("head_required", "鉴定意见由本机关负责人审定。")
    if not approved:
        row.state, row.answer = AppraisalState.RETURNED, reasoned(answer, "不同意的理由")
    else:
        _refuse(file, on, str(row.proposed_by_id), str(by.pk), destroys=row.destroys)
        row.state, row.answer = AppraisalState.APPROVED, answer.strip()[:300]
    row.answered_by, row.answered_at = by, at
    if approved:
        _carry_out(row, file, by, at)
    row.save()
    return row


def _carry_out(row: FileAppraisal, file: ArchivedFile, by: Account, at: datetime) -> None:
    volumes = list(ArchiveVolume.objects.filter(case_id=file.pk))
    said: dict[str, Any] = {
        "case": str(file.pk),
        "archive_number": file.number,
        "proposed_by": row.proposed_by.name,
        "keep_until": row.keep_until.isoformat() if row.keep_until else None,
        "volumes": [{"sm3": each.sm3, "sha256": each.sha256} for each in volumes] if row.destroys else [],
    }
    kind = "file_destroyed" if row.destroys else "file_kept_longer"
    act = record_change(file.agency, kind, Mandate(by, row.reason, at), subject=file.number, more=said)
    row.act_uid = act.uid
    if row.destroys:
        row.erased = _erase(file, volumes)
        ArchivedFile.objects.filter(pk=file.pk).update(destroyed_on=day_of(at))
    else:
        ArchivedFile.objects.filter(pk=file.pk).update(ends_on=row.keep_until)


def _erase(file: ArchivedFile, volumes: list[ArchiveVolume]) -> list[str]:
    """Erase volumes and papers handed in, once the decision stands; what another file rests on is kept."""
    papers = list(FilePaper.objects.filter(case_id=file.pk).values_list("sha256", flat=True))
    gone = [each.sha256 for each in volumes] + papers
    shared = set(
        ArchiveVolume.objects.exclude(case_id=file.pk).filter(sha256__in=gone).values_list("sha256", flat=True)
    )
    shared |= set(FilePaper.objects.exclude(case_id=file.pk).filter(sha256__in=gone).values_list("sha256", flat=True))
    store = BlobStore(settings.BLOB_ROOT)
    paths = [store.path(each) for each in gone if each not in shared]
    transaction.on_commit(partial(_unlink, paths))
    return [each.sha256 for each in volumes]


def _unlink(paths: list[Path]) -> None:
    for path in paths:
        path.unlink(missing_ok=True)


def _refuse(file: ArchivedFile, on: date, proposed_by: str, decided_by: str, *, destroys: bool) -> None:
    found = objections_to_appraisal(
        ends_on=file.ends_on,
        on=on,
        proposed_by=proposed_by,
        decided_by=decided_by,
        destroys=destroys,
        attacked=is_attacked(file.pk),
    )
    for objection in found:
        raise ArchiveRefused(objection.code, f"{objection.message}。{objection.remedy}")


def is_attacked(case_id: UUID) -> bool:
    """Whether a reconsideration or a lawsuit about a case is under way."""
    return bool(pending(Situation.of(legal_history(acts_of_stream(case_id)))))
