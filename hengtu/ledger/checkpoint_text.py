"""The text of a checkpoint, and the leaves of its tree. No database here."""

from __future__ import annotations

from datetime import datetime

from hengtu.ledger.text import instant
from hengtu.lib.canonical import canonical
from hengtu.lib.sm3 import sm3_hex


def leaf_of(chain: str, seq: int, digest: str) -> bytes:
    """Return the leaf of one chain: uid as 32 hex digits or day, number and hash of its last item."""
    return f"{chain}:{seq}:{digest}".encode()


def checkpoint_text(
    *, number: int, at: datetime, chains: int, acts: int, root: str, prev: str, algorithm: str, public_key: str
) -> str:
    """Return the canonical text that is signed."""
    return canonical(
        {
            "acts": acts,
            "algorithm": algorithm,
            "at": instant(at),
            "chains": chains,
            "number": number,
            "prev": prev,
            "public_key": public_key,
            "root": root,
        }
    )


def checkpoint_hash(text: str) -> str:
    """Return the hash of a checkpoint, which the next one repeats and which may be published."""
    return sm3_hex(text.encode())
