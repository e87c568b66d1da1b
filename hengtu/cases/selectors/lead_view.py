"""What the pages of leads show: frozen values, every sentence ready to print."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from hengtu.cases.selectors.case_view import Due, Prospect, Tag, TimelineItem
from hengtu.cases.selectors.party_history import PartyHistory


@dataclass(frozen=True)
class LeadFilters:
    """What the list is narrowed to. ``state`` is a key of ``selectors.leads.STATES``; ``cursor`` a keyset position."""

    state: str = "open"
    source: str = ""
    q: str = ""
    cursor: str = ""


@dataclass(frozen=True)
class LeadRow:
    """One line of the list. ``age`` says how long it has been waiting, or what became of it and when."""

    id: UUID
    title: str
    party: str
    plate: str
    place: str
    source: str
    registered_on: date
    age: str
    status: Tag
    assigned_to: str
    unit: str
    due: Due | None


@dataclass(frozen=True)
class LeadList:
    """One page of 25 rows, capped counts per state, and the cursor of the next page ("" at the end)."""

    rows: tuple[LeadRow, ...]
    counts: tuple[str, ...]
    next_cursor: str
    filters: LeadFilters


@dataclass(frozen=True)
class LeadBalance:
    """How the leads registered from ``first`` to ``last`` ended; ``overdue`` of the open ones are over the limit."""

    first: date
    last: date
    registered: int
    filed: int
    not_filed: int
    transferred: int
    merged: int
    open: int
    overdue: int

    @property
    def adds_up(self) -> bool:
        return self.registered == self.filed + self.not_filed + self.transferred + self.merged + self.open


@dataclass(frozen=True)
class SimilarLead:
    """A lead that may be the same matter, and why; ``can_take_in`` whether another one may be merged into it."""

    id: UUID
    title: str
    party: str
    plate: str
    place: str
    registered_on: date
    status: Tag
    reasons: tuple[str, ...]
    can_take_in: bool


@dataclass(frozen=True)
class MergedLead:
    """A lead that went into the one shown."""

    id: UUID
    title: str
    registered_on: date
    source: str


@dataclass(frozen=True)
class ShareLine:
    """To whom a lead was shown, and what came back; ``standing`` in words."""

    uid: UUID
    agency: str
    shared_at: datetime
    standing: Tag
    detail: str


@dataclass(frozen=True)
class PromiseNote:
    """Where the promise of the party stands, in words, and the act that comes next; ``kind`` empty where none does."""

    heading: str
    text: str
    kind: str = ""
    action: str = ""


@dataclass(frozen=True)
class LeadPage:
    """Everything the page of one lead shows. ``possible`` maps kinds of act to what stands in their way."""

    id: UUID
    title: str
    status: Tag
    unit: str
    in_name_of: str
    facts: tuple[tuple[str, str], ...]
    party: tuple[tuple[str, str], ...]
    summary: str
    assigned_to: str
    due: Due | None
    possible: dict[str, Prospect]
    similar: tuple[SimilarLead, ...]
    merged_here: tuple[MergedLead, ...]
    merged_into: MergedLead | None
    shares: tuple[ShareLine, ...]
    timeline: tuple[TimelineItem, ...]
    is_lead: bool
    history: PartyHistory
    lenient: tuple[tuple[str, str], ...] = ()  # kinds of leniency that may be done now, with their names
    promise: PromiseNote | None = None
