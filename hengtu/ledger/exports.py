"""What rooms above add to an export: rows of their own, and the files that belong to them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class ExportFile:
    """A file in the blob store: where it lies, and its digest as the row has it (``sha256`` or ``sm3``, hex)."""

    path: Path
    digest: str
    algorithm: str = "sha256"


@dataclass(frozen=True)
class Signed:
    """A text inside a row (by its field) that must carry this signature; key and signature in hex."""

    text: str
    algorithm: str
    public_key: str
    signature: str


@dataclass(frozen=True)
class ExportRow:
    """One row: plain JSON, its files, and the digests texts inside the row must have (``sha256:…``, ``sm3:…``).

    ``act``: uid (32 hex digits) of the act whose content names the row's digests; an export is checked for that.
    ``signed``: texts of the row that were signed. ``link``: own digest and that of the row before ("" for the first),
    where the rows of a name form a chain.
    """

    row: Mapping[str, Any]
    files: tuple[ExportFile, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    signed: tuple[Signed, ...] = ()
    link: tuple[str, str] | None = None
    act: str = ""


_registered: dict[str, Callable[[], Iterable[ExportRow]]] = {}


def register(name: str, rows: Callable[[], Iterable[ExportRow]]) -> None:
    """Offer rows for exports and verification; rooms call this in ``AppConfig.ready``. The same name again replaces it.

    ``hengtu verify`` counts the rows of ``documents`` as documents, and the files of all others as originals.
    """
    _registered[name] = rows


def registered() -> dict[str, Callable[[], Iterable[ExportRow]]]:
    """Return what was registered, by name."""
    return dict(_registered)
