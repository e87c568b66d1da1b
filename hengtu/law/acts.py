"""The act as the law sees it: who did what, when, with which content."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Actor:
    """Someone who takes part in an act.

    ``roles`` are those held on the day of the act (ids of ``procedure/roles``); ``certificate_valid`` says whether an
    enforcement certificate of the case's category was valid at that moment, ``None`` for people who need none.
    """

    id: str
    roles: frozenset[str] = frozenset()
    certificate_valid: bool | None = None
    name: str = ""

    @property
    def is_certified_officer(self) -> bool:
        """Only a certified officer counts for APL:42p1; an auxiliary never does."""
        return "officer" in self.roles and self.certificate_valid is True


@dataclass(frozen=True)
class LegalAct:
    """One act of a case. ``occurred_at`` decides lawfulness, ``recorded_at`` timeliness; both are aware instants."""

    kind: str
    occurred_at: datetime
    by: tuple[Actor, ...] = ()
    payload: Mapping[str, Any] = field(default_factory=dict)
    recorded_at: datetime | None = None
    uid: str = ""
