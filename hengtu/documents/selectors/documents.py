"""The documents of a stream, and their titles."""

from __future__ import annotations

import uuid

from django.db.models import QuerySet

from hengtu.documents.catalogue import form
from hengtu.documents.models import Document


def documents_of(stream: uuid.UUID) -> QuerySet[Document]:
    """Return the documents of a stream in the order of issue; the frozen content is not loaded."""
    return Document.objects.filter(stream_id=stream).defer("data").order_by("issued_at", "uid")


def title_of(document: Document) -> str:
    """Return the title of a document's form, as in 行政处罚决定书."""
    return form(document.form).title
