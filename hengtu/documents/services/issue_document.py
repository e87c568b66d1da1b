"""Issue a document: check, number, seal, freeze."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from hengtu.agencies.models import Agency
from hengtu.documents.catalogue import Form, form_version
from hengtu.documents.catalogue import form as form_of
from hengtu.documents.codes import new_code, new_door_code
from hengtu.documents.content import checked_values, content, masked_party
from hengtu.documents.fonts import refuse_unprintable
from hengtu.documents.models import Document, DocumentDoor, OfficialSeal
from hengtu.documents.services.seals import seal_for
from hengtu.documents.services.take_number import take_number
from hengtu.lib.dates_zh import civil_date
from hengtu.lib.qr import qr_path

DEFAULT_BASE = "http://127.0.0.1:8000"


def issue_document(
    *,
    stream: uuid.UUID,
    form: str,
    agency: Agency,
    data: Mapping[str, Any],
    at: datetime,
    act_uid: uuid.UUID | None,
    drawn_by: str,
    number: str | None = None,
    signatures: Mapping[str, str] | None = None,
    uid: uuid.UUID | None = None,
    receipts: Sequence[Mapping[str, Any]] = (),
    for_party: str = "",
    education: Sequence[str] = (),
) -> Document:
    """Issue one document of a stream, in the name of the legal subject ``agency`` acts for.

    Everything printed is frozen here, so that the PDF can be made after the transaction and again at any time.

    Args:
        data: values by field key; money as Decimal, int or text, instants aware, persons as a name or
            ``{"name", "certificate"}``, tables as lists of rows. What is known of the agency (address, review body,
            court) need not be given.
        at: when it is issued; its Beijing day is the date on the document.
        number: drawn before (a spot decision is pre-numbered, APL:52); else one is drawn if the form has a word.
        signatures: text above a signature line, by the signer's role on the form.
        uid: chosen by the caller, so that a form sent twice makes one document (the second fails on its key).
        for_party: uid of the party it is made for; where the form has a door, its code is drawn for that party.
        receipts: how the amounts follow from facts and rules; frozen with the document, printed only by their codes.
        education: codes of the education pages of its items; the first is printed as a picture, the others as words.
    Raises: DocumentRefused (``document_form_unknown``, ``document_field_missing``, ``document_field_unknown``,
        ``document_field_invalid``, ``document_character_missing``, ``document_seal_missing``,
        ``document_seal_authority_missing``, ``document_number_…``).
    """
    spec = form_of(form)
    subject = agency.legal_subject
    issued_on = civil_date(at)
    filled = checked_values(spec, data, subject)
    refuse_unprintable([subject.name, *_texts(filled), *(signatures or {}).values()])
    seal = seal_for(agency, on=issued_on) if spec.sealed else None
    with transaction.atomic():
        if number is None and spec.word:
            number = take_number(agency, form, issued_on.year, drawn_by=drawn_by, purpose=filled.get("case_no", ""))
        return _write(
            spec,
            filled,
            seal,
            subject,
            number=number or "",
            stream=stream,
            at=at,
            act_uid=act_uid,
            drawn_by=drawn_by,
            signatures=signatures or {},
            uid=uid or uuid.uuid4(),
            receipts=receipts,
            for_party=for_party,
            education=education,
        )


def verification_base() -> str:
    """Return the address printed before ``/verify/<code>``."""
    return str(getattr(settings, "HENGTU_PUBLIC_BASE", DEFAULT_BASE)).rstrip("/")


def _write(
    spec: Form,
    filled: dict[str, Any],
    seal: OfficialSeal | None,
    subject: Agency,
    *,
    number: str,
    stream: uuid.UUID,
    at: datetime,
    act_uid: uuid.UUID | None,
    drawn_by: str,
    signatures: Mapping[str, str],
    uid: uuid.UUID,
    receipts: Sequence[Mapping[str, Any]],
    for_party: str,
    education: Sequence[str],
) -> Document:
    code = new_code()
    door = new_door_code() if spec.door and for_party else ""
    frozen = content(
        spec,
        filled,
        agency=subject,
        number=number,
        issued_on=civil_date(at),
        code=code,
        verify_base=verification_base(),
        seal=seal,
        signatures=signatures,
        door=door,
    )
    if receipts:
        frozen["receipts"] = list(receipts)
    if education:
        frozen["education"] = [education_code(each) for each in education]
    text = json.dumps(frozen, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    document = Document.objects.create(
        uid=uid,
        stream_id=stream,
        agency=subject,
        form=spec.id,
        form_version=form_version(spec),
        number=number,
        data=text,
        data_hash=hashlib.sha256(text.encode()).hexdigest(),
        issued_at=at,
        issued_on=civil_date(at),
        act_uid=act_uid,
        drawn_by=drawn_by,
        seal=seal,
        sealed_by=drawn_by if seal else "",
        verification_code=code,
        masked_party=masked_party(filled),
    )
    if door:
        DocumentDoor.objects.create(code=door, document=document, party_uid=for_party)
    return document


def education_code(code: str) -> dict[str, Any]:
    """Return the picture of the address of an education page, and the address as people type it."""
    base = verification_base()
    drawn = qr_path(f"{base}/e/{code}")
    return {"path": drawn.path, "modules": drawn.modules, "at": f"{base.split('://', 1)[-1]}/e/{code}"}


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
