"""Render an issued document: PDF/A, the same bytes every time."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from enum import StrEnum

from django.conf import settings

from hengtu.documents.catalogue import form, template_digest
from hengtu.documents.errors import DocumentRefused
from hengtu.documents.models import Document
from hengtu.documents.typesetting import typeset
from hengtu.lib.blobs import BlobStore


class Layout(StrEnum):
    """A4, or the 80 mm roll of a portable printer."""

    A4 = "A4"
    ROLL = "ROLL"


ROLL_TEMPLATES = {"spot": "spot_roll"}


def render_document(document: Document) -> bytes:
    """Return the PDF of a document: the stored one, or a first rendering that is then stored and its hash recorded.

    Raises: DocumentRefused (``document_data_changed``, ``document_template_changed``); BlobDamaged, BlobStoreFull.
    """
    store = BlobStore(settings.BLOB_ROOT)
    if document.pdf_key:
        return store.read(document.pdf_key)
    pdf = typeset_again(document)
    key = store.put(pdf).key
    if not Document.objects.filter(pk=document.pk, pdf_key="").update(pdf_key=key):
        document.refresh_from_db(fields=["pdf_key"])  # another worker was first; what it stored stands
        return store.read(document.pdf_key)
    document.pdf_key = key
    return pdf


def typeset_again(document: Document, *, layout: Layout = Layout.A4, signed: Mapping[str, str] | None = None) -> bytes:
    """Return the PDF made afresh from frozen data and frozen template, without touching the store.

    ``Layout.ROLL`` is for forms that are printed at the roadside; ``signed`` holds the data with signature marks and
    the marks (see ``render_signed``). Raises: DocumentRefused (``document_data_changed``,
    ``document_template_changed``, ``document_no_roll_layout``).
    """
    if hashlib.sha256(document.data.encode()).hexdigest() != document.data_hash:
        raise DocumentRefused(
            "document_data_changed", f"文书“{document}”的内容与制作时的摘要不符，不能打印。请查明原因并从备份恢复。"
        )
    folder, digest, _ = document.form_version.split(":")
    template = form(document.form).template
    if template_digest(folder, template) != digest:
        raise DocumentRefused(
            "document_template_changed",
            f"文书“{document}”制作时的版式（{document.form_version}）已被改动，不能照原样打印。请恢复原版式文件。",
        )
    if layout is Layout.ROLL:
        template = _roll(template, document)
    if signed is not None:
        return typeset(folder, "signed", {**signed, "template": template}, document.issued_at)
    return typeset(folder, template, {"data": document.data}, document.issued_at)


def _roll(template: str, document: Document) -> str:
    if template not in ROLL_TEMPLATES:
        raise DocumentRefused("document_no_roll_layout", f"文书“{document}”没有便携打印机版式，请用 A4 打印。")
    return ROLL_TEMPLATES[template]
