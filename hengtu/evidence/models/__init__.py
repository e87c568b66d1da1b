"""Exhibits, files on their way to become exhibits, what is known of them, redacted copies, body camera recordings."""

from hengtu.evidence.models.capture import Capture, Medium
from hengtu.evidence.models.exhibit import AuditResult, Exhibit, ExhibitKind
from hengtu.evidence.models.original_check import CheckRun, OriginalCheck
from hengtu.evidence.models.particular import WITNESSED, Particular, Topic
from hengtu.evidence.models.recording import Destruction, Recording, RecordingDestruction, RecordingHold
from hengtu.evidence.models.redaction import Redaction
from hengtu.evidence.models.upload import Upload

__all__ = [
    "WITNESSED",
    "AuditResult",
    "Capture",
    "CheckRun",
    "Destruction",
    "Exhibit",
    "ExhibitKind",
    "Medium",
    "OriginalCheck",
    "Particular",
    "Recording",
    "RecordingDestruction",
    "RecordingHold",
    "Redaction",
    "Topic",
    "Upload",
]
