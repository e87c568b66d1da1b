"""One paragraph of the reasons: what it says, where it stands, and the data it came from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from hengtu.law.citations import cite, printable

SourceKind = Literal["fact", "exhibit", "article", "receipt", "act"]
# The places of the reasons in the order in which a decision has them; the ministry's form keeps that order.
PARTS: dict[str, str] = {
    "facts": "违法事实和证据",
    "answer": "告知、陈述申辩和审核",
    "discretion": "适用法律和裁量",
    "execution": "教育和改正",
}


@dataclass(frozen=True)
class Source:
    """A piece of data a paragraph rests on: ``ref`` names it within the case, ``label`` for people."""

    kind: SourceKind
    ref: str
    label: str


@dataclass(frozen=True)
class Paragraph:
    """One paragraph. ``key`` is stable within a case: an edit finds its paragraph again when the data have changed.

    ``part`` is a key of PARTS; ``about`` the id of the party it is for, empty where it is for all of them.
    """

    key: str
    part: str
    title: str
    text: str
    about: str = ""
    sources: tuple[Source, ...] = ()


def articles(bases: Iterable[str]) -> tuple[Source, ...]:
    """Return citations as sources; what was not read is no source of a paper."""
    return tuple(Source("article", basis, cite(basis)) for basis in dict.fromkeys(bases) if printable(basis))
