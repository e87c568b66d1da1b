"""Where one stands in a queue: which comes before, which after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Around:
    """``number`` counts from 1, 0 where it is not in the queue; ``total`` is the length of the queue."""

    number: int
    total: int
    previous: UUID | None
    next: UUID | None


def around(queue: Sequence[UUID], uid: UUID) -> Around:
    """Return the place of ``uid``; the first of the queue follows what is no longer in it."""
    if uid not in queue:
        return Around(0, len(queue), None, queue[0] if queue else None)
    at = queue.index(uid)
    return Around(
        at + 1,
        len(queue),
        queue[at - 1] if at else None,
        queue[at + 1] if at + 1 < len(queue) else None,
    )
