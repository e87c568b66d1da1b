"""The history of a case as the law reads it."""

from __future__ import annotations

from collections.abc import Iterable

from hengtu.law.acts import Actor, LegalAct
from hengtu.ledger.values import ActorRef, StoredAct


def legal_history(acts: Iterable[StoredAct]) -> tuple[LegalAct, ...]:
    """Turn stored acts into acts of law; an erased payload reads as empty."""
    return tuple(_legal_act(act) for act in acts)


def _legal_act(act: StoredAct) -> LegalAct:
    by = tuple(_actor(ref) for ref in act.by)
    return LegalAct(act.kind, act.occurred_at, by, act.payload or {}, act.recorded_at, str(act.uid))


def _actor(ref: ActorRef) -> Actor:
    return Actor(ref.id, frozenset(ref.roles), ref.certificate_valid, ref.name)
