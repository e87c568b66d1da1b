"""Exhibits, files on their way to become exhibits, what is known about them, and redacted copies."""

from hengtu.evidence.models.capture import Capture, Medium
from hengtu.evidence.models.exhibit import AuditResult, Exhibit, ExhibitKind
from hengtu.evidence.models.particular import WITNESSED, Particular, Topic
from hengtu.evidence.models.redaction import Redaction
from hengtu.evidence.models.upload import Upload

__all__ = [
    "WITNESSED",
    "AuditResult",
    "Capture",
    "Exhibit",
    "ExhibitKind",
    "Medium",
    "Particular",
    "Redaction",
    "Topic",
    "Upload",
]
