"""Exhibits as rows of a ledger export, each with its original."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings

from hengtu.evidence.models import Exhibit
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
