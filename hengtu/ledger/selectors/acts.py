"""Acts as they were written, read from the text that is hashed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from hengtu.ledger import text
from hengtu.ledger.errors import StreamUnknown
from hengtu.ledger.models import Act, Stream
from hengtu.ledger.values import StoredAct

_COLUMNS = ("id", "canonical", "payload__body", "hash")


def acts_of_stream(stream: UUID) -> tuple[StoredAct, ...]:
    """Return the acts of a chain, oldest first; empty for a chain without acts or an unknown one."""
    return _read(Act.objects.filter(stream_id=stream).order_by("seq"))


def acts_of_streams(streams: Iterable[UUID]) -> dict[UUID, tuple[StoredAct, ...]]:
    """Return the acts of several chains with one query, oldest first; chains without acts are left out."""
    rows = Act.objects.filter(stream_id__in=list(streams)).order_by("stream_id", "seq")
    found: dict[UUID, list[StoredAct]] = {}
    for stream, *row in rows.values_list("stream_id", *_COLUMNS):
        found.setdefault(stream, []).append(text.read(*row))
    return {stream: tuple(acts) for stream, acts in found.items()}


def acts_concerning(stream: UUID) -> tuple[StoredAct, ...]:
    """Return acts of other chains that touch this one, in the order they were written."""
    return _read(Act.objects.filter(concerned__stream_id=stream).exclude(stream_id=stream).order_by("id"))


def acts_of_kinds(kinds: Iterable[str]) -> tuple[StoredAct, ...]:
    """Return the acts of some kinds in all chains, in the order they were written."""
    return _read(Act.objects.filter(kind__in=list(kinds)).order_by("id"))


def act_with_key(key: str) -> StoredAct | None:
    """Return the act that was written under an idempotency key."""
    return next(iter(_read(Act.objects.filter(key=key))), None)


def act_of_uid(uid: UUID) -> StoredAct | None:
    """Return one act by its uid."""
    return next(iter(_read(Act.objects.filter(uid=uid))), None)


def head_of(stream: UUID) -> tuple[int, str]:
    """Return number and hash of the last act (0 and 64 zeros before the first). Raises: StreamUnknown."""
    head = Stream.objects.filter(pk=stream).values_list("head_seq", "head_hash").first()
    if head is None:
        raise StreamUnknown(stream)
    return head


def _read(acts: QuerySet[Act]) -> tuple[StoredAct, ...]:
    rows: Any = acts.values_list(*_COLUMNS)
    return tuple(text.read(*row) for row in rows)
