"""The register of government lawyers and legal advisers: for whom an agency may open a single case."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from hengtu.agencies.models import Account, Adviser
from hengtu.agencies.services.administer_advisers import end_adviser, register_adviser
from hengtu.cases.selectors.case_view import Tag
from hengtu.lib.coded_error import CodedError
from hengtu.web.views.administration.answering import FormPage, answer, recorded
from hengtu.web.views.administration.desk import Desk, administrators_only
from hengtu.web.views.administration.forms import AdviserForm, EndForm


@require_safe
@administrators_only
def advisers(desk: Desk) -> HttpResponse:
    agency = desk.chosen_agency()
    rows = Adviser.objects.administered_by(desk.account, desk.today).filter(agency=agency.legal_subject)
    lines = [
        {"adviser": row, "tag": _tag(row, desk), "can_end": _runs(row, desk)}
        for row in rows.select_related("account").order_by("-effective_to", "account__name")
    ]
    return desk.page("advisers.html", {"agency": agency, "lines": lines})


def _runs(adviser: Adviser, desk: Desk) -> bool:
    return adviser.effective_to is not None and adviser.effective_to > desk.today


def _tag(adviser: Adviser, desk: Desk) -> Tag:
    if adviser.is_in_force(desk.today):
        return Tag("任期内", "ok")
    return Tag("还没有开始", "wait") if _runs(adviser, desk) else Tag("已届满", "word")


@require_http_methods(["GET", "HEAD", "POST"])
@administrators_only
def adviser_new(desk: Desk, pk: int) -> HttpResponse:
    agency = desk.agency(pk)

    def act(form: Any) -> HttpResponse:
        words = dict(form.cleaned_data)
        account = Account.objects.filter(username=words.pop("username"), is_active=True).first()
        if account is None:
            raise AccountUnknown("account_unknown", "没有这个登录名，或者已经停用。请先开立账号，外聘的不任命岗位。")
        register_adviser(agency=agency, account=account, mandate=desk.mandate(words.pop("reason")), **words)
        return recorded("adviser_registered", "administration_advisers")

    back = reverse("administration_advisers")
    intro = f"{agency.legal_subject.short_name}的法制审核人员可以就一件案件向其咨询；本人只看咨询写明的内容，到期为止。"
    page = FormPage("登记公职律师、法律顾问", "登记", back, intro, [(back, "公职律师和法律顾问")])
    return answer(desk, page, AdviserForm, act)


@require_http_methods(["GET", "HEAD", "POST"])
@administrators_only
def adviser_end(desk: Desk, uid: Any) -> HttpResponse:
    found = get_object_or_404(
        Adviser.objects.administered_by(desk.account, desk.today).select_related("account", "agency"), pk=uid
    )

    def act(form: Any) -> HttpResponse:
        words = form.cleaned_data
        end_adviser(adviser=found, last_day_before=words["effective_to"], mandate=desk.mandate(words["reason"]))
        return recorded("adviser_ended", "administration_advisers")

    back = reverse("administration_advisers")
    page = FormPage(
        "结束任期", "结束", back, f"{found}。截止日起，向其提出的咨询不再能看。", [(back, "公职律师和法律顾问")]
    )
    return answer(desk, page, EndForm, act)


class AccountUnknown(CodedError):
    """Nobody signs in by this name."""
