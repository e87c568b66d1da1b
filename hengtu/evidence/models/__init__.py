"""Exhibits, files on their way to become exhibits, and redacted copies."""

from hengtu.evidence.models.exhibit import AuditResult, Exhibit, ExhibitKind
from hengtu.evidence.models.redaction import Redaction
from hengtu.evidence.models.upload import Upload

__all__ = ["AuditResult", "Exhibit", "ExhibitKind", "Redaction", "Upload"]
