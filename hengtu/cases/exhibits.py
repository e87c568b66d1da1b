"""Exhibits in acts: an act names its exhibits with their hashes, so the chain holds the evidence too."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from hengtu.evidence.models import AuditResult, Exhibit
from hengtu.evidence.services.audit_exhibit import refuse_unaudited


class ExhibitOfAnotherCase(ValueError):
    """An exhibit was collected for another case."""

    code = "exhibit_of_another_case"


def named(case_id: UUID, exhibits: Sequence[Exhibit]) -> list[dict[str, Any]]:
    """Return the exhibits as an act's payload holds them: uid and SM3 of the original.

    A record of electronic monitoring also says that it is one and was audited, for the law to judge (APL:41p2).

    Raises: ExhibitOfAnotherCase; evidence.ExhibitRefused for a monitoring record without a passed audit (APL:41p2).
    """
    strange = [exhibit.title for exhibit in exhibits if exhibit.stream_id != case_id]
    if strange:
        raise ExhibitOfAnotherCase(f"证据“{'”“'.join(strange)}”不属于本案，请从本案的证据中选择。")
    refuse_unaudited(exhibits)
    return [_named(exhibit) for exhibit in exhibits]


def _named(exhibit: Exhibit) -> dict[str, Any]:
    entry: dict[str, Any] = {"uid": str(exhibit.uid), "sm3": exhibit.sm3}
    if exhibit.audit_result == AuditResult.NOT_NEEDED:
        return entry
    return {**entry, "monitoring": True, "audited": exhibit.audit_result == AuditResult.PASSED}
