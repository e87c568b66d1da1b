"""Documents as rows of a ledger export: the frozen text with its digest, and the PDF with its."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.conf import settings

from hengtu.documents.models import Document, DocumentSignature
from hengtu.documents.selectors.signatures import signatures_of
from hengtu.ledger.exports import ExportFile, ExportRow
from hengtu.lib.blobs import BlobStore


def export_rows() -> Iterator[ExportRow]:
    """Yield every document; one that was never printed has no file."""
    store = BlobStore(settings.BLOB_ROOT)
    documents = Document.objects.order_by("stream_id", "issued_at", "uid").prefetch_related("signatures")
    for document in documents.iterator(chunk_size=500):
        row: dict[str, Any] = {
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
        signatures = [_signature(each) for each in signatures_of(document)]
        if signatures:
            row["signatures"] = signatures
        keys = [document.pdf_key, *(each["photo"] for each in signatures)]
        files = tuple(ExportFile(store.path(key), key) for key in keys if key)
        yield ExportRow(row, files, {"data": f"sha256:{document.data_hash}"})


def _signature(signature: DocumentSignature) -> dict[str, Any]:
    return {
        "line": signature.line,
        "role": signature.role,
        "signer": signature.signer,
        "method": signature.method,
        "strokes": signature.strokes,
        "photo": signature.photo_key,
        "witness": signature.witness,
        "note": signature.note,
        "sm3": signature.sm3,
        "signed_at": signature.signed_at.isoformat(),
        "captured_by": signature.captured_by,
    }
