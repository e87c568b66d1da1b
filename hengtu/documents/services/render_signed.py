"""A document with its signatures: typeset again from the frozen content and what was signed, the same bytes each time.

A document nobody signed is the sealed original itself.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from hengtu.documents.models import Document, DocumentSignature, SignatureMethod
from hengtu.documents.selectors.signatures import signatures_of, words_of
from hengtu.documents.services.render_document import Layout, render_document, typeset_again
from hengtu.documents.signatures import svg

FIRST_MARK = 0xE000  # private use area: no font and no typed text has these characters


def render_signed(document: Document, *, layout: Layout = Layout.A4) -> bytes:
    """Return the PDF as it stands now: the stored original, or typeset with the signatures on their lines.

    Raises: as ``render_document``.
    """
    signatures = signatures_of(document)
    if signatures and not document.pdf_key:
        render_document(document)  # the original is kept, too: its digest stands on the verification page
    if signatures:
        return typeset_again(document, layout=layout, signed=_signed(document, signatures))
    return render_document(document) if layout is Layout.A4 else typeset_again(document, layout=layout)


def _signed(document: Document, signatures: Sequence[DocumentSignature]) -> dict[str, str]:
    """Return data and marks: the frozen data with a mark or words on every signed line."""
    content = json.loads(document.data)
    marks: dict[str, str] = {}
    for signature in signatures:
        if signature.method == SignatureMethod.DRAWN:
            mark = chr(FIRST_MARK + signature.line)
            marks[mark] = svg(signature.strokes)
        else:
            mark = words_of(signature)
        content["signers"][signature.line]["text"] = mark
    return {
        "data": json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")),
        "marks": json.dumps(marks, ensure_ascii=False, sort_keys=True),
    }
