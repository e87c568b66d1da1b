"""Accounts: the list, one account, and what an administrator can do with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe
from django_otp import user_has_device

from hengtu.agencies.administration import Mandate
from hengtu.agencies.models import Account, Agency, Post, Role
from hengtu.agencies.selectors.accounts import accounts_administered_by
from hengtu.agencies.services.accounts import NewPassword
from hengtu.agencies.services.administer_accounts import (
    note_qualification,
    open_account,
    reset_password,
    reset_second_factor,
    set_active,
)
from hengtu.cases.models import MessageKind
from hengtu.cases.services.tell import tell
from hengtu.web.views.administration.answering import FormPage, answer, recorded
from hengtu.web.views.administration.desk import Desk, administrators_only
from hengtu.web.views.administration.forms import AccountForm, PageForm, QualificationForm, ReasonForm

PAGE = 50


@dataclass(frozen=True)
class Step:
    """Something that can be done with an account: its words, its form, and the service behind it."""

    kind: str
    title: str
    verb: str
    intro: str
    form: type[PageForm]
    told: str
    do: Callable[[Account, Agency, Mandate, dict[str, Any]], NewPassword | None]


def _password(account: Account, agency: Agency, mandate: Mandate, words: dict[str, Any]) -> NewPassword | None:
    return reset_password(account=account, agency=agency, mandate=mandate)


def _factor(account: Account, agency: Agency, mandate: Mandate, words: dict[str, Any]) -> NewPassword | None:
    reset_second_factor(account=account, agency=agency, mandate=mandate)
    return None


def _stop(account: Account, agency: Agency, mandate: Mandate, words: dict[str, Any]) -> NewPassword | None:
    set_active(account=account, agency=agency, active=False, mandate=mandate)
    return None


def _resume(account: Account, agency: Agency, mandate: Mandate, words: dict[str, Any]) -> NewPassword | None:
    set_active(account=account, agency=agency, active=True, mandate=mandate)
    return None


def _qualified(account: Account, agency: Agency, mandate: Mandate, words: dict[str, Any]) -> NewPassword | None:
    note_qualification(account=account, agency=agency, qualified_from=words["qualified_from"], mandate=mandate)
    return None


STEPS = {
    "password": Step(
        "password_reset",
        "重设密码",
        "重设并显示一次性密码",
        "原密码立即失效，登录中的会话结束。请先当面或者打电话核对是本人；本人会收到消息。",
        ReasonForm,
        "您的密码由{by}重设。不是您要求的，请立即告诉单位负责人。",
        _password,
    ),
    "factor": Step(
        "second_factor_reset",
        "重设第二因素",
        "取下第二因素",
        "取下全部动态口令设备，本人下次登录时重新绑定。请先当面或者打电话核对是本人；本人会收到消息。",
        ReasonForm,
        "您的第二因素由{by}取下，请重新绑定。不是您要求的，请立即告诉单位负责人。",
        _factor,
    ),
    "stop": Step(
        "account_stopped",
        "停用账号",
        "停用",
        "立即不能登录，登录中的页面也停。岗位不变，已经办理的行为照旧有效；离任的请另行结束任职。",
        ReasonForm,
        "您的账号由{by}停用。",
        _stop,
    ),
    "resume": Step(
        "account_resumed", "恢复账号", "恢复", "恢复以后用原来的密码登录。", ReasonForm, "您的账号由{by}恢复。", _resume
    ),
    "qualification": Step(
        "qualification_noted",
        "登记法律职业资格",
        "登记",
        "初次从事法制审核的人员应当通过国家统一法律职业资格考试取得法律职业资格（行政处罚法第五十八条第二款）。",
        QualificationForm,
        "{by}登记了您的法律职业资格，请核对日期。",
        _qualified,
    ),
}


@require_safe
@administrators_only
def accounts(desk: Desk) -> HttpResponse:
    """Accounts by user name, found by a part of the name or the beginning of the user name."""
    asked = desk.request.GET
    text = asked.get("q", "").replace("\0", "").strip()[:64]
    found = accounts_administered_by(desk.account, desk.today)
    if text:
        found = found.filter(Q(name__contains=text) | Q(username__startswith=text))
    count = found.count()
    if after := asked.get("after", "").replace("\0", ""):
        found = found.filter(username__gt=after[:64])
    page = list(found.order_by("username").prefetch_related("posts__agency")[: PAGE + 1])
    rows = [{"account": account, "posts": _posts(account, desk)} for account in page[:PAGE]]
    more = page[PAGE - 1].username if len(page) > PAGE else ""
    return desk.page("accounts.html", {"rows": rows, "q": text, "count": count, "more": more})


@require_safe
@administrators_only
def account(desk: Desk, pk: int) -> HttpResponse:
    found = _account(desk, pk)
    steps = ["password", "factor", "stop" if found.is_active else "resume", "qualification"]
    shown = {
        "person": found,
        "posts": _posts(found, desk),
        "steps": [(name, STEPS[name].title) for name in steps],
        "is_oneself": found.pk == desk.account.pk,
        "has_factor": user_has_device(found),
    }
    return desk.page("account.html", shown)


@sensitive_variables("opened")
@require_http_methods(["GET", "HEAD", "POST"])
@administrators_only
def account_new(desk: Desk, pk: int) -> HttpResponse:
    agency = desk.agency(pk)

    def act(form: PageForm) -> HttpResponse:
        words = dict(form.cleaned_data)
        opened = open_account(agency=agency, mandate=desk.mandate(words.pop("reason")), **words)
        return _card(desk, opened, "账号已开立")

    back = reverse("administration_agency", args=[agency.pk])
    intro = "开立以后显示一次性密码，只显示这一次；本人第一次登录时改成自己的密码。"
    page = FormPage(f"{agency.short_name}：开立账号", "开立并显示一次性密码", back, intro, [(back, agency.short_name)])
    return answer(desk, page, lambda **sent: AccountForm(initial={"effective_from": desk.today}, **sent), act)


@require_http_methods(["GET", "HEAD", "POST"])
@administrators_only
def account_step(desk: Desk, pk: int, name: str) -> HttpResponse:
    if name not in STEPS:
        raise Http404
    step, found = STEPS[name], _account(desk, pk)
    agency = _agency_of(desk, found)

    def act(form: PageForm) -> HttpResponse:
        mandate = desk.mandate(form.cleaned_data["reason"])
        opened = step.do(found, agency, mandate, form.cleaned_data)
        key = f"administration:{step.kind}:{found.pk}:{desk.now.isoformat()}"
        told = step.told.format(by=desk.account.name)
        tell([found], kind=MessageKind.ACCOUNT, text=told, key=key, at=desk.now)
        return _card(desk, opened, "密码已重设") if opened else recorded(step.kind, "administration_account", pk)

    back = reverse("administration_account", args=[pk])
    page = FormPage(f"{step.title}：{found}", step.verb, back, step.intro, [(back, found.name)])
    return answer(desk, page, step.form, act)


def _card(desk: Desk, opened: NewPassword, title: str) -> HttpResponse:
    """Show the password this once: it lies nowhere, so the page cannot be asked for again."""
    shown = {"person": opened.account, "password": opened.password, "title": title}
    response = desk.page("password.html", shown)
    response["Cache-Control"] = "no-store"
    return response


def _account(desk: Desk, pk: int) -> Account:
    found: Account = get_object_or_404(accounts_administered_by(desk.account, desk.today), pk=pk)
    return found


def _agency_of(desk: Desk, account: Account) -> Agency:
    """The agency whose chain keeps what happens to the account: that of its latest post among the reader's."""
    posts = Post.objects.filter(account=account, agency__in=desk.agencies.values("pk"))
    latest = posts.select_related("agency__acts_in_name_of").order_by("-effective_from", "-id").first()
    if latest is None:
        raise Http404
    return latest.agency


def _posts(account: Account, desk: Desk) -> list[str]:
    held = (post for post in account.posts.all() if post.is_in_force(desk.today))
    return [f"{post.agency.short_name}{Role(post.role).label}" for post in held]
