"""Officers, auxiliaries and enforcement certificates."""

from hengtu.officers.models.certificate import (
    ALL_CATEGORIES,
    CertificateChange,
    ChangeKind,
    EnforcementCertificate,
    HistoryIsKept,
)
from hengtu.officers.models.officer import Officer, OfficerKind

__all__ = [
    "ALL_CATEGORIES",
    "CertificateChange",
    "ChangeKind",
    "EnforcementCertificate",
    "HistoryIsKept",
    "Officer",
    "OfficerKind",
]
