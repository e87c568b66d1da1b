"""What goes into the ledger and what comes out of it: frozen values, no database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

ActorKind = Literal["OFFICER", "OFFICIAL", "PARTY", "AUXILIARY", "SYSTEM"]
Origin = Literal["LIVE", "OFFLINE", "BACKFILLED", "IMPORTED", "RECEIVED"]


@dataclass(frozen=True)
class ActorRef:
    """Someone who took part in an act, as of the moment of the act.

    The name of a ``PARTY`` is kept with the payload, so that it can be erased; all else stays in the chain for good.
    ``certificate_valid`` is ``None`` for people who need no certificate, and for systems.
    """

    kind: ActorKind
    id: str
    name: str
    roles: tuple[str, ...] = ()
    certificate_valid: bool | None = None


@dataclass(frozen=True)
class NewAct:
    """An act to be written. ``occurred_at`` and ``recorded_at`` are aware instants; ``payload`` is plain JSON.

    ``in_name_of`` is the code of the legal subject, ``rules`` maps a rule to the version applied, ``concerns`` names
    other streams the act touches, ``key`` makes a repeated submission harmless, ``notes`` hold the reason and the
    approver of a late act. Payload and notes lie apart from the chain and can be erased; the rest cannot.
    """

    kind: str
    occurred_at: datetime
    recorded_at: datetime
    by: tuple[ActorRef, ...]
    in_name_of: str
    payload: Mapping[str, Any]
    origin: Origin = "LIVE"
    concerns: tuple[UUID, ...] = ()
    rules: Mapping[str, str] = field(default_factory=dict)
    key: str | None = None
    notes: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class StoredAct:
    """An act as written. ``payload`` is ``None`` and ``notes`` is empty once the payload has been erased."""

    id: int
    uid: UUID
    stream: UUID
    seq: int
    kind: str
    occurred_at: datetime
    recorded_at: datetime
    origin: Origin
    by: tuple[ActorRef, ...]
    in_name_of: str
    rules: dict[str, str]
    payload: dict[str, Any] | None
    hash: str
    concerns: tuple[UUID, ...] = ()
    key: str | None = None
    notes: dict[str, Any] = field(default_factory=dict)

    @property
    def is_erased(self) -> bool:
        """Whether the payload was lawfully erased; the tombstone says why."""
        return self.payload is None
