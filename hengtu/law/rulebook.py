"""Load compiled rule files: only the file asked for, checked against its hash, once per process."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

from hengtu.law.errors import LawError

COMPILED = Path(__file__).resolve().parent.parent / "rulebook" / "compiled"


class RulebookDamaged(LawError):
    """A compiled rule file is missing or is not the one the index describes. Nothing is decided on such rules."""

    def __init__(self, name: str) -> None:
        super().__init__(
            "rulebook_damaged",
            f"规则文件 {name} 缺失或者与登记的散列值不符，不能据以计算。请重新安装，或者运行 hengtu rules compile。",
        )


@cache
def records(name: str, folder: Path = COMPILED) -> dict[str, Any]:
    """Return the rules of one folder of the rulebook by id.

    Args:
        name: folder of the rulebook, e.g. ``terms``.
        folder: where the compiled files lie.
    Raises: RulebookDamaged when the file is missing or altered.
    """
    try:
        content = (folder / f"{name}.json").read_bytes()
        expected = _index(folder)[name]["sha256"]
    except (OSError, KeyError) as error:
        raise RulebookDamaged(name) from error
    if hashlib.sha256(content).hexdigest() != expected:
        raise RulebookDamaged(name)
    loaded: dict[str, Any] = json.loads(content)["records"]
    return loaded


@cache
def _index(folder: Path) -> dict[str, Any]:
    try:
        loaded: dict[str, Any] = json.loads((folder / "index.json").read_bytes())["files"]
    except (OSError, ValueError, KeyError) as error:
        raise RulebookDamaged("index") from error
    return loaded


@cache
def version_of(name: str, identity: str, folder: Path = COMPILED) -> str:
    """Return the SHA-256 of one rule in canonical form: what a receipt pins."""
    canonical = json.dumps(records(name, folder)[identity], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
