"""Take a signature on one line of an issued document."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, transaction

from hengtu.documents.errors import DocumentRefused
from hengtu.documents.fonts import refuse_unprintable
from hengtu.documents.models import Document, DocumentSignature, DocumentState, SignatureMethod
from hengtu.documents.selectors.signatures import SignatureLine, signature_lines
from hengtu.documents.signatures import canonical_strokes
from hengtu.lib.blobs import BlobStore
from hengtu.lib.images import ImageRefused, display_copy
from hengtu.lib.sm3 import sm3


@dataclass(frozen=True)
class Captured:
    """What the form held: who, how, and what belongs to that way of signing. ``photo`` is the uploaded file."""

    signer: str
    method: str = SignatureMethod.DRAWN
    strokes: str = ""
    photo: bytes = b""
    witness: str = ""
    note: str = ""


def sign_document(document: Document, *, line: int, captured: Captured, by: str, at: datetime) -> DocumentSignature:
    """Keep what was signed on one line; what is there already stays.

    Args: line: position among the signers of the form, from 0. by: login name of who held out the screen.
    Raises: DocumentRefused (``document_not_standing``, ``signature_line_unknown``, ``signature_there_already``,
        ``signature_name_missing``, ``signature_empty``, ``signature_unreadable``, ``signature_refusal_incomplete``,
        ``signature_photo_unreadable``, ``document_character_missing``); BlobStoreFull.
    """
    slot = _open_line(document, line)
    signer = captured.signer.strip()
    if not signer:
        raise DocumentRefused("signature_name_missing", f"还没有填写“{slot.role}”的姓名。请填写签名人姓名。")
    refuse_unprintable([signer, captured.witness, captured.note])
    strokes = canonical_strokes(captured.strokes) if captured.method == SignatureMethod.DRAWN else ""
    if captured.method == SignatureMethod.REFUSED:
        _refuse_half_a_refusal(captured)
    photo_key = _keep_photo(captured.photo) if captured.method == SignatureMethod.ON_PAPER else ""
    entries = {
        "document": document.data_hash,
        "line": line,
        "role": slot.role,
        "signer": signer,
        "method": captured.method,
        "strokes": strokes,
        "photo_key": photo_key,
        "witness": captured.witness.strip(),
        "note": captured.note.strip(),
        "signed_at": at.isoformat(),
        "captured_by": by,
    }
    text = json.dumps(entries, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    del entries["document"]
    try:
        with transaction.atomic():
            return DocumentSignature.objects.create(
                document=document, sm3=sm3(text.encode()).hex(), **{**entries, "signed_at": at}
            )
    except IntegrityError as error:  # somebody else, or the same click twice
        raise _there_already(slot) from error


def _open_line(document: Document, line: int) -> SignatureLine:
    if document.state != DocumentState.ISSUED:
        raise DocumentRefused(
            "document_not_standing", f"文书“{document}”已经撤回或更换，不能再签名。请在更换后的文书上签名。"
        )
    lines = signature_lines(document)
    if not 0 <= line < len(lines):
        raise DocumentRefused("signature_line_unknown", "这份文书没有这个签名栏。请从签名栏列表中选择。")
    slot = lines[line]
    if slot.printed:
        raise DocumentRefused(
            "signature_there_already", f"“{slot.role}”已由{slot.printed}在系统中办理，文书上已有姓名，不用再签。"
        )
    if slot.signature is not None:
        raise _there_already(slot)
    return slot


def _there_already(slot: SignatureLine) -> DocumentRefused:
    return DocumentRefused(
        "signature_there_already", f"“{slot.role}”这一栏已经签过，签名不能更改。签错的，请更换文书后重新签名。"
    )


def _refuse_half_a_refusal(captured: Captured) -> None:
    """A refused signature is replaced by a note with its reason and a witness."""
    missing = [name for name, text in (("事由", captured.note), ("见证人", captured.witness)) if not text.strip()]
    if missing:
        raise DocumentRefused(
            "signature_refusal_incomplete",
            f"拒绝签名的，还要写明{'和'.join(missing)}。请补齐后保存。",
        )


def _keep_photo(photo: bytes) -> str:
    """Keep the picture as it came; a file that is no picture is refused."""
    if not photo:
        raise DocumentRefused("signature_photo_unreadable", "还没有选择签名页的照片。请拍照或者选择图片文件。")
    try:
        display_copy(photo)
    except ImageRefused as refusal:
        raise DocumentRefused("signature_photo_unreadable", str(refusal)) from refusal
    return BlobStore(settings.BLOB_ROOT).put(photo).key
