"""Officers, auxiliaries, enforcement certificates, body cameras and who goes on duty with whom."""

from hengtu.officers.models.body_camera import BodyCamera, CameraAssignment, ClockCheck
from hengtu.officers.models.certificate import (
    ALL_CATEGORIES,
    CertificateChange,
    ChangeKind,
    EnforcementCertificate,
    HistoryIsKept,
)
from hengtu.officers.models.officer import Officer, OfficerKind
from hengtu.officers.models.shift_pair import LONGEST_SHIFT, AgreedBy, ShiftPair

__all__ = [
    "ALL_CATEGORIES",
    "LONGEST_SHIFT",
    "AgreedBy",
    "BodyCamera",
    "CameraAssignment",
    "CertificateChange",
    "ChangeKind",
    "ClockCheck",
    "EnforcementCertificate",
    "HistoryIsKept",
    "Officer",
    "OfficerKind",
    "ShiftPair",
]
