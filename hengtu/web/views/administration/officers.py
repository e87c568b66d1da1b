"""Officers: the register, one person with certificates and their history, and what changes them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from hengtu.agencies.models import Account, BusinessCategory, Post, Role
from hengtu.agencies.selectors.accounts import accounts_administered_by
from hengtu.agencies.selectors.tree import path_of
from hengtu.cases.models import MessageKind
from hengtu.cases.services.tell import tell
from hengtu.officers.models import ALL_CATEGORIES, ChangeKind, EnforcementCertificate, Officer, OfficerKind
from hengtu.officers.selectors.register import register_page, standings_of
from hengtu.officers.selectors.staffing import WARN_BEFORE
from hengtu.officers.services.administer_officers import add_certificate, change_state, enter_officer
from hengtu.oversight.selectors.results import results_of
from hengtu.web.views.administration.answering import FormPage, answer, recorded
from hengtu.web.views.administration.desk import Desk, administrators_only
from hengtu.web.views.administration.forms import CertificateChangeForm, CertificateForm, OfficerForm

_HEADS = (Role.AGENCY_HEAD, Role.CHIEF_HEAD, Role.DEPUTY_HEAD)


@require_safe
@administrators_only
def officers(desk: Desk) -> HttpResponse:
    asked = desk.request.GET
    text = asked.get("q", "").replace("\0", "").strip()[:40]
    kind = asked.get("kind", "") if asked.get("kind", "") in OfficerKind.values else ""
    soon = desk.today + WARN_BEFORE
    page = register_page(desk.agencies, desk.today, text=text, kind=kind, cursor=asked.get("cursor", ""), soon=soon)
    return desk.page("officers.html", {"list": page, "q": text, "kind": kind, "kinds": OfficerKind.choices})


@require_safe
@administrators_only
def officer(desk: Desk, uid: UUID) -> HttpResponse:
    found = _officer(desk, uid)
    standings = standings_of([found], desk.today, soon=desk.today + WARN_BEFORE)[found.pk]
    certificates = [
        {
            "standing": standing,
            "categories": _category_names(standing.certificate.categories),
            "changes": [
                {"change": change, "word": ChangeKind(change.kind).label}
                for change in standing.certificate.changes.select_related("approved_by").order_by(
                    "-effective_from", "-id"
                )
            ],
        }
        for standing in standings
    ]
    results = results_of(found.account, desk.today)
    return desk.page("officer.html", {"officer": found, "certificates": certificates, "results": results})


@require_http_methods(["GET", "HEAD", "POST"])
@administrators_only
def officer_new(desk: Desk, pk: int) -> HttpResponse:
    agency = desk.agency(pk)
    free = (
        accounts_administered_by(desk.account, desk.today).filter(officer=None, is_active=True).order_by("name", "id")
    )

    def act(form: Any) -> HttpResponse:
        words = dict(form.cleaned_data)
        chosen = words.pop("account")
        account = Account.objects.get(pk=chosen) if chosen else None
        entered = enter_officer(agency=agency, account=account, mandate=desk.mandate(words.pop("reason")), **words)
        return recorded("officer_registered", "administration_officer", entered.uid)

    back = reverse("administration_agency", args=[agency.pk])
    page = FormPage(f"{agency.short_name}：登记执法人员", "登记", back, "", [(back, agency.short_name)])
    return answer(desk, page, lambda **sent: OfficerForm(list(free), **sent), act)


@require_http_methods(["GET", "HEAD", "POST"])
@administrators_only
def certificate_new(desk: Desk, uid: UUID) -> HttpResponse:
    found = _officer(desk, uid)

    def act(form: Any) -> HttpResponse:
        words = dict(form.cleaned_data)
        add_certificate(officer=found, mandate=desk.mandate(words.pop("reason")), **words)
        return recorded("certificate_issued", "administration_officer", found.uid)

    back = reverse("administration_officer", args=[found.uid])
    page = FormPage(
        f"{found.name}：登记执法证件",
        "登记",
        back,
        "照证件填写。登记以后不能改写，有误的请注销后重新登记。",
        [(back, found.name)],
    )
    return answer(desk, page, CertificateForm, act)


@require_http_methods(["GET", "HEAD", "POST"])
@administrators_only
def certificate_change(desk: Desk, pk: int) -> HttpResponse:
    mine = EnforcementCertificate.objects.filter(officer__agency__in=desk.agencies.values("pk"))
    found = get_object_or_404(mine.select_related("officer__agency__acts_in_name_of"), pk=pk)

    def act(form: Any) -> HttpResponse:
        words = dict(form.cleaned_data)
        approver = Account.objects.get(pk=words.pop("approved_by"))
        change_state(certificate=found, approved_by=approver, mandate=desk.mandate(words.pop("reason")), **words)
        _tell_approver(desk, found, approver, str(ChangeKind(words["kind"]).label))
        return recorded("certificate_changed", "administration_officer", found.officer.uid)

    back = reverse("administration_officer", args=[found.officer.uid])
    intro = "无效的证件立即不能再办案；以前凭它办理的行为照旧有效。变动只能追加，不能改写。"
    page = FormPage(f"证件{found.number}：变更状态", "登记变动", back, intro, [(back, found.officer.name)])
    return answer(desk, page, lambda **sent: CertificateChangeForm(_heads(desk, found.officer), **sent), act)


def _heads(desk: Desk, officer: Officer) -> list[Account]:
    """Who can approve: heads of the officer's agency and above, the officer left out."""
    posts = Post.objects.in_force(desk.today).filter(role__in=_HEADS, agency__in=path_of(officer.agency))
    accounts = Account.objects.filter(pk__in=posts.values("account"), is_active=True)
    return list(accounts.exclude(officer=officer).order_by("name", "id"))


def _tell_approver(desk: Desk, certificate: EnforcementCertificate, approver: Account, word: str) -> None:
    """The approver learns what was entered in his name, so that nothing is without his knowing."""
    what = f"{certificate.officer.name}的证件{certificate.number}{word}"
    text = f"{desk.account.name}登记：经您批准，{what}。与事实不符的，请告诉他更正。"
    key = f"administration:certificate:{certificate.pk}:{desk.now.isoformat()}"
    tell([approver], kind=MessageKind.ACCOUNT, text=text, key=key, at=desk.now)


def _officer(desk: Desk, uid: UUID) -> Officer:
    mine = Officer.objects.filter(agency__in=desk.agencies.values("pk"))
    return get_object_or_404(mine.select_related("agency__acts_in_name_of", "account"), uid=uid)


def _category_names(categories: list[str]) -> str:
    if ALL_CATEGORIES in categories:
        return "全部门类"
    return "、".join(str(BusinessCategory(category).label) for category in categories)
