"""Rule packs: what an installation published after the rulebook was compiled. Immutable, chained, read in order.

A pack is one JSON file ``<seq>-<id>.json`` in the folder that ``HENGTU_PACKS`` names::

    {"format": 1, "id": "...", "seq": 1, "published_at": "2026-11-29T10:00:00+08:00", "previous": "<sha256 of the file
     before>" or "", "records": {"benchmarks": {"<id>": {...}}, ...}, "signature": {...}}

The chain is checked here; who signed a pack is checked by whoever publishes and installs it (``rulesets``), since the
standard library cannot. A broken chain is refused as a whole: nothing is decided on rules that somebody altered.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from hengtu.law.errors import LawError

PACKS_VARIABLE = "HENGTU_PACKS"
FORMAT = 1


class PackDamaged(LawError):
    """A pack is missing from the chain or is not what its successor says it was."""

    def __init__(self, name: str, what: str) -> None:
        super().__init__(
            "rule_pack_damaged",
            f"规则包 {name} {what}，不能据以计算。请从备份或者发布记录恢复 {PACKS_VARIABLE} 所指的目录。",
        )


def packs_folder() -> Path | None:
    """Return the folder of this installation's packs, None where it publishes none."""
    named = os.environ.get(PACKS_VARIABLE)
    return Path(named) if named else None


def packed_records(name: str, folder: Path | None) -> dict[str, Any]:
    """Return what the packs add to one folder of the rulebook; a later pack wins where it names the same rule.

    Raises: PackDamaged.
    """
    found: dict[str, Any] = {}
    for pack in read_packs(folder):
        found |= pack["records"].get(name, {})
    return found


def read_packs(folder: Path | None) -> Iterator[Mapping[str, Any]]:
    """Yield the packs in order, each checked against the one before.

    Raises: PackDamaged.
    """
    previous = ""
    for seq, path in enumerate(sorted(folder.glob("*.json")) if folder else (), start=1):
        content = path.read_bytes()
        pack = _read(path.name, content)
        if pack["seq"] != seq:
            raise PackDamaged(path.name, f"的序号是 {pack['seq']}，应当是 {seq}，前面缺了一个")
        if pack["previous"] != previous:
            raise PackDamaged(path.name, "与前一个规则包的散列值对不上")
        previous = hashlib.sha256(content).hexdigest()
        yield pack


def _read(name: str, content: bytes) -> Mapping[str, Any]:
    try:
        pack = json.loads(content)
        fits = pack["format"] == FORMAT and isinstance(pack["seq"], int) and isinstance(pack["previous"], str)
        fits = fits and all(isinstance(rules, dict) for rules in pack["records"].values())
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise PackDamaged(name, "读不出来") from error
    if not fits:
        raise PackDamaged(name, "的格式不对")
    loaded: Mapping[str, Any] = pack
    return loaded
