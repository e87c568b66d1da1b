"""What a protection file is made of: lines with their proof, in sections; what is missing stands among them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from hengtu.cases.models import EnforcementCase
from hengtu.cases.selectors.case_view import Tag
from hengtu.law.diligence.examine import Examined, State
from hengtu.ledger.values import ActorRef, StoredAct

STATE_TAGS = {
    State.WHOLE: Tag("完整", "ok"),
    State.MENDABLE: Tag("有缺口，可以补", "soon"),
    State.LACKING: Tag("有缺口，不能补", "stop"),
}


@dataclass(frozen=True)
class Proof:
    """What a line rests on: words, where to look, and the digest that cannot be changed unseen."""

    words: str
    url: str = ""
    digest: str = ""


@dataclass(frozen=True)
class Line:
    """One thing that is known. ``text`` may name the party and is masked in what leaves; ``at`` where it has a time."""

    what: str
    text: str
    at: datetime | None = None
    proof: Proof | None = None
    tag: Tag | None = None


@dataclass(frozen=True)
class Section:
    """A group of lines; ``empty`` says so where there is nothing, because hiding a gap protects nobody."""

    key: str
    title: str
    lines: tuple[Line, ...]
    empty: str


@dataclass(frozen=True)
class Anchor:
    """Where an act stands in its chain. ``checkpoint`` is the first that covers it, None while none does."""

    seq: int
    hash: str
    commitment: str
    checkpoint: int | None
    checkpoint_at: datetime | None


@dataclass(frozen=True)
class ProtectionFile:
    """Everything known of one act for one person who took part in it."""

    case: EnforcementCase
    act: StoredAct
    person: ActorRef
    examined: Examined
    anchor: Anchor
    sections: tuple[Section, ...]
    made_at: datetime

    @property
    def tag(self) -> Tag:
        return STATE_TAGS[self.examined.state]
