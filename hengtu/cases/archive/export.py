"""Bound volumes as rows of an export and for verification: each with the digest its act in the chain gives for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.conf import settings

from hengtu.cases.models import AppraisalState, FileAppraisal
from hengtu.ledger.exports import ExportFile, ExportRow
from hengtu.ledger.selectors.acts import acts_of_kinds
from hengtu.ledger.values import StoredAct
from hengtu.lib.blobs import BlobStore

BINDING = ("archived", "file_supplemented")


def export_rows() -> Iterator[ExportRow]:
    """Yield every volume. The digest is read from the act itself, so a file is compared with the chain.

    A volume lawfully destroyed has no file, and says who destroyed it, why and by which act.
    """
    gone = {
        sha256: row
        for row in FileAppraisal.objects.filter(state=AppraisalState.APPROVED, destroys=True).select_related(
            "proposed_by", "answered_by"
        )
        for sha256 in row.erased
    }
    for act in acts_of_kinds(BINDING):
        for said in (act.payload or {}).get("volumes", ()):
            yield _row(act, said, gone.get(said["sha256"]))


def _row(act: StoredAct, said: dict[str, Any], tombstone: FileAppraisal | None) -> ExportRow:
    row = {
        "stream": str(act.stream),
        "act": act.uid.hex,
        "archive_number": (act.payload or {}).get("archive_number", ""),
        **{key: said[key] for key in ("part", "number", "of", "pages", "size", "sm3", "sha256")},
    }
    if tombstone is not None:
        return ExportRow({**row, "destroyed": _tombstone(tombstone)}, act=act.uid.hex)
    path = BlobStore(settings.BLOB_ROOT).path(said["sha256"])
    return ExportRow(row, (ExportFile(path, said["sm3"], "sm3"),), act=act.uid.hex)


def _tombstone(row: FileAppraisal) -> dict[str, str]:
    return {
        "reason": row.reason,
        "proposed_by": row.proposed_by.name,
        "approved_by": row.answered_by.name if row.answered_by else "",
        "approved_at": row.answered_at.isoformat() if row.answered_at else "",
        "act": str(row.act_uid),
    }
