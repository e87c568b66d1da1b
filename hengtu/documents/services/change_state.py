"""Withdraw or replace an issued document; what was issued stays as it was."""

from __future__ import annotations

from datetime import datetime

from hengtu.documents.errors import DocumentRefused
from hengtu.documents.models import Document, DocumentState


def withdraw_document(document: Document, *, reason: str, at: datetime) -> None:
    """Mark a document as withdrawn.

    Raises: DocumentRefused (``document_reason_missing``, ``document_not_standing``).
    """
    _change(document, DocumentState.WITHDRAWN, reason=reason, at=at, replaced_by=None)


def replace_document(document: Document, *, by: Document, reason: str, at: datetime) -> None:
    """Mark a document as replaced by a newer one of the same stream.

    Raises: DocumentRefused (``document_reason_missing``, ``document_not_standing``, ``document_of_another_stream``).
    """
    if by.stream_id != document.stream_id or by.pk == document.pk:
        raise DocumentRefused(
            "document_of_another_stream", f"“{by}”不是同一案件中另外制作的文书，不能用来更换“{document}”。"
        )
    _change(document, DocumentState.REPLACED, reason=reason, at=at, replaced_by=by)


def _change(
    document: Document, state: DocumentState, *, reason: str, at: datetime, replaced_by: Document | None
) -> None:
    if not reason.strip():
        raise DocumentRefused("document_reason_missing", f"撤回或更换文书“{document}”须写明原因。")
    standing = Document.objects.filter(pk=document.pk, state=DocumentState.ISSUED)
    if not standing.update(state=state, state_reason=reason, state_at=at, replaced_by=replaced_by):
        raise DocumentRefused("document_not_standing", f"文书“{document}”已经撤回或更换，不能再次处理。")
    document.refresh_from_db(fields=["state", "state_reason", "state_at", "replaced_by"])
