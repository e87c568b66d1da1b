"""Draw a number: gap-free per legal subject, year and type word."""

from __future__ import annotations

from datetime import datetime

from django.db import connection

from hengtu.agencies.models import Agency
from hengtu.documents.catalogue import ARCHIVE_WORD, CASE_WORD, form
from hengtu.documents.errors import DocumentRefused
from hengtu.documents.models import DrawnNumber, NumberFormat
from hengtu.documents.models.number import DEFAULT_TEMPLATE

_WORDS = {"case": CASE_WORD, "archive": ARCHIVE_WORD}
_DRAW = """
    INSERT INTO documents_numbercounter (agency_id, word, year, last) VALUES (%s, %s, %s, 1)
    ON CONFLICT (agency_id, word, year) DO UPDATE SET last = documents_numbercounter.last + 1
    RETURNING last
"""


def take_number(agency: Agency, form: str, year: int, *, drawn_by: str, purpose: str = "") -> str:
    """Draw the next number and enter it in the register; call it late inside the caller's transaction.

    Numbers belong to the legal subject: a unit draws from its subject's row. A transaction that rolls back gives its
    number back, so there is no gap. On PostgreSQL one statement locks the one counter row until commit: other subjects,
    years and words are not held up. SQLite has one writer at a time for everything, numbers included.

    Args: form: a form id, ``"case"`` for the case number, or ``"archive"`` for the number of an archived file.
        year: of the date on the document, in Beijing.
    Returns: the number as printed, e.g. 冀（示）交执罚〔2025〕00012号.
    Raises: DocumentRefused (``document_number_outside_transaction``, ``document_number_word_missing``,
        ``document_number_format_incomplete``).
    """
    if not connection.in_atomic_block:
        raise DocumentRefused("document_number_outside_transaction", "取号须与执法行为在同一事务内，否则撤回时会断号。")
    subject = agency.legal_subject
    template, word = _format(subject, form)
    if not subject.province_short or not subject.document_word:
        raise DocumentRefused(
            "document_number_format_incomplete",
            f"“{subject.name}”还没有设置省简称和机关代字，不能编号。请先在机构资料中补齐。",
        )
    with connection.cursor() as cursor:
        cursor.execute(_DRAW, [subject.pk, word, year])
        (seq,) = cursor.fetchone()
    text = template.format(prov=subject.province_short, org=subject.document_word, word=word, yyyy=year, seq=seq)
    DrawnNumber.objects.create(
        agency=subject, form=form, word=word, year=year, seq=seq, text=text, drawn_by=drawn_by, purpose=purpose
    )
    return text


def void_number(agency: Agency, text: str, *, reason: str, at: datetime) -> None:
    """Mark a drawn number as void, with its reason; it is never given out again.

    Raises: DocumentRefused (``document_number_unknown``, ``document_void_reason_missing``).
    """
    if not reason.strip():
        raise DocumentRefused("document_void_reason_missing", f"作废文号“{text}”须写明原因。")
    rows = DrawnNumber.objects.filter(agency=agency.legal_subject, text=text, voided_at=None)
    if not rows.update(voided_at=at, void_reason=reason):
        raise DocumentRefused("document_number_unknown", f"取号登记中没有可作废的文号“{text}”。")


def _format(subject: Agency, form_id: str) -> tuple[str, str]:
    own = NumberFormat.objects.filter(agency=subject).first()
    default = _WORDS[form_id] if form_id in _WORDS else form(form_id).word
    word = (own.words if own else {}).get(form_id, default)
    if not word:
        raise DocumentRefused("document_number_word_missing", f"《{form(form_id).title}》不单独编号，使用案号。")
    return (own.template if own else DEFAULT_TEMPLATE), word
