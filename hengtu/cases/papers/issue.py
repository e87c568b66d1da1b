"""Issuing the papers of one act."""

from __future__ import annotations

from uuid import UUID

from hengtu.agencies.models import Agency
from hengtu.ledger.values import StoredAct


def issue_papers(case_id: UUID, acts: tuple[StoredAct, ...], act: StoredAct, agency: Agency) -> None:
    """Issue every paper that belongs to ``act``."""
