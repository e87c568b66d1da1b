"""Fill in what was not known when a party was registered, or what has changed since."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from hengtu.lib.credit_codes import parse_credit_code
from hengtu.subjects.models import IdDocument, Party
from hengtu.subjects.services.register_party import check_which_numbers, clean_id_number, clean_phone

FIELDS = ("id_document", "id_number", "credit_code", "legal_representative", "address", "phone")


def complete_party(
    uid: UUID,
    *,
    at: datetime,
    id_document: str = "",
    id_number: str = "",
    credit_code: str = "",
    legal_representative: str = "",
    address: str = "",
    phone: str = "",
) -> tuple[str, ...]:
    """Write what is given over what is kept; what is left empty stays as it is.

    The name and the kind stand in the acts of a case; they are mended there, by a correction.

    Args:
        uid: of the party. The caller has checked that whoever asks works on a case of this party.
    Returns: the names of the fields that changed, for the access log.
    Raises: PartyRefused, BadIdNumber, BadCreditCode; Party.DoesNotExist.
    """
    with transaction.atomic():
        party = Party.objects.select_for_update().get(uid=uid)
        check_which_numbers(party.kind, id_number, credit_code)
        document = (id_document or party.id_document or IdDocument.RESIDENT_ID) if id_number else ""
        given = {
            "id_document": document,
            "id_number": clean_id_number(document, id_number, at) if id_number else "",
            "credit_code": parse_credit_code(credit_code) if credit_code else "",
            "legal_representative": legal_representative.strip(),
            "address": address.strip(),
            "phone": clean_phone(phone) if phone.strip() else "",
        }
        changed = tuple(name for name, value in given.items() if value and getattr(party, name) != value)
        for name in changed:
            setattr(party, name, given[name])
        if changed:
            party.save()
    return changed
