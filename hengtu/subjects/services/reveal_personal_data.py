"""Show a party's full personal data, for a purpose."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from hengtu.lib.coded_error import CodedError
from hengtu.subjects.models import Party


class Purpose(StrEnum):
    """Why somebody needs the full data; the caller writes it into the access log."""

    DOCUMENT = "document"  # printed on a document that the law wants to name the party in full
    SERVICE = "service"  # finding and serving the party
    VERIFICATION = "verification"  # comparing with the identity document
    EXECUTION = "execution"  # court, bank
    EXCHANGE = "exchange"  # an agency entitled by law asks
    PARTY_REQUEST = "party_request"  # the party itself asks
    DISCLOSURE = "disclosure"  # known, so that it can be taken out of what is published


class RevealRefused(CodedError):
    """No purpose, no data."""


@dataclass(frozen=True)
class PersonalData:
    """The full data; not shown when printed by accident."""

    id_number: str = field(repr=False)
    address: str = field(repr=False)
    phone: str = field(repr=False)


def reveal_personal_data(*, party: Party, purpose: str) -> PersonalData:
    """Return identity number, address and phone in full.

    The caller has already checked that the party is visible to whoever asks, and records who, what, when and
    ``purpose`` in the access log.

    Raises:
        RevealRefused: ``purpose_missing`` if the purpose is none of ``Purpose``.
    """
    if purpose not in list(Purpose):
        raise RevealRefused("purpose_missing", "查看完整个人信息须说明用途（制作文书、送达、核验身份等），请选择用途。")
    return PersonalData(party.id_number, party.address, party.phone)
