"""The public page of an agency, composed: every content with its lines, its day, its source and what it lacks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from hengtu.agencies.models import Agency, OpennessPage, Role
from hengtu.law.citations import cited
from hengtu.law.openness import FIELDS, Gap, Section, Shown, openness_gaps, post_duties, sections, update_days
from hengtu.law.procedure.charts import Chart, TermNote, chart, chart_ids, term_note
from hengtu.law.procedure.versions import procedure_on
from hengtu.law.recording.duties import FILM, Duty, listed
from hengtu.lib.dates_zh import civil_date
from hengtu.portal.openness.powers import BasisLine, Powers, basis_of, powers_of
from hengtu.portal.openness.register import Register, registers_of

ROLE_NAMES = {str(value): str(label) for value, label in Role.choices}
REMEDY_TERMS = ("reconsideration_apply", "litigation", "litigation_after_reconsideration")
FROM_REGISTER = "执法人员和证件登记，当天取数"
FROM_RULES = "事项目录和法规库"
FROM_TABLES = "程序表，按现行规定生成"
FROM_LIST = "音像记录清单，按现行规定生成"
FROM_AGENCY = "本机关填写，第二人核对发布"
FROM_SYSTEM = "系统按岗位给出的写法，本机关还没有发布自己的"


@dataclass(frozen=True)
class Line:
    """A field of a section, in words."""

    name: str
    text: str


@dataclass(frozen=True)
class Remedy:
    """One way of redress: where, within which term, from when, on which articles."""

    name: str
    body: str
    term: TermNote


@dataclass(frozen=True)
class SectionView:
    """One content as the page shows it. ``lacks``: what is missing, in sentences; ``none``: why there is nothing."""

    section: Section
    updated_on: date | None
    source: str
    lines: tuple[Line, ...] = ()
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    none: str = ""
    lacks: tuple[str, ...] = ()

    @property
    def cells(self) -> list[list[tuple[str, str]]]:
        """The rows with the heading of each cell: on a phone there is none above the column."""
        return [list(zip(self.heads, row, strict=False)) for row in self.rows]


@dataclass(frozen=True)
class AgencyPage:
    """Everything an agency makes public before the fact."""

    agency: Agency
    on: date
    views: tuple[SectionView, ...]
    register: Register
    powers: Powers
    basis: tuple[BasisLine, ...]
    charts: tuple[Chart, ...]
    remedies: tuple[Remedy, ...]
    units: tuple[Agency, ...]
    gaps: tuple[Gap, ...] = field(default=())

    @property
    def updated_on(self) -> date | None:
        """The newest day of any content."""
        return max((view.updated_on for view in self.views if view.updated_on), default=None)


def agency_page(agency: Agency, on: date) -> AgencyPage:
    """Compose the page of a legal subject; a handful of queries, however many people and items there are."""
    (register,) = registers_of([agency], on)
    powers = powers_of(agency, on)
    found = gaps_of(register, on)
    return AgencyPage(
        agency=agency,
        on=on,
        views=tuple(_view(each, register, powers, found, on) for each in sections(on)),
        register=register,
        powers=powers,
        basis=basis_of(powers, on),
        charts=charts_of(agency, on),
        remedies=remedies_of(agency, on),
        units=tuple(agency.units.in_force(on).order_by("id")),
        gaps=found,
    )


def charts_of(agency: Agency, on: date) -> tuple[Chart, ...]:
    """Return the procedure charts with the terms that hold at an agency's place."""
    return tuple(chart(each, on, place=agency.division_code) for each in chart_ids())


def remedies_of(agency: Agency, on: date) -> tuple[Remedy, ...]:
    """Return where and within which term a party seeks redress against an agency."""
    bodies = (agency.reconsideration_body, agency.court, agency.court)
    names = ("申请行政复议", "直接提起行政诉讼", "对复议决定不服，提起行政诉讼")
    found = []
    for name, body, term in zip(names, bodies, REMEDY_TERMS, strict=True):
        note = term_note(term, on, place=agency.division_code)
        if note is not None:
            found.append(Remedy(name, body, note))
    return tuple(found)


def gaps_of(register: Register, on: date) -> tuple[Gap, ...]:
    """Return what an agency lacks on a day, by the law's own list."""
    days = update_days(register.agency.division_code, on)
    return openness_gaps(shown_of(register, on), on, days=days)


def shown_of(register: Register, on: date) -> dict[str, Shown]:
    """Return what an agency shows, section by section, as the law asks for it."""
    powers = powers_of(register.agency, on)
    derived = {
        "officers": sum(person.is_valid for person in register.officers),
        "items": len(powers.items),
        "basis": sum(line.is_in_force for line in basis_of(powers, on)),
        "procedure": len(chart_ids()),
        "filmed": len(_filmed(register.agency, on)),
    }
    return {each.id: _shown(each, register, derived.get(each.id, 0), on) for each in sections(on)}


def _shown(each: Section, register: Register, count: int, on: date) -> Shown:
    page = register.pages.get(each.id)
    content = page.content if page else {}
    changed = [draft.changed_on for draft in register.drafts.get(each.id, ()) if draft.changed_on]
    fields = content.get("fields", {})
    if each.id == "duties":
        count = len(duty_rows(register, on))
    elif each.is_written:
        count = len(content.get("rows", ())) or sum(bool(text) for text in fields.values())
    return Shown(count, bool(content.get("none")), fields, _lacks(each, register, on), min(changed, default=None))


def _lacks(each: Section, register: Register, on: date) -> tuple[str, ...]:
    agency = register.agency
    if each.id == "subject":
        return _unfilled(agency, address="地址", phone="联系电话")
    if each.id == "remedies":
        return _unfilled(agency, reconsideration_body="行政复议机关", court="管辖的人民法院")
    if each.id == "duties":
        named = {row[0] for row in duty_rows(register, on)}
        held = [ROLE_NAMES[role] for role in sorted(register.roles) if role in ROLE_NAMES]
        return tuple(f"{name}的职责" for name in held if name not in named)
    return ()


def _unfilled(agency: Agency, **names: str) -> tuple[str, ...]:
    return tuple(name for column, name in names.items() if not getattr(agency, column).strip())


def duty_rows(register: Register, on: date) -> tuple[tuple[str, ...], ...]:
    """Return post, duty and articles: the agency's own version, else the system's words for the posts it has."""
    page = register.pages.get("duties")
    if page is not None:
        return tuple(tuple(row) for row in page.content.get("rows", ()))
    held = {role.lower() for role in register.roles} or {duty.role for duty in post_duties(on)}
    return tuple((duty.zh, duty.duty, cited(duty.basis)) for duty in post_duties(on) if duty.role in held)


def _filming(agency: Agency, on: date) -> list[tuple[Duty, bool, tuple[str, ...], tuple[str, ...]]]:
    return [row for row in listed(agency.division_code, on, FILM) if row[1]]


def _filmed(agency: Agency, on: date) -> tuple[tuple[str, ...], ...]:
    return tuple((duty.name, duty.layer, duty.rests_on) for duty, *_ in _filming(agency, on))


def _view(each: Section, register: Register, powers: Powers, gaps: Sequence[Gap], on: date) -> SectionView:
    page = register.pages.get(each.id)
    content = page.content if page else {}
    heads = tuple(entry.zh for entry in each.entries)
    rows: tuple[tuple[str, ...], ...] = tuple(tuple(row) for row in content.get("rows", ()))
    if each.id == "duties":
        rows = duty_rows(register, on)
    if each.id == "filmed":
        heads, rows = ("执法行为", "哪一层的规定", "依据"), _filmed(register.agency, on)
    day, source = _dated(each, register, powers, page, on)
    return SectionView(
        section=each,
        updated_on=day,
        source=source,
        lines=_lines(each, page),
        heads=heads,
        rows=rows,
        none=content.get("none", ""),
        lacks=tuple(gap.objection.message for gap in gaps if gap.section.id == each.id),
    )


def _lines(each: Section, page: OpennessPage | None) -> tuple[Line, ...]:
    if page is None or each.holds != FIELDS:
        return ()
    fields = page.content.get("fields", {})
    return tuple(Line(entry.zh, fields[entry.key]) for entry in each.entries if fields.get(entry.key))


def _dated(
    each: Section, register: Register, powers: Powers, page: OpennessPage | None, on: date
) -> tuple[date | None, str]:
    """Return since when a content stands like this, and where it comes from."""
    if each.id == "officers" and register.officers:
        return register.people_changed_on, FROM_REGISTER
    if page is not None and page.published_at is not None:
        return civil_date(page.published_at), FROM_AGENCY
    if each.id in ("items", "basis"):
        return powers.changed_on, FROM_RULES
    if each.id == "procedure":
        return procedure_on(on).effective_from, FROM_TABLES
    if each.id == "filmed":
        return max((duty.since for duty, *_ in _filming(register.agency, on)), default=None), FROM_LIST
    if each.id == "duties":
        return max((duty.since for duty in post_duties(on)), default=None), FROM_SYSTEM
    return None, FROM_AGENCY
