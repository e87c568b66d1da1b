"""Projections: tables that follow from acts alone, and can be made again from them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction

from hengtu.ledger.models import Stream
from hengtu.ledger.selectors.acts import acts_of_stream
from hengtu.ledger.values import StoredAct


@dataclass(frozen=True)
class Projection:
    """How one projection is emptied, written from a history, and read for comparison."""

    name: str
    reset: Callable[[], None]
    apply_stream: Callable[[UUID, tuple[StoredAct, ...]], None]
    stream_kind: str
    snapshot: Callable[[], Iterable[tuple[Any, ...]]]


@dataclass(frozen=True)
class Rebuilt:
    """What a rebuild found: chains replayed, rows written, rows that were not the same before."""

    name: str
    streams: int
    rows: int
    differed: int


_registered: dict[str, Projection] = {}


def register(
    name: str,
    reset: Callable[[], None],
    apply_stream: Callable[[UUID, tuple[StoredAct, ...]], None],
    stream_kind: str,
    snapshot: Callable[[], Iterable[tuple[Any, ...]]],
) -> None:
    """Offer a projection for rebuilding; rooms call this in ``AppConfig.ready``. The same name again replaces it.

    ``apply_stream`` writes the rows of one chain from its whole history; ``snapshot`` yields every row as a tuple of
    hashable values in any order, without keys the database draws.
    """
    _registered[name] = Projection(name, reset, apply_stream, stream_kind, snapshot)


def rebuild() -> tuple[Rebuilt, ...]:
    """Empty every projection and write it again from the acts, in one transaction."""
    with transaction.atomic():
        return tuple(_rebuild(projection) for projection in _registered.values())


def _rebuild(projection: Projection) -> Rebuilt:
    before = Counter(projection.snapshot())
    projection.reset()
    streams = Stream.objects.filter(kind=projection.stream_kind, head_seq__gt=0)
    count = 0
    for count, uid in enumerate(streams.values_list("uid", flat=True).order_by("uid"), start=1):  # noqa: B007
        projection.apply_stream(uid, acts_of_stream(uid))
    after = Counter(projection.snapshot())
    differed = max((before - after).total(), (after - before).total())
    return Rebuilt(projection.name, count, after.total(), differed)
