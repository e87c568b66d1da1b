"""What anyone who holds a printed document may learn by its code."""

from __future__ import annotations

import hmac
import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from hengtu.documents.catalogue import form
from hengtu.documents.codes import ALPHABET, RANDOM, is_well_formed, normal_code
from hengtu.documents.models import Document, DocumentState
from hengtu.law.receipt import code_of, code_printed, looks_like_a_code


@dataclass(frozen=True)
class VerificationResult:
    """``well_formed`` is false for a mistyped code; the rest is empty unless ``found``, the hash until printed.

    ``receipts`` are the codes of the receipts kept with it; ``is_receipt``: what was typed has the form of such a code.
    """

    found: bool
    well_formed: bool
    title: str = ""
    number: str = ""
    agency: str = ""
    issued_on: date | None = None
    state: DocumentState | None = None
    party: str = ""
    pdf_sha256: str = ""
    receipts: tuple[str, ...] = ()
    is_receipt: bool = False


def verify_code(typed: str) -> VerificationResult:
    """Return what is public about the document with this code: nothing personal beyond the masked name.

    The index is asked for the first half only and the rest is compared in constant time, so that response times tell
    nothing about how much of a guess was right.
    """
    code = normal_code(typed)
    if not is_well_formed(code):
        return VerificationResult(found=False, well_formed=False, is_receipt=looks_like_a_code(code))
    half, rest = code[: RANDOM // 2], len(code) - RANDOM // 2
    span = (half + ALPHABET[0] * rest, half + ALPHABET[-1] * rest)  # a range, since LIKE would scan on SQLite
    candidates = Document.objects.filter(verification_code__range=span).defer("data").select_related("agency")
    matches = [row for row in candidates if hmac.compare_digest(row.verification_code, code)]
    if not matches:
        return VerificationResult(found=False, well_formed=True)
    (row,) = matches
    return VerificationResult(
        found=True,
        well_formed=True,
        title=form(row.form).title,
        number=row.number,
        agency=row.agency.name,
        issued_on=row.issued_on,
        state=DocumentState(row.state),
        party=row.masked_party,
        pdf_sha256=row.pdf_key,
        receipts=receipt_codes(row),
    )


def receipt_codes(document: Document) -> tuple[str, ...]:
    """Return the codes of the receipts frozen with a document, recomputed from what was frozen, as they are printed."""
    codes = [code_of(each) for each in receipts_with(document)]
    return tuple(dict.fromkeys(code_printed(code) for code in codes if code))


def receipts_with(document: Document) -> list[dict[str, Any]]:
    """Return the receipts frozen with a document."""
    kept: list[dict[str, Any]] = json.loads(document.data).get("receipts", [])
    return kept
