"""The signature lines of documents and what stands on them."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from hengtu.documents.catalogue import form
from hengtu.documents.models import Document, DocumentSignature, SignatureMethod


@dataclass(frozen=True)
class SignatureLine:
    """One line of a document: ``printed`` is a name that the document already bears there."""

    position: int
    role: str
    printed: str = ""
    signature: DocumentSignature | None = None

    @property
    def is_open(self) -> bool:
        return not self.printed and self.signature is None


def signatures_of(document: Document) -> list[DocumentSignature]:
    """Return the signatures of a document in the order of its lines; what was prefetched is not asked again."""
    return list(document.signatures.all())


def signature_lines(document: Document) -> tuple[SignatureLine, ...]:
    """Return the lines of a document in their order on the paper."""
    there = {each.line: each for each in signatures_of(document)}
    signers = json.loads(document.data)["signers"]
    return tuple(
        SignatureLine(position, signer["role"], signer["text"], there.get(position))
        for position, signer in enumerate(signers)
    )


def words_of(signature: DocumentSignature) -> str:
    """Say what is printed on a line that was not signed on the screen."""
    if signature.method == SignatureMethod.REFUSED:
        return f"拒绝签名。事由：{signature.note}。见证人：{signature.witness}"
    return f"{signature.signer}（已在纸质文书上签名）"


@dataclass(frozen=True)
class Progress:
    """How many of the lines to be signed are; ``of`` is 0 where the form has none."""

    signed: int
    of: int

    @property
    def is_complete(self) -> bool:
        return self.signed == self.of


def progress_of(documents: Iterable[Document]) -> dict[uuid.UUID, Progress]:
    """Return for each document how far signing is, in two queries however many documents there are."""
    rows = {document.pk: document for document in documents}
    frozen = dict(Document.objects.filter(pk__in=rows).values_list("pk", "data"))
    signed: dict[uuid.UUID, int] = {}
    for pk in DocumentSignature.objects.filter(document__in=rows).values_list("document_id", flat=True):
        signed[pk] = signed.get(pk, 0) + 1
    return {pk: Progress(signed.get(pk, 0), _to_sign(rows[pk].form, frozen[pk])) for pk in rows}


def _to_sign(form_id: str, data: str) -> int:
    if not form(form_id).signers:
        return 0
    return sum(not signer["text"] for signer in json.loads(data)["signers"])
