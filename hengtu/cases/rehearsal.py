"""Rehearsing an act: what the law would say to it, and the act as it would stand, without writing anything."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

from hengtu.law.objections import Objection
from hengtu.ledger.values import NewAct, StoredAct


class Rehearsed(Exception):
    """Raised in place of writing, so that every service can be rehearsed and nothing it has begun stays."""

    def __init__(self, act: StoredAct, objections: tuple[Objection, ...]) -> None:
        self.act = act
        self.objections = objections
        super().__init__("这是一次预演，没有写入任何内容。")


def rehearse(service: Callable[..., StoredAct], **arguments: Any) -> Rehearsed:
    """Run a service up to the point of writing.

    Args:
        service: one of ``cases.services``; arguments: as it takes them.
    Returns: the act as it would be written, with every objection.
    Raises: what the service itself refuses before it asks the law, such as an exhibit of another case.
    """
    try:
        service(**arguments, rehearse=True)
    except Rehearsed as rehearsed:
        return rehearsed
    raise LookupError("这个行为已经办过了。")


def as_if_done(case_id: UUID, acts: tuple[StoredAct, ...], new: NewAct) -> StoredAct:
    """Return an act as the ledger would return it, with no place in the chain."""
    return StoredAct(
        id=0,
        uid=uuid4(),
        stream=case_id,
        seq=len(acts) + 1,
        kind=new.kind,
        occurred_at=new.occurred_at,
        recorded_at=new.recorded_at,
        origin=new.origin,
        by=new.by,
        in_name_of=new.in_name_of,
        rules=dict(new.rules),
        payload=dict(new.payload),
        hash="",
        notes=dict(new.notes),
    )
