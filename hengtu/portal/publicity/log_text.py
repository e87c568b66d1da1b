"""The public log as text: entries chained by SM3, heads that sign them. No database here: the verifier needs none."""

from __future__ import annotations

from datetime import datetime

from hengtu.lib.canonical import canonical
from hengtu.lib.sm3 import sm3_hex

NO_HASH = "0" * 64
HEAD_SCHEMA = "hengtu-publicity-head-1"
# the first form of a line had the moment of the act alone; what was written in it stays as it is, and is read
SCHEMA, FIRST_SCHEMA = "hengtu-publicity-log-2", "hengtu-publicity-log-1"


def entry_text(*, number: int, at: datetime, entered: datetime, event: str, prev: str, about: dict[str, object]) -> str:
    """Return the canonical text of an entry.

    Args:
        at: when it happened. entered: when it was written here; never before the entry above.
        about: ``ref``, ``version``, ``sm3`` and ``decision`` (number) of a record; ``agency`` and ``count`` of what is
            withheld.
    """
    moments = {"at": at.isoformat(), "entered": entered.isoformat()}
    return canonical({"schema": SCHEMA, "number": number, **moments, "event": event, "prev": prev, **about})


def head_text(
    *,
    number: int,
    at: datetime,
    first: int,
    last: int,
    last_hash: str,
    root: str,
    prev: str,
    algorithm: str,
    public_key: str,
) -> str:
    """Return the canonical text that is signed."""
    return canonical(
        {
            "schema": HEAD_SCHEMA,
            "number": number,
            "at": at.isoformat(),
            "first": first,
            "last": last,
            "last_hash": last_hash,
            "root": root,
            "prev": prev,
            "algorithm": algorithm,
            "public_key": public_key,
        }
    )  # fmt: skip


def text_hash(text: str) -> str:
    """Return the SM3 of an entry or head, which the next one repeats."""
    return sm3_hex(text.encode())
