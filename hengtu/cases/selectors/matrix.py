"""The matrix of elements and exhibits: what must be proved, what was found, what proves it, and what is still bare."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from hengtu.cases.history import legal_history
from hengtu.cases.models import ElementProof, ElementRemark
from hengtu.cases.selectors.case_view import Tag
from hengtu.cases.selectors.deadlines import basis_zh
from hengtu.cases.selectors.exhibit_faults import faults_in
from hengtu.cases.selectors.facts import fact_value
from hengtu.evidence.models import AuditResult, Exhibit
from hengtu.law.elements import FAVOUR, Element, elements_of, must_be_proved
from hengtu.law.facts import name_of
from hengtu.law.procedure import Situation
from hengtu.law.procedure.matters import CaseFacts, Matter
from hengtu.law.procedure.moment import assess_matter
from hengtu.ledger.selectors.acts import acts_of_stream
from hengtu.ledger.values import StoredAct

PROVED, WEAK, BARE = Tag("已证明", "ok"), Tag("待补强", "soon"), Tag("没有证据", "stop")
NONE: frozenset[str] = frozenset()
COLLECTED, NOT_CLAIMED, NOTHING = Tag("已收集", "ok"), Tag("没有认定", "word"), Tag("没有收到", "word")


@dataclass(frozen=True)
class ExhibitRef:
    """An exhibit as the matrix names it; a monitoring record without a passed audit is not ``usable`` (APL:41p2).

    ``faults`` are the codes of what it shows by itself (``law.procedure.precheck_across.EXHIBIT_FAULTS``).
    """

    uid: UUID
    number: int
    title: str
    kind: str
    usable: bool = True
    faults: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Link:
    """An exhibit held to prove an element, by whom and since when."""

    exhibit: ExhibitRef
    by: str
    at: datetime


@dataclass(frozen=True)
class ElementRow:
    """One element of one matter. ``key`` is ``<matter>/<element>`` as forms send it; ``slug`` fits an HTML id.

    ``found`` are label and value; ``basis`` is written out in Chinese; ``why`` says why it is not proved yet.
    """

    key: str
    slug: str
    name: str
    question: str
    basis: tuple[str, ...]
    found: tuple[tuple[str, str], ...]
    links: tuple[Link, ...]
    others: tuple[ExhibitRef, ...]
    status: Tag
    why: str
    counts: bool
    favours_party: bool
    note: str
    needs_more: bool

    @property
    def is_proved(self) -> bool:
        return self.status == PROVED


@dataclass(frozen=True)
class MatterMatrix:
    """The rows of one violation."""

    id: str
    name: str
    party: str
    rows: tuple[ElementRow, ...]


@dataclass(frozen=True)
class ElementMatrix:
    """The matrix of a case: ``proved`` of ``needed`` elements stand; ``unused`` exhibits prove nothing yet."""

    case_id: UUID
    matters: tuple[MatterMatrix, ...]
    exhibits: tuple[ExhibitRef, ...]
    unused: tuple[ExhibitRef, ...]
    proved: int
    needed: int

    @property
    def open_rows(self) -> tuple[ElementRow, ...]:
        """The rows that count and are not proved yet, in order."""
        return tuple(row for row in _rows(self.matters) if row.counts and not row.is_proved)


def matrix_of(case_id: UUID, on: date) -> ElementMatrix:
    """Return the matrix of a case as of a day. Authorisation has happened before (``access_case``).

    A case that does not say yet what it is about has a matrix without rows.

    Source: APL:40 (no punishment without proof), APL:54p1 (also what speaks for the party)
    """
    acts = acts_of_stream(case_id)
    case = Situation.of(legal_history(acts)).case
    exhibits = {ref.uid: ref for ref in _exhibits(case_id)}
    reading = _Reading(exhibits, _links(case_id, exhibits), _remarks(case_id), _place(acts))
    matters = tuple(_matter(case, matter, on, reading) for matter in case.matters) if case else ()
    counted = [row for row in _rows(matters) if row.counts]
    linked = {link.exhibit.uid for row in _rows(matters) for link in row.links}
    return ElementMatrix(
        case_id,
        matters,
        tuple(exhibits.values()),
        tuple(ref for uid, ref in exhibits.items() if uid not in linked),
        sum(row.is_proved for row in counted),
        len(counted),
    )


@dataclass(frozen=True)
class _Reading:
    """What the database holds about one case; links and remarks by ``<matter>/<element>``."""

    exhibits: Mapping[UUID, ExhibitRef]
    links: Mapping[str, tuple[Link, ...]]
    remarks: Mapping[str, ElementRemark]
    place: str


def _exhibits(case_id: UUID) -> list[ExhibitRef]:
    usable = {AuditResult.NOT_NEEDED, AuditResult.PASSED}
    exhibits = list(Exhibit.objects.filter(stream_id=case_id).order_by("seq"))
    faults = faults_in(case_id, exhibits)
    return [
        ExhibitRef(
            each.uid,
            each.seq,
            each.title,
            each.get_kind_display(),
            each.audit_result in usable,
            faults.get(each.uid, NONE),
        )
        for each in exhibits
    ]


def _links(case_id: UUID, exhibits: Mapping[UUID, ExhibitRef]) -> dict[str, tuple[Link, ...]]:
    found: dict[str, list[Link]] = defaultdict(list)
    standing = ElementProof.objects.filter(stream_id=case_id, withdrawn_at=None).select_related("by", "exhibit")
    for proof in standing.order_by("exhibit__seq"):
        found[f"{proof.matter}/{proof.element}"].append(Link(exhibits[proof.exhibit_id], proof.by.name, proof.at))
    return {key: tuple(links) for key, links in found.items()}


def _remarks(case_id: UUID) -> dict[str, ElementRemark]:
    remarks = ElementRemark.objects.filter(stream_id=case_id).order_by("at", "id")
    return {f"{remark.matter}/{remark.element}": remark for remark in remarks}


def _place(acts: Sequence[StoredAct]) -> str:
    """The place as the latest act has it that names one."""
    places = (str((act.payload or {}).get("place") or "") for act in reversed(acts))
    return next((place for place in places if place), "")


def _matter(case: CaseFacts, matter: Matter, on: date, reading: _Reading) -> MatterMatrix:
    elements = elements_of(matter.violation, matter.violation_on, place=case.jurisdiction)
    missing = assess_matter(case, matter, max(on, matter.violation_on)).missing_facts
    rows = tuple(_row(element, elements, matter, missing, reading) for element in elements)
    return MatterMatrix(matter.id, elements[1].name_zh, matter.party.name, rows)


def _row(
    element: Element, elements: Sequence[Element], matter: Matter, missing: Sequence[str], reading: _Reading
) -> ElementRow:
    key = f"{matter.id}/{element.id}"
    links, remark = reading.links.get(key, ()), reading.remarks.get(key)
    found = _found(element, elements, matter, reading.place)
    counts = must_be_proved(element, matter.facts, missing)
    weak = remark is not None and remark.needs_more
    status, why = _status(element, counts, bool(found) or not element.keys, links, weak)
    linked = {link.exhibit.uid for link in links}
    return ElementRow(
        key=key,
        slug=key.replace("/", "-").replace(":", "-"),
        name=element.name_zh,
        question=element.question,
        basis=basis_zh(element.basis),
        found=found,
        links=links,
        others=tuple(ref for uid, ref in reading.exhibits.items() if uid not in linked),
        status=status,
        why=why,
        counts=counts,
        favours_party=element.favours_party,
        note=remark.note if remark else "",
        needs_more=weak,
    )


def _status(element: Element, counts: bool, is_found: bool, links: Sequence[Link], weak: bool) -> tuple[Tag, str]:
    if element.id == FAVOUR:
        return (COLLECTED, "") if links else (NOTHING, "")
    if not counts and not links:
        return NOT_CLAIMED, ""
    if not links:
        return BARE, "还没有证据证明" if is_found else "事实没有查明，也没有证据"
    if not any(link.exhibit.usable for link in links):
        return WEAK, "电子技术监控记录没有通过审核，不能作为证据"
    if not is_found:
        return WEAK, "有证据，事实还没有认定"
    return (WEAK, "办案人员认为还要补强") if weak else (PROVED, "")


def _found(element: Element, elements: Sequence[Element], matter: Matter, place: str) -> tuple[tuple[str, str], ...]:
    """What the acts have established: label and value."""
    if element.id == "party":
        lines = [
            ("姓名或者名称", matter.party.name),
            (name_of("party_type"), fact_value("party_type", matter.party.kind)),
        ]
    elif element.id == "conduct":
        others = {key for each in elements for key in each.keys}
        lines = [("时间", _days(matter)), ("地点", place), *_values(matter.facts, set(matter.facts) - others)]
    else:
        lines = list(_values(matter.facts, element.keys))
    return tuple((label, value) for label, value in lines if value)


def _days(matter: Matter) -> str:
    first = f"{matter.violation_on.year}年{matter.violation_on.month}月{matter.violation_on.day}日"
    last = matter.ended_on
    return first if last is None else f"{first}至{last.year}年{last.month}月{last.day}日"


def _values(facts: Mapping[str, Any], keys: Iterable[str]) -> list[tuple[str, str]]:
    wanted = set(keys)
    return [(name_of(key), fact_value(key, value)) for key, value in facts.items() if key in wanted]


def _rows(matters: Iterable[MatterMatrix]) -> list[ElementRow]:
    return [row for matter in matters for row in matter.rows]
