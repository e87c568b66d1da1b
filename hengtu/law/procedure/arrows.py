"""The shape of the procedure tables: one arrow per kind of act."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from hengtu.law.procedure.moment import Guard


@dataclass(frozen=True)
class Field:
    """One entry of an act's payload. ``type`` is text, bool, date, number, list, object or any."""

    key: str
    zh: str
    type: str = "text"
    required: bool = False

    @property
    def name(self) -> str:
        """What people call it: the words without the values that the payload takes (答复 accepted|returned)."""
        return self.zh.partition(" ")[0]


@dataclass(frozen=True)
class Arrow:
    """A kind of act: what must have happened, what must not, who may do it, what it carries, which gates it passes.

    ``after`` needs every entry (an entry may name alternatives with "|"); ``before`` none of them; ``fits`` are
    guards of order that a list of kinds cannot express. ``source`` cites the arrow itself; each guard its own article.
    """

    kind: str
    step: str
    zh: str
    source: tuple[str, ...]
    after: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    fits: tuple[Guard, ...] = ()
    by: tuple[Guard, ...] = ()
    carries: tuple[Guard, ...] = ()
    gates: tuple[Guard, ...] = ()
    fields: tuple[Field, ...] = ()
    once: bool = False
    why: str = ""


@dataclass(frozen=True)
class Procedure:
    """A dated table of arrows. A case keeps the version it was opened under."""

    id: str
    zh: str
    effective_from: date
    arrows: tuple[Arrow, ...]
    stations: tuple[tuple[str, tuple[str, ...]], ...] = field(default=())

    @property
    def version(self) -> str:
        return f"{self.id}@{self.effective_from.isoformat()}"

    def arrow(self, kind: str) -> Arrow | None:
        return next((arrow for arrow in self.arrows if arrow.kind == kind), None)
