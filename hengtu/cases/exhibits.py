"""Exhibits in acts: an act names its exhibits with their hashes, so the chain holds the evidence too."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from hengtu.evidence.models import Exhibit
from hengtu.evidence.services.audit_exhibit import refuse_unaudited


class ExhibitOfAnotherCase(ValueError):
    """An exhibit was collected for another case."""

    code = "exhibit_of_another_case"


def named(case_id: UUID, exhibits: Sequence[Exhibit]) -> list[dict[str, str]]:
    """Return the exhibits as an act's payload holds them: uid and SM3 of the original.

    Raises: ExhibitOfAnotherCase; evidence.ExhibitRefused for a monitoring record without a passed audit (APL:41p2).
    """
    strange = [exhibit.title for exhibit in exhibits if exhibit.stream_id != case_id]
    if strange:
        raise ExhibitOfAnotherCase(f"证据“{'”“'.join(strange)}”不属于本案，请从本案的证据中选择。")
    refuse_unaudited(exhibits)
    return [{"uid": str(exhibit.uid), "sm3": exhibit.sm3} for exhibit in exhibits]
