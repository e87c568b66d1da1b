"""Exhibits in acts: an act names its exhibits with their hashes, so the chain holds the evidence too."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from hengtu.evidence.models import AuditResult, Exhibit, ExhibitKind, Topic
from hengtu.evidence.selectors.particulars import Statements, newest
from hengtu.evidence.services.audit_exhibit import refuse_unaudited
from hengtu.law.procedure.guards.evidence import DEVICE_CONDITIONS


class ExhibitOfAnotherCase(ValueError):
    """An exhibit was collected for another case."""

    code = "exhibit_of_another_case"


def named(case_id: UUID, exhibits: Sequence[Exhibit]) -> list[dict[str, Any]]:
    """Return the exhibits as an act's payload holds them: uid and SM3 of the original.

    A record of electronic monitoring also says that it is one, was audited, and how its device stands; electronic data
    and copies say whether what the law asks of them is stated (APL:41, APL:46p2). The law judges.

    Raises: ExhibitOfAnotherCase; evidence.ExhibitRefused for a monitoring record without a passed audit (APL:41p2).
    """
    strange = [exhibit.title for exhibit in exhibits if exhibit.stream_id != case_id]
    if strange:
        raise ExhibitOfAnotherCase(f"证据“{'”“'.join(strange)}”不属于本案，请从本案的证据中选择。")
    refuse_unaudited(exhibits)
    return [_named(exhibit, newest(exhibit)) for exhibit in exhibits]


def titled(case_id: UUID, exhibits: Sequence[Exhibit]) -> list[dict[str, Any]]:
    """Return exhibits as an act names them, with their titles: an answer says which of them it looked at."""
    return [
        {**entry, "title": exhibit.title} for entry, exhibit in zip(named(case_id, exhibits), exhibits, strict=True)
    ]


def _named(exhibit: Exhibit, statements: Statements) -> dict[str, Any]:
    entry: dict[str, Any] = {"uid": str(exhibit.uid), "sm3": exhibit.sm3, **standing_of(exhibit, statements)}
    if exhibit.audit_result == AuditResult.NOT_NEEDED:
        return entry
    device = statements.get(Topic.DEVICE)
    answers = {key: device.data[key] for key in DEVICE_CONDITIONS if key in device.data} if device else {}
    return {**entry, "monitoring": True, "audited": exhibit.audit_result == AuditResult.PASSED, **answers}


def standing_of(exhibit: Exhibit, statements: Statements) -> dict[str, Any]:
    """Return how electronic data and copies stand, as the law asks for it; nothing for other exhibits."""
    found: dict[str, Any] = {}
    if exhibit.kind == ExhibitKind.ELECTRONIC:
        found = {"title": exhibit.title, "electronic": True, "documented": Topic.EXTRACTION in statements}
    if Topic.COPY in statements:
        checked = bool(statements[Topic.COPY].data.get("checked_by"))
        found |= {"title": exhibit.title, "copy": True, "checked": checked}
    return found
