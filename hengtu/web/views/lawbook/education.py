"""Education pages inside the house: which items have one, how often it is opened, a new version, approval, end."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from hengtu.cases.selectors.case_view import Tag
from hengtu.law.items import ItemKind, all_items
from hengtu.rulesets.models import EducationPage, EducationState
from hengtu.rulesets.reach import chain_of
from hengtu.rulesets.selectors.education import openings
from hengtu.rulesets.services.write_education import (
    EducationDraft,
    publish_education,
    withdraw_education,
    write_education,
)
from hengtu.web.views.administration.answering import FormPage
from hengtu.web.views.lawbook.desk import ITEM_TABS, Desk, answer, area_of, places_for, reading, recorded
from hengtu.web.views.lawbook.forms import EducationForm, ReasonForm
from hengtu.web.views.lawbook.papers import as_html

PAGE = 60
TAGS = {
    EducationState.DRAFT: Tag("草稿", "wait"),
    EducationState.PUBLISHED: Tag("使用中", "ok"),
    EducationState.WITHDRAWN: Tag("已停用", "word"),
}


@require_safe
@reading(ITEM_TABS)
def education_pages(desk: Desk) -> HttpResponse:
    """What the reader may see, by item; beside each how often it was opened: of pages, never of people."""
    rows = list(_readable(desk).select_related("agency").order_by("item", "division", "-version")[:PAGE])
    counted = openings(rows, desk.today)
    shown = [_row(each, counted.get(each.pk.hex, (0, 0))) for each in rows]
    return desk.page("education.html", {"rows": shown, "may_write": desk.law_agency is not None})


@require_safe
@reading(ITEM_TABS)
def education_page(desk: Desk, uid: UUID) -> HttpResponse:
    found = _found(desk, uid)
    here = desk.law_agency is not None and desk.law_agency == found.agency
    draft = found.state == EducationState.DRAFT
    own = found.written_by_id == desk.account.pk
    shown = {
        "page": found,
        "row": _row(found, openings([found], desk.today).get(found.pk.hex, (0, 0))),
        "place": area_of(found.division, found.agency),
        "body": as_html(found.body),
        "how_to": as_html(found.how_to),
        "may_publish": here and draft and not own,
        "waits_for_other": here and draft and own,
        "may_withdraw": here and found.state != EducationState.WITHDRAWN,
    }
    return desk.page("education_page.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@reading(ITEM_TABS)
def education_new(desk: Desk) -> HttpResponse:
    agency = desk.law_agency
    if agency is None:
        raise PermissionDenied("起草普法页由法制审核人员和负责人办理。")
    choices = sorted((each.name, key) for key, each in all_items().items() if each.kind is ItemKind.PENALTY)

    def act(form: Any) -> HttpResponse:
        draft = EducationDraft(**{name: form.cleaned_data[name] for name in EducationDraft.__dataclass_fields__})
        page = write_education(agency=agency, draft=draft, mandate=desk.mandate(form.cleaned_data["reason"]))
        return recorded("education_written", "education_page", page.pk)

    back = reverse("education_pages")
    intro = "存为草稿，由另一位同事核准。使用以后，新的通知书和决定书会印上它的二维码；已经发出的照旧能打开。"
    page = FormPage("起草普法页", "存为草稿", back, intro, [(back, "普法页")])
    initial = {"item": desk.asked("item", 80), "effective_from": desk.today}
    items = [(key, name) for name, key in choices]
    return answer(desk, page, lambda **sent: EducationForm(items, places_for(agency), initial=initial, **sent), act)


@require_http_methods(["GET", "HEAD", "POST"])
@reading(ITEM_TABS)
def education_publish(desk: Desk, uid: UUID) -> HttpResponse:
    found = _own(desk, uid)

    def act(form: Any) -> HttpResponse:
        publish_education(page=found, mandate=desk.mandate(form.cleaned_data["reason"]))
        return recorded("education_published", "education_page", found.pk)

    return answer(desk, _page(found, "核准使用", "使用以后，新的通知书和决定书会印上它的二维码。"), ReasonForm, act)


@require_http_methods(["GET", "HEAD", "POST"])
@reading(ITEM_TABS)
def education_withdraw(desk: Desk, uid: UUID) -> HttpResponse:
    found = _own(desk, uid)

    def act(form: Any) -> HttpResponse:
        withdraw_education(page=found, mandate=desk.mandate(form.cleaned_data["reason"]))
        return recorded("education_withdrawn", "education_page", found.pk)

    words = "停用以后，新的文书不再印它的二维码；扫旧文书的人会看到已经停用，并被引到现在使用的一版。"
    return answer(desk, _page(found, "停用", words), ReasonForm, act)


def _readable(desk: Desk) -> Any:
    """What is or was in use in the reader's place and above, and drafts within his scope."""
    places = {place for post in desk.posts for place in chain_of(post.agency.division_code)}
    in_use = EducationPage.objects.exclude(state=EducationState.DRAFT).filter(division__in=places)
    own = EducationPage.objects.visible_to(desk.account, desk.today)
    return EducationPage.objects.filter(pk__in=in_use.values("pk")) | EducationPage.objects.filter(
        pk__in=own.values("pk")
    )


def _found(desk: Desk, uid: UUID) -> EducationPage:
    found: EducationPage = get_object_or_404(
        _readable(desk).select_related("agency", "written_by", "published_by"), pk=uid
    )
    return found


def _own(desk: Desk, uid: UUID) -> EducationPage:
    found = _found(desk, uid)
    if desk.law_agency is None or desk.law_agency != found.agency:
        raise PermissionDenied("普法页由起草它的机关的法制审核人员和负责人核准和停用。")
    return found


def _page(found: EducationPage, verb: str, intro: str) -> FormPage:
    back = reverse("education_page", args=[found.pk])
    return FormPage(
        f"{verb}：{found.title}", verb, back, intro, [(reverse("education_pages"), "普法页"), (back, found.title)]
    )


def _row(page: EducationPage, counted: tuple[int, int]) -> dict[str, Any]:
    recent, whole = counted
    return {
        "page": page,
        "item": all_items().get(page.item),
        "place": area_of(page.division, page.agency),
        "tag": TAGS[EducationState(page.state)],
        "recent": recent,
        "whole": whole,
    }
