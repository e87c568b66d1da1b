"""Agencies: the tree, one agency with its changes, what documents print about it, a new unit."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from hengtu.agencies.administration import changes_of
from hengtu.agencies.models import Agency, BusinessCategory, Post, Role
from hengtu.agencies.services.administer_agency import add_unit, change_agency
from hengtu.web.asked import number_in, words_in
from hengtu.web.views.administration.answering import FormPage, answer, recorded
from hengtu.web.views.administration.desk import Desk, administrators_only
from hengtu.web.views.administration.forms import AgencyForm, UnitForm

PAGE = 100
CHANGES_SHOWN = 30
_DEPTH = {"MINISTRY": 0, "PROVINCE": 1, "CITY": 2, "COUNTY": 3, "STATION": 4}


@require_safe
@administrators_only
def agencies(desk: Desk) -> HttpResponse:
    """The tree by division code, found by a part of the name or the beginning of a code."""
    text = words_in(desk.request.GET.get("q", ""), 60)
    found = desk.agencies.select_related("acts_in_name_of").order_by("division_code", "level", "id")
    if text:
        found = (found.filter(name__contains=text) | found.filter(code__startswith=text)).distinct()
    page = number_in(desk.request.GET.get("after", "")) or 0
    rows = list(found[page : page + PAGE + 1])
    shown = [{"agency": agency, "depth": _DEPTH[agency.level]} for agency in rows[:PAGE]]
    more = page + PAGE if len(rows) > PAGE else None
    return desk.page("agencies.html", {"rows": shown, "q": text, "count": found.count(), "more": more, "page": page})


@require_safe
@administrators_only
def agency(desk: Desk, pk: int) -> HttpResponse:
    found = desk.agency(pk)
    changes = changes_of(found, newest=CHANGES_SHOWN)
    return desk.page(
        "agency.html",
        {
            "agency": found,
            "categories": [str(BusinessCategory(category).label) for category in found.categories],
            "units": found.children.in_force(desk.today).order_by("division_code", "id")[:PAGE],
            "posts": posts_of(found, desk.today),
            "changes": changes,
            "coming": [change for change in changes if change.effective_from and change.effective_from > desk.today],
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@administrators_only
def agency_change(desk: Desk, pk: int) -> HttpResponse:
    found = desk.agency(pk)

    def act(form: Any) -> HttpResponse:
        words = form.cleaned_data
        changed = change_agency(
            agency=found,
            values=form.values(),
            effective_from=words["effective_from"],
            mandate=desk.mandate(words["reason"]),
        )
        return recorded("agency_changed", "administration_agency", pk) if changed else _unchanged(pk)

    page = FormPage("变更机构资料", "登记变更", _address(found), found.name, _crumbs(found))
    return answer(desk, page, lambda **sent: AgencyForm(found, initial={"effective_from": desk.today}, **sent), act)


@require_http_methods(["GET", "HEAD", "POST"])
@administrators_only
def unit_new(desk: Desk, pk: int) -> HttpResponse:
    parent = desk.agency(pk)

    def act(form: Any) -> HttpResponse:
        words = dict(form.cleaned_data)
        unit = add_unit(parent=parent, mandate=desk.mandate(words.pop("reason")), **words)
        return recorded("agency_registered", "administration_agency", unit.pk)

    intro = f"以{parent.legal_subject.name}的名义执法，执法门类与{parent.short_name}相同。"
    page = FormPage("登记下属单位", "登记", _address(parent), intro, _crumbs(parent))
    return answer(desk, page, lambda **sent: UnitForm(initial={"division_code": parent.division_code}, **sent), act)


def posts_of(agency: Agency, on: date) -> list[dict[str, Any]]:
    """Return the posts of an agency that hold or are to come, with the name of the role."""
    posts = Post.objects.filter(agency=agency).exclude(effective_to__lte=on).select_related("account")
    return [{"post": post, "role": Role(post.role).label} for post in posts.order_by("role", "effective_from", "id")]


def _unchanged(pk: int) -> HttpResponse:
    return redirect(reverse("administration_agency", args=[pk]))


def _address(agency: Agency) -> str:
    return reverse("administration_agency", args=[agency.pk])


def _crumbs(agency: Agency) -> list[tuple[str, str]]:
    return [(reverse("administration_agencies"), "机构"), (_address(agency), agency.short_name)]
