"""Several documents as one file for the printer."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pikepdf

from hengtu.documents.models import Document
from hengtu.documents.services.render_signed import render_signed

MOST = 60  # a file for a printer, not an archive


def print_together(documents: Sequence[Document]) -> bytes:
    """Return one PDF of the documents in the order given, each as it stands with its signatures.

    The first one's PDF/A identification holds for all pages. The same documents give the same bytes.
    Raises: ValueError for none or more than ``MOST``; as ``render_signed``.
    """
    if not 0 < len(documents) <= MOST:
        raise ValueError(f"请选择一份以上、{MOST}份以下的文书")
    with pikepdf.open(io.BytesIO(render_signed(documents[0]))) as joined:
        for document in documents[1:]:
            with pikepdf.open(io.BytesIO(render_signed(document))) as part:
                joined.pages.extend(part.pages)
        for key in ("/StructTreeRoot", "/MarkInfo"):  # tags of the first document alone would claim too much
            if key in joined.Root:
                del joined.Root[key]
        target = io.BytesIO()
        joined.save(target, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return target.getvalue()
