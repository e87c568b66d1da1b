"""Load the rules: the compiled rulebook, checked against its hashes, and the packs published since."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from hengtu.law.errors import LawError
from hengtu.law.packs import PACKS_VARIABLE, packed_records

COMPILED = Path(__file__).resolve().parent.parent / "rulebook" / "compiled"
Function = TypeVar("Function", bound=Callable[..., Any])
_CACHES: list[Any] = []


class RulebookDamaged(LawError):
    """A compiled rule file is missing or is not the one the index describes. Nothing is decided on such rules."""

    def __init__(self, name: str) -> None:
        super().__init__(
            "rulebook_damaged",
            f"规则文件 {name} 缺失或者与登记的散列值不符，不能据以计算。请重新安装，或者运行 hengtu rules compile。",
        )


def rule_cache(function: Function) -> Function:
    """Remember answers, some thousands at most, that were read from the rules; :func:`refresh` forgets them."""
    cached = lru_cache(maxsize=4096)(function)
    _CACHES.append(cached)
    return cached  # type: ignore[return-value]


def refresh() -> None:
    """Forget everything read from the rules; the next question reads them anew, with packs published meanwhile."""
    for cached in _CACHES:
        cached.cache_clear()


def records(name: str, folder: Path = COMPILED) -> dict[str, Any]:
    """Return the rules of one folder of the rulebook by id, with what packs added to it.

    Args:
        name: folder of the rulebook, e.g. ``terms``.
        folder: where the compiled files lie.
    Raises: RulebookDamaged when the file is missing or altered; PackDamaged.
    """
    return _records(name, folder, _packs())


@rule_cache
def _packs() -> str | None:
    """The folder of packs; asked of the environment once, and again after :func:`refresh`."""
    return os.environ.get(PACKS_VARIABLE)


@rule_cache
def _records(name: str, folder: Path, packs: str | None) -> dict[str, Any]:
    try:
        content = (folder / f"{name}.json").read_bytes()
        expected = _index(folder)[name]["sha256"]
    except (OSError, KeyError) as error:
        raise RulebookDamaged(name) from error
    if hashlib.sha256(content).hexdigest() != expected:
        raise RulebookDamaged(name)
    loaded: dict[str, Any] = json.loads(content)["records"]
    return loaded | packed_records(name, Path(packs) if packs else None)


@rule_cache
def _index(folder: Path) -> dict[str, Any]:
    try:
        loaded: dict[str, Any] = json.loads((folder / "index.json").read_bytes())["files"]
    except (OSError, ValueError, KeyError) as error:
        raise RulebookDamaged("index") from error
    return loaded


@rule_cache
def version_of(name: str, identity: str, effective_from: str | None = None, folder: Path = COMPILED) -> str:
    """Return the SHA-256 of one rule in canonical form: what a receipt pins.

    Of a rule with versions only the one from ``effective_from`` counts, and the day on which a rule ends never does:
    what is added later leaves what was decided before as it was.
    """
    rule = {key: value for key, value in records(name, folder)[identity].items() if key != "effective_to"}
    if effective_from is not None:
        chosen = next(each for each in rule["versions"] if each["effective_from"] == effective_from)
        rule["versions"] = [{key: value for key, value in chosen.items() if key != "effective_to"}]
    canonical = json.dumps(rule, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
