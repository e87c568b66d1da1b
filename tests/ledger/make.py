"""Short ways to make chains and acts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from hengtu.ledger.services.append_act import append_act
from hengtu.ledger.services.open_stream import open_stream
from hengtu.ledger.values import ActorRef, NewAct, StoredAct

NOON = datetime(2026, 11, 20, 4, 0, tzinfo=UTC)
OFFICER = ActorRef("OFFICER", "officer-1", "王磊", ("officer",), True)
PARTY = ActorRef("PARTY", "party-1", "李四")
SYSTEM = ActorRef("SYSTEM", "hengtu", "衡途")


def new_act(kind: str = "noted", payload: dict[str, Any] | None = None, **fields: Any) -> NewAct:
    """Return an act of an officer at noon; ``fields`` replace what differs."""
    standard: dict[str, Any] = {
        "kind": kind,
        "occurred_at": NOON,
        "recorded_at": NOON + timedelta(minutes=1),
        "by": (OFFICER,),
        "in_name_of": "320000",
        "payload": {"text": "现场检查"} if payload is None else payload,
    }
    return NewAct(**{**standard, **fields})


def stream(name: str = "案件", kind: str = "case") -> UUID:
    """Open a chain."""
    return open_stream(kind=kind, name=name)


def append(to: UUID, seq: int, act: NewAct | None = None) -> StoredAct:
    """Append an act in a transaction of its own; ``seq`` is the number of acts seen."""
    with transaction.atomic():
        return append_act(to, act or new_act(), expected_seq=seq)


def chain(length: int, name: str = "案件", kind: str = "case") -> UUID:
    """Open a chain with that many acts."""
    uid = stream(name, kind)
    for seq in range(length):
        append(uid, seq, new_act(payload={"n": seq + 1, "text": "第几项"}))
    return uid
