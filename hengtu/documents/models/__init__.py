"""Documents, their numbers and the official seals put on them."""

from hengtu.documents.models.document import Document, DocumentState
from hengtu.documents.models.door import DocumentDoor
from hengtu.documents.models.number import DrawnNumber, NumberCounter, NumberFormat
from hengtu.documents.models.seal import OfficialSeal, SealAuthority, SealKind
from hengtu.documents.models.signature import DocumentSignature, SignatureMethod

__all__ = [
    "Document",
    "DocumentDoor",
    "DocumentSignature",
    "DocumentState",
    "DrawnNumber",
    "NumberCounter",
    "NumberFormat",
    "OfficialSeal",
    "SealAuthority",
    "SealKind",
    "SignatureMethod",
]
