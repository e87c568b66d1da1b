"""Which edition of the rules is installed: one hash over everything, for acts to record."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from hengtu.law.rulebook import COMPILED, RulebookDamaged


@cache
def edition(folder: Path = COMPILED) -> str:
    """Return the first 16 hex digits of the SHA-256 over the index, which holds the hash of every rule file.

    Raises: RulebookDamaged when there is no index.
    """
    try:
        return hashlib.sha256((folder / "index.json").read_bytes()).hexdigest()[:16]
    except OSError as error:
        raise RulebookDamaged("index") from error
