"""What a verification counts, and the first thing it found broken."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple


@dataclass(frozen=True)
class Broken:
    """One thing that does not hold: stable code, sentence, and where it is."""

    code: str
    message: str
    stream: str | None = None
    seq: int | None = None
    file: str | None = None
    line: int | None = None

    def as_json(self) -> dict[str, Any]:
        """Return code, message and whatever of the place is known."""
        place = {"stream": self.stream, "seq": self.seq, "file": self.file, "line": self.line}
        return {"code": self.code, "message": self.message, **{k: v for k, v in place.items() if v is not None}}


class Erasure(NamedTuple):
    """An act whose payload is gone, the act that should have erased it, and the defect if that is not so."""

    act: str
    erased_by: str
    otherwise: Broken


@dataclass
class Findings:
    """Counts and defects of one run, or of one part of it."""

    streams: int = 0
    acts: int = 0
    originals: int = 0
    documents: int = 0
    accesses: int = 0
    checkpoints: int = 0
    broken: list[Broken] = field(default_factory=list)
    erasures: list[Erasure] = field(default_factory=list)
    erasing: dict[str, str] = field(default_factory=dict)
    heads: dict[str, tuple[int, str]] = field(default_factory=dict)
    keys: list[str] = field(default_factory=list)

    def add(self, broken: Broken | None) -> None:
        """Keep a defect, if there is one."""
        if broken is not None:
            self.broken.append(broken)

    def merge(self, other: Findings) -> None:
        """Take over the counts and defects of a part."""
        self.streams += other.streams
        self.acts += other.acts
        self.accesses += other.accesses
        self.broken += other.broken
        self.erasures += other.erasures
        self.erasing.update(other.erasing)
        self.heads.update(other.heads)

    def as_json(self) -> dict[str, Any]:
        """Return the shape fixed by the contract, with more counts added."""
        return {
            "streams": self.streams,
            "acts": self.acts,
            "originals": self.originals,
            "documents": self.documents,
            "accesses": self.accesses,
            "checkpoints": self.checkpoints,
            "ok": not self.broken,
            "broken": len(self.broken),
            "first_broken": self.broken[0].as_json() if self.broken else None,
            "keys": self.keys,
        }
