"""Open a chain of acts."""

from __future__ import annotations

import uuid

from hengtu.ledger.models import Stream


def open_stream(*, kind: str, name: str, uid: uuid.UUID | None = None) -> uuid.UUID:
    """Create an empty chain and return its uid.

    Args:
        kind: what the chain belongs to (``case``, ``officer``), at most 32 characters.
        name: what people call it, at most 200 characters.
        uid: given where another row already carries it; random otherwise.
    Raises: IntegrityError if the uid is taken.
    """
    stream = Stream(uid=uid or uuid.uuid4(), kind=kind, name=name[:200])
    stream.save(force_insert=True)
    return stream.uid
