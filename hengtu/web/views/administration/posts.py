"""Posts: who holds what, an appointment, its end."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from hengtu.agencies.models import Account, Post, Role
from hengtu.agencies.selectors.accounts import accounts_administered_by
from hengtu.agencies.services.administer_posts import appoint, end_appointment
from hengtu.lib.dates_zh import day_zh
from hengtu.web.asked import KEY_DIGITS, number_in
from hengtu.web.views.administration.answering import FormPage, answer, recorded
from hengtu.web.views.administration.desk import Desk, administrators_only
from hengtu.web.views.administration.forms import EndForm, PostForm, role_choices

PAGE = 50


@require_safe
@administrators_only
def posts(desk: Desk) -> HttpResponse:
    """Posts in force, by agency, one role or all."""
    asked = desk.request.GET
    role = asked.get("role", "") if asked.get("role", "") in Role.values else ""
    after = number_in(asked.get("after", ""), KEY_DIGITS)
    found = Post.objects.in_force(desk.today).filter(agency__in=desk.agencies.values("pk"))
    if role:
        found = found.filter(role=role)
    rows = found.select_related("account", "agency").order_by("id")
    if after is not None:
        rows = rows.filter(pk__gt=after)
    page = list(rows[: PAGE + 1])
    shown = [{"post": post, "role": Role(post.role).label} for post in page[:PAGE]]
    more = page[PAGE - 1].pk if len(page) > PAGE else None
    words = {"rows": shown, "count": found.count(), "role": role, "roles": role_choices()[1:], "more": more}
    return desk.page("posts.html", words)


@require_http_methods(["GET", "HEAD", "POST"])
@administrators_only
def post_new(desk: Desk, pk: int) -> HttpResponse:
    agency = desk.agency(pk)
    accounts = list(accounts_administered_by(desk.account, desk.today).filter(is_active=True).order_by("name", "id"))

    def act(form: Any) -> HttpResponse:
        words = dict(form.cleaned_data)
        account = Account.objects.get(pk=words.pop("account"))
        mandate = desk.mandate(words.pop("reason"))
        appoint(account=account, agency=agency, mandate=mandate, **words)
        return recorded("post_given", "administration_agency", agency.pk)

    back = reverse("administration_agency", args=[agency.pk])
    intro = "谁都不能给本人任命办案、审核、审批或者管理岗位。辅助人员不能任这些岗位（行政处罚法第四十二条第一款）。"
    page = FormPage(f"{agency.short_name}：任命岗位", "任命", back, intro, [(back, agency.short_name)])
    return answer(desk, page, lambda **sent: PostForm(accounts, initial={"effective_from": desk.today}, **sent), act)


@require_http_methods(["GET", "HEAD", "POST"])
@administrators_only
def post_end(desk: Desk, pk: int) -> HttpResponse:
    mine = Post.objects.filter(agency__in=desk.agencies.values("pk")).select_related("account", "agency")
    post = get_object_or_404(mine, pk=pk)

    def act(form: Any) -> HttpResponse:
        words = form.cleaned_data
        end_appointment(post=post, effective_to=words["effective_to"], mandate=desk.mandate(words["reason"]))
        return recorded("post_ended", "administration_agency", post.agency_id)

    back = reverse("administration_agency", args=[post.agency_id])
    held = f"{post.account.name}，{post.agency.short_name}{Role(post.role).label}，{day_zh(post.effective_from)}起"
    page = FormPage(
        "结束任职", "结束任职", back, f"{held}。已经以这个岗位办理的行为照旧有效。", [(back, post.agency.short_name)]
    )
    return answer(desk, page, EndForm, act)
