"""Carrying out what a sheet says: the answers, the people, the moment, through the service of the kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from hengtu.cases.desk.arguments import arguments_of
from hengtu.cases.participants import Participant
from hengtu.cases.rehearsal import Rehearsed, rehearse
from hengtu.cases.services.by_kind import service_of
from hengtu.cases.services.do_act import Late
from hengtu.ledger.values import StoredAct


@dataclass(frozen=True)
class Intent:
    """An act as somebody means to do it. ``at`` is when it occurs or occurred; ``key`` makes repeating harmless."""

    case_id: UUID
    kind: str
    answers: Mapping[str, Any]
    by: tuple[Participant, ...]
    at: datetime
    recorded_at: datetime
    key: str | None = None
    late: Late | None = None
    opinions: tuple[Mapping[str, Any], ...] = field(default=())

    def arguments(self) -> dict[str, Any]:
        """Return what the service takes."""
        return {
            **arguments_of(self.kind, self.answers, self.case_id),
            "case_id": self.case_id,
            "by": self.by,
            "at": self.at,
            "recorded_at": self.recorded_at,
            "key": self.key,
            "late": self.late,
            "opinions": self.opinions,
        }


def carry_out(intent: Intent) -> StoredAct:
    """Do the act. Raises what the service raises: ActRefused, LateReasonMissing, StreamMoved, refusals of papers."""
    return service_of(intent.kind)(**intent.arguments())


def try_out(intent: Intent) -> Rehearsed:
    """Ask the law what it would say, and see the act as it would stand; nothing is written."""
    return rehearse(service_of(intent.kind), **{**intent.arguments(), "key": None})
