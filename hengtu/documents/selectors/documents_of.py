"""The documents of a stream."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from hengtu.documents.catalogue import form
from hengtu.documents.models import Document, DocumentState


@dataclass(frozen=True)
class IssuedDocument:
    """One document as a list shows it; ``pdf_key`` is empty until it was rendered once."""

    uid: uuid.UUID
    form: str
    title: str
    kind: str
    number: str
    issued_at: datetime
    issued_on: date
    act_uid: uuid.UUID | None
    state: DocumentState
    verification_code: str
    pdf_key: str


def documents_of(stream: uuid.UUID) -> tuple[IssuedDocument, ...]:
    """Return the documents of a stream in the order of issue; one query, the frozen content is not loaded."""
    rows = Document.objects.filter(stream_id=stream).defer("data").order_by("issued_at", "pk")
    return tuple(_shown(row) for row in rows)


def _shown(row: Document) -> IssuedDocument:
    spec = form(row.form)
    return IssuedDocument(
        uid=row.uid,
        form=row.form,
        title=spec.title,
        kind=spec.kind,
        number=row.number,
        issued_at=row.issued_at,
        issued_on=row.issued_on,
        act_uid=row.act_uid,
        state=DocumentState(row.state),
        verification_code=row.verification_code,
        pdf_key=row.pdf_key,
    )
