"""Audit a record from electronic monitoring, and let only audited ones prove anything."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from hengtu.evidence.errors import ExhibitRefused
from hengtu.evidence.models import AuditResult, Exhibit

BASIS = ("APL:41p2",)


def audit_exhibit(exhibit: Exhibit, *, passed: bool, audited_by: str, at: datetime) -> None:
    """Record the audit of a monitoring record, once. Raises: ExhibitRefused (``exhibit_audit_not_open``)."""
    result = AuditResult.PASSED if passed else AuditResult.FAILED
    waiting = Exhibit.objects.filter(pk=exhibit.pk, audit_result=AuditResult.PENDING)
    if not audited_by.strip() or not waiting.update(audit_result=result, audited_by=audited_by, audited_at=at):
        raise ExhibitRefused(
            "exhibit_audit_not_open", f"证据“{exhibit.title}”不在待审核状态，或没有写明审核人，审核没有登记。", BASIS
        )
    exhibit.refresh_from_db(fields=["audit_result", "audited_by", "audited_at"])


def refuse_unaudited(exhibits: Iterable[Exhibit]) -> None:
    """Refuse to link monitoring records that were not audited or failed; call it before an act refers to exhibits.

    Raises: ExhibitRefused (``exhibit_not_audited``), naming each.
    """
    usable = {AuditResult.NOT_NEEDED, AuditResult.PASSED}
    refused = [exhibit.title for exhibit in exhibits if exhibit.audit_result not in usable]
    if refused:
        raise ExhibitRefused(
            "exhibit_not_audited",
            f"电子技术监控记录“{'”“'.join(refused)}”未经审核或者审核不合格，不得作为行政处罚的证据（行政处罚法第四十一条第二款）。"
            "请先完成审核，或改用其他证据。",
            BASIS,
        )
