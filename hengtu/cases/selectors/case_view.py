"""What the case page and the case list show: frozen values, every sentence ready to print."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from hengtu.law.objections import Objection


@dataclass(frozen=True)
class Tag:
    """A status mark. ``form`` is one of go, wait, ok, soon, stop, word (DESIGN: six forms, no seventh)."""

    label: str
    form: str


@dataclass(frozen=True)
class Station:
    """One stop of the route. ``state`` is done, now, todo or gate (a gate still shut); ``note`` stands under it."""

    name: str
    state: str
    note: str = ""


@dataclass(frozen=True)
class DayCell:
    """One day of the strip under a deadline. ``state`` is from, counted, off, work (make-up day) or end."""

    on: date
    weekday: str
    note: str
    state: str
    is_today: bool = False


@dataclass(frozen=True)
class Due:
    """A deadline that explains itself. ``tone`` is "", soon, today, late, kept or held."""

    term: str
    name: str
    due_on: date | None
    remaining: str
    tone: str
    binds: str
    days: tuple[DayCell, ...]
    explanation: tuple[str, ...]
    basis: tuple[str, ...]


@dataclass(frozen=True)
class ObjectionLine:
    """One reason in the objection panel; ``basis`` is already written out in Chinese."""

    objection: Objection
    fact: str
    basis: tuple[str, ...]
    remedy: str


@dataclass(frozen=True)
class Prospect:
    """An act that could come next, and what stands in its way (nothing, when it is lawful now)."""

    kind: str
    name: str
    why: str
    objections: tuple[ObjectionLine, ...]
    earliest_on: date | None

    @property
    def is_lawful(self) -> bool:
        return not self.objections


@dataclass(frozen=True)
class TimelineItem:
    """One act. ``side`` is agency or party; ``late`` keeps the reason when a limit had passed.

    ``film`` says whether it was filmed, None for acts that are neither filmed nor on the list. ``people`` are the ids
    of those of the agency who took part.
    """

    uid: UUID
    kind: str
    name: str
    note: str
    who: str
    occurred_at: datetime
    side: str
    late: str = ""
    corrects: str = ""
    erased: bool = False
    document_uids: tuple[UUID, ...] = ()
    film: Tag | None = None
    people: tuple[str, ...] = ()


@dataclass(frozen=True)
class DocumentLine:
    uid: UUID
    form: str
    title: str
    number: str
    issued_on: date
    verification_code: str
    state: str


@dataclass(frozen=True)
class ExhibitLine:
    uid: UUID
    number: int
    title: str
    kind: str
    proof_purpose: str
    collected_at: datetime
    place: str
    digest: str


@dataclass(frozen=True)
class Penalty:
    """Why this result: what the law allows, what was notified, what was decided, and how it was computed."""

    statutory: str
    benchmark: str
    notified: str
    decided: str
    calculation: tuple[str, ...]
    basis: tuple[str, ...]
    receipt_code: str


@dataclass(frozen=True)
class Chain:
    acts: int
    head: str
    is_whole: bool


@dataclass(frozen=True)
class Money:
    """What is owed and was paid, name and amount; ``sentences`` explain the additional fine, empty without one."""

    lines: tuple[tuple[str, str], ...]
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class FoundLine:
    """One finding of the pre-check. ``where`` names the act meant; ``mend`` is the kind of act that repairs it."""

    code: str
    question: str
    tag: Tag
    where: str
    text: str
    basis: tuple[str, ...]
    remedy: str
    mend: str
    mend_name: str
    is_grave: bool


@dataclass(frozen=True)
class CasePage:
    """Everything the case page shows."""

    id: UUID
    number: str
    title: str
    status: Tag
    procedure: str
    category: str
    agency: str
    in_name_of: str
    handlers: str
    filed_on: date | None
    party: tuple[tuple[str, str], ...]
    facts: tuple[tuple[str, str], ...]
    route: tuple[Station, ...]
    next_act: Prospect | None
    also_lawful: tuple[Prospect, ...]
    not_yet: tuple[Prospect, ...]
    deadlines: tuple[Due, ...]
    penalty: Penalty | None
    timeline: tuple[TimelineItem, ...]
    documents: tuple[DocumentLine, ...]
    exhibits: tuple[ExhibitLine, ...]
    chain: Chain
    money: Money | None = None
    found: tuple[FoundLine, ...] = ()


@dataclass(frozen=True)
class CaseRow:
    """One line of the case list."""

    id: UUID
    number: str
    title: str
    party: str
    procedure: str
    stage: str
    status: Tag
    agency: str
    filed_on: date | None
    due: Due | None


@dataclass(frozen=True)
class CaseListFilters:
    """What the list is narrowed to. ``state`` is open, closed or all; ``cursor`` is an opaque keyset position."""

    state: str = "open"
    procedure: str = ""
    category: str = ""
    q: str = ""
    cursor: str = ""


@dataclass(frozen=True)
class CaseList:
    """One page of 25 rows, capped counts ("1000+") per state, and the cursor of the next page ("" at the end)."""

    rows: tuple[CaseRow, ...]
    counts: tuple[tuple[str, str], ...]
    next_cursor: str
    filters: CaseListFilters
