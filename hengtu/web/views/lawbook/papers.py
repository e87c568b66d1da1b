"""Guidance on items: the list with the most frequent items, one paper, a new one, its publication and its end."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_http_methods, require_safe
from markdown_it import MarkdownIt

from hengtu.cases.models import EnforcementCase
from hengtu.cases.selectors.case_view import Tag
from hengtu.law.items import ItemKind, all_items
from hengtu.rulesets.models import Guidance, GuidanceState
from hengtu.rulesets.services.write_guidance import Draft, publish_guidance, withdraw_guidance, write_guidance
from hengtu.web.asked import number_in
from hengtu.web.views.administration.answering import FormPage
from hengtu.web.views.lawbook.desk import ITEM_TABS, Desk, answer, area_of, places_for, reading, recorded
from hengtu.web.views.lawbook.forms import GuidanceForm, ReasonForm

PAGE, TOP = 40, 10
STATE_TAGS = {
    GuidanceState.DRAFT: Tag("草稿", "wait"),
    GuidanceState.PUBLISHED: Tag("已发布", "ok"),
    GuidanceState.WITHDRAWN: Tag("已停用", "word"),
}
_HEADINGS = {"h1": "h3", "h2": "h3", "h3": "h4", "h4": "h5", "h5": "h6"}


@require_safe
@reading(ITEM_TABS)
def guidance(desk: Desk) -> HttpResponse:
    """What the reader may read, the newest first, and the items with the most cases in his scope."""
    found = Guidance.objects.readable_by(desk.account, desk.today)
    rows = found.select_related("agency").order_by("-written_at", "uid")
    start = number_in(desk.asked("after")) or 0
    shown = list(rows[start : start + PAGE + 1])
    return desk.page(
        "guidance.html",
        {
            "rows": [_row(each) for each in shown[:PAGE]],
            "more": start + PAGE if len(shown) > PAGE else 0,
            "frequent": _frequent(desk),
            "may_write": desk.law_agency is not None,
        },
    )


@require_safe
@reading(ITEM_TABS)
def guidance_page(desk: Desk, uid: UUID) -> HttpResponse:
    found = _paper(desk, uid)
    here = desk.law_agency is not None and desk.law_agency == found.agency
    shown = {
        "paper": found,
        "row": _row(found),
        "place": area_of(found.division, found.agency),
        "body": as_html(found.body),
        "may_publish": here and found.state == GuidanceState.DRAFT and found.written_by_id != desk.account.pk,
        "waits_for_other": here and found.state == GuidanceState.DRAFT and found.written_by_id == desk.account.pk,
        "may_withdraw": here and found.state != GuidanceState.WITHDRAWN,
    }
    return desk.page("guidance_page.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@reading(ITEM_TABS)
def guidance_new(desk: Desk) -> HttpResponse:
    agency = desk.law_agency
    if agency is None:
        raise PermissionDenied("起草指引和意见由法制审核人员和负责人办理。")
    names = sorted((each.name, key) for key, each in all_items().items() if each.kind is ItemKind.PENALTY)
    choices = [(key, name) for name, key in names]

    def act(form: Any) -> HttpResponse:
        fields = Draft.__dataclass_fields__
        draft = Draft(**{field: form.cleaned_data[field] for field in fields})
        paper = write_guidance(agency=agency, draft=draft, mandate=desk.mandate(form.cleaned_data["reason"]))
        return recorded("guidance_written", "guidance_page", paper.pk)

    back = reverse("guidance")
    intro = "存为草稿，由另一位同事核准后发布；发布以后显示在这一事项和有关案件里。"
    page = FormPage("起草指引或者意见", "存为草稿", back, intro, [(back, "指引和意见")])
    initial = {"item": desk.asked("item", 80), "effective_from": desk.today}
    return answer(desk, page, lambda **sent: GuidanceForm(choices, places_for(agency), initial=initial, **sent), act)


@require_http_methods(["GET", "HEAD", "POST"])
@reading(ITEM_TABS)
def guidance_publish(desk: Desk, uid: UUID) -> HttpResponse:
    found = _own(desk, uid)

    def act(form: Any) -> HttpResponse:
        publish_guidance(guidance=found, mandate=desk.mandate(form.cleaned_data["reason"]))
        return recorded("guidance_published", "guidance_page", found.pk)

    return answer(
        desk, _page(found, "核准发布", "核准发布", "发布以后，本地区办理这一事项的人都会看到。"), ReasonForm, act
    )


@require_http_methods(["GET", "HEAD", "POST"])
@reading(ITEM_TABS)
def guidance_withdraw(desk: Desk, uid: UUID) -> HttpResponse:
    found = _own(desk, uid)

    def act(form: Any) -> HttpResponse:
        withdraw_guidance(guidance=found, mandate=desk.mandate(form.cleaned_data["reason"]))
        return recorded("guidance_withdrawn", "guidance_page", found.pk)

    return answer(
        desk, _page(found, "停用", "停用", "停用以后不再显示在事项和案件里；原文和记录留着。"), ReasonForm, act
    )


def as_html(text: str) -> SafeString:
    """Return Markdown as HTML below the headings of a page; HTML in it and pictures are shown as text."""
    reader = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")
    tokens = reader.parse(text)
    for token in tokens:
        token.tag = _HEADINGS.get(token.tag, token.tag)
    rendered = str(reader.renderer.render(tokens, reader.options, {}))
    return mark_safe(rendered)  # noqa: S308 - raw HTML is off


def _frequent(desk: Desk) -> list[dict[str, Any]]:
    """Items by the number of cases the reader may see: which guidance is worth writing, nobody's score."""
    cases = EnforcementCase.objects.visible_to(desk.account, desk.today)
    counted = cases.order_by().values("violation").annotate(count=Count("pk")).order_by("-count", "violation")[:TOP]
    papers = Guidance.objects.readable_by(desk.account, desk.today)
    return [
        {
            "item": all_items()[row["violation"]],
            "count": row["count"],
            "papers": papers.for_item(row["violation"], desk.today).count(),
        }
        for row in counted
        if row["violation"] in all_items()
    ]


def _paper(desk: Desk, uid: UUID) -> Guidance:
    rows = Guidance.objects.readable_by(desk.account, desk.today)
    found: Guidance = get_object_or_404(rows.select_related("agency", "written_by", "published_by"), pk=uid)
    return found


def _own(desk: Desk, uid: UUID) -> Guidance:
    """A paper of the agency where the reader is an officer of the law."""
    found = _paper(desk, uid)
    if desk.law_agency != found.agency:
        raise PermissionDenied(f"这份文件由{found.agency.short_name}的法制审核人员和负责人办理。")
    return found


def _row(paper: Guidance) -> dict[str, Any]:
    known = all_items().get(paper.item)
    return {
        "paper": paper,
        "item": known,
        "tag": STATE_TAGS[GuidanceState(paper.state)],
        "place": area_of(paper.division, paper.agency),
    }


def _page(found: Guidance, title: str, verb: str, intro: str) -> FormPage:
    back = reverse("guidance_page", args=[found.pk])
    return FormPage(title, verb, back, intro, [(reverse("guidance"), "指引和意见"), (back, found.title)])
