"""Documents as rows of a ledger export: the frozen text with its digest, and the PDF with its."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings

from hengtu.documents.models import Document
from hengtu.ledger.exports import ExportFile, ExportRow
from hengtu.lib.blobs import BlobStore


def export_rows() -> Iterator[ExportRow]:
    """Yield every document; one that was never printed has no file."""
    store = BlobStore(settings.BLOB_ROOT)
    for document in Document.objects.order_by("stream_id", "issued_at", "uid").iterator(chunk_size=500):
        row = {
            "uid": str(document.uid),
            "stream": str(document.stream_id),
            "form": document.form,
            "form_version": document.form_version,
            "number": document.number,
            "issued_at": document.issued_at.isoformat(),
            "act_uid": str(document.act_uid) if document.act_uid else None,
            "state": document.state,
            "data": document.data,
        }
        files = (ExportFile(store.path(document.pdf_key), document.pdf_key),) if document.pdf_key else ()
        yield ExportRow(row, files, {"data": f"sha256:{document.data_hash}"})
