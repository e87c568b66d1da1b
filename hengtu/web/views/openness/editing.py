"""Where an agency sees what it shows and lacks, writes its part, and a second person publishes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hengtu.agencies.models import Agency, OpennessPage, OpennessState
from hengtu.agencies.selectors.openness import published_pages, versions_of
from hengtu.agencies.services.write_openness import discard_openness, publish_openness, write_openness
from hengtu.cases.selectors.case_view import Tag
from hengtu.law.openness import FIELDS, Gap, Section, section, sections
from hengtu.lib.coded_error import CodedError
from hengtu.portal.openness.contents import gaps_of
from hengtu.portal.openness.register import registers_of
from hengtu.web.views.openness.desk import OpennessDesk, those_who_publish
from hengtu.web.views.openness.forms import DecisionForm, SectionForm

READY, LACKING = Tag("已公开", "ok"), Tag("缺", "stop")
WAITING, OVER = Tag("待更新", "soon"), Tag("超过更新期限", "stop")


@dataclass(frozen=True)
class CheckLine:
    """One line of an agency's own check list."""

    section: Section
    tag: Tag
    gaps: tuple[Gap, ...]
    page: OpennessPage | None
    drafts: tuple[OpennessPage, ...]
    may_write: bool


@require_safe
@those_who_publish
def openness_edit(desk: OpennessDesk) -> HttpResponse:
    """The check list of an agency: what is public, what is missing by which article, what waits, since when."""
    agency = desk.chosen()
    (register,) = registers_of([agency], desk.today)
    gaps = gaps_of(register, desk.today)
    writes = desk.writes_for(agency)
    lines = [
        CheckLine(
            section=each,
            tag=_tag([gap for gap in gaps if gap.section.id == each.id]),
            gaps=tuple(gap for gap in gaps if gap.section.id == each.id),
            page=register.pages.get(each.id),
            drafts=tuple(register.drafts.get(each.id, ())),
            may_write=writes and (each.is_written or each.may_be_none),
        )
        for each in sections(desk.today)
    ]
    lacking = sum(bool(line.gaps) for line in lines)
    return desk.page("edit.html", {"agency": agency, "lines": lines, "lacking": lacking})


@require_http_methods(["GET", "HEAD", "POST"])
@those_who_publish
def openness_write(desk: OpennessDesk, pk: int, section: str) -> HttpResponse:
    """Write the next version of a section; what is refused is said beside the form, with everything kept."""
    agency, asked = desk.agency(pk), _section(section, desk.today)
    if not desk.writes_for(agency):
        raise PermissionDenied("事前公开内容由系统管理员起草，负责人核对发布。")
    current = published_pages([agency.pk]).get((agency.pk, asked.id))
    if desk.request.method != "POST":
        return _form_page(desk, agency, asked, SectionForm(asked, current))
    form = SectionForm(asked, current, data=desk.request.POST)
    if form.is_valid():
        try:
            page = write_openness(
                agency=agency,
                section_id=asked.id,
                written=form.written(),
                changed_on=form.cleaned_data["changed_on"],
                mandate=desk.mandate(form.cleaned_data["reason"]),
            )
        except CodedError as refusal:
            form.refuse(refusal)
        else:
            return redirect(f"{reverse('openness_draft', args=[page.pk])}?done=openness_written")
    return _form_page(desk, agency, asked, form)


@require_safe
@those_who_publish
def openness_draft(desk: OpennessDesk, uid: UUID) -> HttpResponse:
    """Show a version beside the one that is public, so that a second person sees what changes."""
    return _draft_page(desk, desk.draft(uid), DecisionForm())


@require_POST
@those_who_publish
def openness_publish(desk: OpennessDesk, uid: UUID) -> HttpResponse:
    return _decide(desk, uid, publish_openness, "openness_published")


@require_POST
@those_who_publish
def openness_discard(desk: OpennessDesk, uid: UUID) -> HttpResponse:
    return _decide(desk, uid, discard_openness, "openness_discarded")


def _decide(desk: OpennessDesk, uid: UUID, act: Callable[..., OpennessPage], kind: str) -> HttpResponse:
    page, form = desk.draft(uid), DecisionForm(data=desk.request.POST)
    if form.is_valid():
        try:
            act(page=page, mandate=desk.mandate(form.cleaned_data["reason"]))
        except CodedError as refusal:
            form.refuse(refusal)
        else:
            return redirect(f"{reverse('openness_edit')}?agency={page.agency_id}&done={kind}")
    return _draft_page(desk, page, form)


def _form_page(desk: OpennessDesk, agency: Agency, asked: Section, form: SectionForm) -> HttpResponse:
    shown = {"agency": agency, "section": asked, "form": form}
    return desk.page("write.html", shown, status=422 if form.errors else 200)


def _draft_page(desk: OpennessDesk, page: OpennessPage, form: DecisionForm) -> HttpResponse:
    asked = _section(page.section, desk.today)
    current = published_pages([page.agency_id]).get((page.agency_id, page.section))
    is_draft = page.state == OpennessState.DRAFT
    own = page.written_by_id == desk.account.pk
    shown = {
        "page": page,
        "section": asked,
        "heads": [entry.zh for entry in asked.entries],
        "new": _said(asked, page),
        "current": _said(asked, current) if current and current.pk != page.pk else None,
        "versions": versions_of(page.agency_id, page.section),
        "is_draft": is_draft,
        "waits_for_other": is_draft and own,
        "may_publish": is_draft and not own,
        "form": form,
    }
    return desk.page("draft.html", shown, status=422 if form.errors else 200)


def _said(asked: Section, page: OpennessPage) -> dict[str, Any]:
    """A version as a template shows it: named fields, rows, or why there is nothing."""
    content = page.content
    fields = content.get("fields", {})
    named = [(entry.zh, fields[entry.key]) for entry in asked.entries if fields.get(entry.key)]
    return {
        "fields": named if asked.holds == FIELDS else [],
        "rows": content.get("rows", []),
        "none": content.get("none", ""),
    }


def _tag(gaps: list[Gap]) -> Tag:
    if not gaps:
        return READY
    if any(gap.due_on is None for gap in gaps):
        return LACKING
    return OVER if any(gap.days_over for gap in gaps) else WAITING


def _section(identity: str, on: date) -> Section:
    try:
        return section(identity, on)
    except KeyError:
        raise Http404("没有这一项公开内容。请从检查清单进入。") from None
