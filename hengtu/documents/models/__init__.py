"""Documents, their numbers and the official seals put on them."""

from hengtu.documents.models.document import Document, DocumentState
from hengtu.documents.models.number import DrawnNumber, NumberCounter, NumberFormat
from hengtu.documents.models.seal import OfficialSeal, SealAuthority, SealKind

__all__ = [
    "Document",
    "DocumentState",
    "DrawnNumber",
    "NumberCounter",
    "NumberFormat",
    "OfficialSeal",
    "SealAuthority",
    "SealKind",
]
