"""Exhibits and recordings as rows of a ledger export, each with its original or its tombstone."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings

from hengtu.evidence.models import Destruction, Exhibit, Recording, RecordingDestruction
from hengtu.ledger.exports import ExportFile, ExportRow
from hengtu.lib.blobs import BlobStore


def export_rows() -> Iterator[ExportRow]:
    """Yield every exhibit; the original is checked against its SM3."""
    store = BlobStore(settings.BLOB_ROOT)
    for exhibit in Exhibit.objects.order_by("stream_id", "seq").iterator(chunk_size=500):
        row = {
            "uid": str(exhibit.uid),
            "stream": str(exhibit.stream_id),
            "seq": exhibit.seq,
            "kind": exhibit.kind,
            "title": exhibit.title,
            "proof_purpose": exhibit.proof_purpose,
            "collected_at": exhibit.collected_at.isoformat(),
            "place": exhibit.place,
            "collectors": exhibit.collectors,
            "media_type": exhibit.media_type,
            "size": exhibit.size,
            "sm3": exhibit.sm3,
            "sha256": exhibit.sha256,
            "audit_result": exhibit.audit_result,
        }
        yield ExportRow(row, (ExportFile(store.path(exhibit.original_key), exhibit.sm3, "sm3"),))


def recording_rows() -> Iterator[ExportRow]:
    """Yield every recording; a lawfully destroyed one has no file, and says who destroyed it, why and by which act."""
    store = BlobStore(settings.BLOB_ROOT)
    gone = {
        row.recording_id: row
        for row in RecordingDestruction.objects.filter(state=Destruction.APPROVED).select_related(
            "proposed_by", "answered_by"
        )
    }
    for recording in Recording.objects.order_by("docked_at", "pk").iterator(chunk_size=500):
        row = {
            "uid": str(recording.pk),
            "serial": recording.serial,
            "starts_at": recording.starts_at.isoformat(),
            "ends_at": recording.ends_at.isoformat(),
            "trust": recording.trust,
            "docked_at": recording.docked_at.isoformat(),
            "media_type": recording.media_type,
            "size": recording.size,
            "sm3": recording.sm3,
            "sha256": recording.sha256,
            "act": str(recording.act_uid),
        }
        tombstone = gone.get(recording.pk)
        if tombstone is not None:
            yield ExportRow({**row, "destroyed": _tombstone(tombstone)})
        else:
            yield ExportRow(row, (ExportFile(store.path(recording.sha256), recording.sm3, "sm3"),))


def _tombstone(row: RecordingDestruction) -> dict[str, str]:
    return {
        "reason": row.reason,
        "retention": row.retention,
        "proposed_by": row.proposed_by.name,
        "approved_by": row.answered_by.name if row.answered_by else "",
        "approved_at": row.answered_at.isoformat() if row.answered_at else "",
        "act": str(row.act_uid),
    }
