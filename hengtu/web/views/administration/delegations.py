"""One's own posts handed over for a time: for heads and archivists, not for administrators."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from hengtu.agencies.models import Account, Agency, Delegation, Post, Role
from hengtu.agencies.policies import DELEGABLE_ROLES
from hengtu.agencies.selectors.delegable import delegable_kinds
from hengtu.agencies.services.administer_delegations import colleagues_of, hand_over, take_back
from hengtu.cases.models import MessageKind
from hengtu.cases.selectors.case_view import Tag
from hengtu.cases.services.tell import tell
from hengtu.cases.words import kind_name
from hengtu.lib.dates_zh import day_zh
from hengtu.web.requests import SignedInRequest
from hengtu.web.views.administration.answering import FormPage, answer, recorded
from hengtu.web.views.administration.desk import Desk
from hengtu.web.views.administration.forms import DelegationForm, EndForm


@require_safe
@login_required
def delegations(request: SignedInRequest) -> HttpResponse:
    """Show what the reader handed over and what was handed to him; whoever can hand over nothing is told so."""
    desk = _desk(request)
    posts = _own_posts(desk.account, desk.today)
    given = Delegation.objects.filter(from_post__account=desk.account).select_related("from_post__agency", "to_account")
    received = Delegation.objects.in_force(desk.today).filter(to_account=desk.account)
    shown = {
        "posts": [{"post": post, "role": Role(post.role).label} for post in posts],
        "given": [_line(each, desk.today) for each in given.order_by("-effective_from", "-id")[:50]],
        "received": [
            _line(each, desk.today) for each in received.select_related("from_post__agency", "from_post__account")
        ],
    }
    if not shown["posts"] and not shown["given"] and not shown["received"]:
        return render(request, "administration/no_post.html", {"roles": _delegable_names()}, status=403)
    return desk.page("delegations.html", {**shown, "tabs": ()})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def delegation_new(request: SignedInRequest, pk: int) -> HttpResponse:
    desk = _desk(request)
    post = get_object_or_404(_own_posts(desk.account, desk.today), pk=pk)
    kinds = delegable_kinds(post.agency, post.role, desk.today)
    colleagues = list(colleagues_of(post, desk.today))

    def act(form: Any) -> HttpResponse:
        words = dict(form.cleaned_data)
        to = Account.objects.get(pk=words.pop("to"))
        given = hand_over(post=post, to=to, mandate=desk.mandate(words.pop("reason")), **words)
        _tell(desk, given, f"{desk.account.name}从{day_zh(given.effective_from)}起把{_role(given)}的部分职责委托给您。")
        return recorded("delegation_given", "administration_delegations")

    what = f"{post.agency.short_name}{Role(post.role).label}"
    intro = f"{what}。委托期间您本人仍可办理；受托人办理的，时间线写明“受委托”。"
    back = reverse("administration_delegations")
    page = FormPage("委托岗位", "委托", back, intro, [(back, "岗位委托")], under_tabs=False)
    return answer(desk, page, lambda **sent: DelegationForm(kinds, colleagues, **sent), act)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def delegation_end(request: SignedInRequest, pk: int) -> HttpResponse:
    desk = _desk(request)
    own = Delegation.objects.filter(from_post__account=desk.account).select_related("from_post__agency", "to_account")
    found = get_object_or_404(own, pk=pk)

    def act(form: Any) -> HttpResponse:
        words = form.cleaned_data
        take_back(delegation=found, effective_to=words["effective_to"], mandate=desk.mandate(words["reason"]))
        _tell(desk, found, f"{desk.account.name}从{day_zh(words['effective_to'])}起收回{_role(found)}的委托。")
        return recorded("delegation_ended", "administration_delegations")

    back = reverse("administration_delegations")
    intro = f"委托给{found.to_account.name}的{_role(found)}。还没有开始的整项撤回；已经开始的，最早从明天起收回。"
    page = FormPage("收回委托", "收回", back, intro, [(back, "岗位委托")], under_tabs=False)
    return answer(desk, page, EndForm, act)


def _desk(request: SignedInRequest) -> Desk:
    now = timezone.now()
    return Desk(request, request.user, now, timezone.localdate(now), Agency.objects.none())


def _own_posts(account: Account, on: date) -> QuerySet[Post]:
    posts = Post.objects.in_force(on).filter(account=account, role__in=DELEGABLE_ROLES)
    return posts.select_related("agency__acts_in_name_of").order_by("id")


def _line(delegation: Delegation, on: date) -> dict[str, Any]:
    ended = delegation.effective_to is not None and delegation.effective_to <= on
    running = delegation.is_in_force(on)
    return {
        "delegation": delegation,
        "role": _role(delegation),
        "kinds": "、".join(kind_name(kind) for kind in delegation.act_kinds),
        "tag": Tag("已结束", "word") if ended else Tag("有效", "ok") if running else Tag("还没有开始", "wait"),
        "can_end": not ended,
    }


def _role(delegation: Delegation) -> str:
    return f"{delegation.from_post.agency.short_name}{Role(delegation.from_post.role).label}"


def _tell(desk: Desk, delegation: Delegation, text: str) -> None:
    key = f"administration:delegation:{delegation.pk}:{desk.now.isoformat()}"
    url = reverse("administration_delegations")
    tell([delegation.to_account], kind=MessageKind.ACCOUNT, text=text, key=key, at=desk.now, url=url)


def _delegable_names() -> str:
    return "、".join(str(role.label) for role in Role if role in DELEGABLE_ROLES)
