"""What the page of an act shows: form, objections, papers, who will do it, what happened to the draft."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from hengtu.cases.desk.desk import Desk
from hengtu.cases.papers.preview import PaperPreview, preview_papers
from hengtu.cases.rehearsal import Rehearsed
from hengtu.cases.selectors.beam import Beam, assessments_of, beams_of
from hengtu.cases.selectors.case_view import ObjectionLine, Prospect
from hengtu.cases.selectors.like_cases import like_cases_of
from hengtu.cases.selectors.outlook import objection_line
from hengtu.cases.selectors.reasons import ReasonLine, reason_lines
from hengtu.cases.services.carry_out import try_out
from hengtu.cases.words import kind_name
from hengtu.law.acts import LegalAct
from hengtu.law.objections import Objection
from hengtu.law.procedure.announcing import outlook
from hengtu.law.procedure.guards.relied_on import citation_warnings
from hengtu.law.procedure.matters import read_penalties
from hengtu.law.procedure.moment import Moment
from hengtu.law.procedure.service_documents import document_of
from hengtu.lib.coded_error import CodedError
from hengtu.web.acts.flow import Filled
from hengtu.web.acts.form import ActForm
from hengtu.web.draft_conflict import DraftConflict


@dataclass(frozen=True)
class Checked:
    """What the law says to a sheet as it stands, and the papers it would make."""

    objections: tuple[ObjectionLine, ...] = ()
    papers: tuple[PaperPreview, ...] = ()
    refusal: str = ""
    beams: tuple[Beam, ...] = ()
    warnings: tuple[str, ...] = ()
    findings: tuple[ReasonLine, ...] = ()
    announcing: tuple[str, ...] = ()

    @property
    def refuses(self) -> bool:
        return bool(self.refusal) or any(line.objection.refuses for line in self.objections)

    @property
    def is_late(self) -> bool:
        """Whether the only thing against it is that it comes late."""
        return bool(self.objections) and not self.refuses

    def as_prospect(self, kind: str) -> Prospect:
        """Return it in the shape that the objection panel shows."""
        waits = [line.objection.earliest_on for line in self.objections if line.objection.earliest_on]
        earliest = max(waits) if waits and len(waits) == len(self.objections) else None
        return Prospect(kind, kind_name(kind), "", self.objections, earliest)


def check(filled: Filled) -> Checked:
    """Ask the law about a sheet; nothing is written."""
    try:
        rehearsed = try_out(filled.intent())
    except CodedError as refusal:
        return Checked(refusal=refusal.message)
    return Checked(
        tuple(map(objection_line, _worth_saying(rehearsed, filled))),
        papers_of(filled.desk, rehearsed),
        beams=_beams(filled),
        warnings=_cited(filled, rehearsed),
        findings=reason_lines(filled.desk, filled.kind, filled.answers.get("reasons") or ()),
        announcing=_announcing(filled),
    )


def _announcing(filled: Filled) -> tuple[str, ...]:
    """What an announcement costs, said while it is being chosen and not after it has begun."""
    document = document_of(filled.kind, filled.answers.get("document"))
    if document is None or filled.answers.get("served") != "announce":
        return ()
    return outlook(filled.desk.situation, document.id, filled.desk.on).words


def _cited(filled: Filled, rehearsed: Rehearsed) -> tuple[str, ...]:
    """What the sheet cites in passing although it is not in force: pointed out, not refused."""
    act = LegalAct(filled.kind, filled.at, payload=rehearsed.act.payload or {})
    states = citation_warnings(Moment(filled.desk.situation, act))
    return tuple(f"{state.message}，{state.way_out}。" for state in states)


def _beams(filled: Filled) -> tuple[Beam, ...]:
    """Where the amounts of this sheet lie, for sheets that name a penalty."""
    desk, situation = filled.desk, filled.desk.situation
    if situation.case is None or not {"proposed", "decided"} & set(filled.answers):
        return ()
    entry = filled.answers.get("decided") or filled.answers.get("proposed")
    penalties, assessments = read_penalties(entry, situation.case), assessments_of(situation, desk.on)
    alike = like_cases_of(desk.case, desk.account, desk.on, assessments, penalties)
    return beams_of(situation, penalties, assessments, alike)


def _worth_saying(rehearsed: Rehearsed, filled: Filled) -> tuple[Objection, ...]:
    """All of it, but nobody is told to be the head whom he is about to ask."""
    if filled.roles_to_ask and filled.expected_approver is None:
        return rehearsed.objections
    own = f"{filled.hand.role}_required"
    return tuple(each for each in rehearsed.objections if not (filled.roles_to_ask and each.code == own))


def papers_of(desk: Desk, rehearsed: Rehearsed) -> tuple[PaperPreview, ...]:
    """Return the papers of a rehearsed act as they would read."""
    return preview_papers(desk.case_id, (*desk.acts, rehearsed.act), rehearsed.act, desk.agency)


@dataclass(frozen=True)
class Trouble:
    """What cannot be read or sent: where it stands, and what to do. ``anchor`` is the id of the field."""

    anchor: str
    message: str


def field_troubles(form: ActForm) -> list[Trouble]:
    """Return what could not be read, field by field; asks for the answers first."""
    form.answers()
    return [
        *(Trouble(anchor, message) for anchor, message in form.overlong()),
        *_unreadable(form),
    ]


def _unreadable(form: ActForm) -> list[Trouble]:
    return [
        Trouble(str(form.fields[name].widget.attrs["id"]), f"{form.fields[name].label}：{message}")
        for name, messages in form.errors.items()
        if name in form.fields
        for message in messages
    ]


@dataclass
class Said:
    """What the page has to say about the last attempt."""

    troubles: list[Trouble] = field(default_factory=list)
    moved_on: tuple[Any, ...] = ()
    conflict: DraftConflict | None = None
    taken_over: bool = False
