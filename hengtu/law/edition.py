"""Which edition of the rules is installed: one hash over everything, for acts to record."""

from __future__ import annotations

import hashlib
from pathlib import Path

from hengtu.law.packs import packs_folder, read_packs
from hengtu.law.rulebook import COMPILED, RulebookDamaged, rule_cache


@rule_cache
def edition(folder: Path = COMPILED) -> str:
    """Return the first 16 hex digits of the SHA-256 over the index and every published pack.

    The index holds the hash of every compiled rule file.
    Raises: RulebookDamaged when there is no index; PackDamaged.
    """
    try:
        digest = hashlib.sha256((folder / "index.json").read_bytes())
    except OSError as error:
        raise RulebookDamaged("index") from error
    for pack in read_packs(packs_folder()):
        digest.update(f"{pack['seq']}:{pack['id']}:{pack['previous']}".encode())
    return digest.hexdigest()[:16]
