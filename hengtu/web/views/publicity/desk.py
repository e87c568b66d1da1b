"""Officers' pages of publication: the lists, one case side by side, the standing order of a head."""

from __future__ import annotations

import re
from datetime import date
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from hengtu.agencies.administration import AdministrationRefused, Mandate
from hengtu.agencies.models import Account, Agency
from hengtu.cases.selectors.access import access_case, may_work_on
from hengtu.portal.publicity.desk import IN_MONTH, KINDS, desk_page, months_of, publicity_of_case
from hengtu.portal.publicity.orders import may_order, order_of, order_publication
from hengtu.web.asked import KEY_DIGITS, day_in, number_in, page_in
from hengtu.web.looks import note_look
from hengtu.web.requests import SignedInRequest
from hengtu.web.standing import posts_of


@require_safe
@login_required
def publicity_desk(request: SignedInRequest) -> HttpResponse:
    """Show one list: ``?kind=late&page=2``, or of one month ``?kind=due&month=2026-01&agency=7``."""
    return _desk(request)


def _desk(request: SignedInRequest, refusal: AdministrationRefused | None = None) -> HttpResponse:
    today = timezone.localdate()
    kind, month, agency = _asked(request)
    page = page_in(request.GET.get("page", ""))
    listed = desk_page(request.user, kind, page, on=today, month=month, agency=agency)
    own = _own_agency(request.user, today)
    shown = {
        "listed": listed,
        "kind": kind,
        "chosen": KINDS.get(kind) or IN_MONTH[kind],
        "tabs": [(key, each.zh, listed.counts[key]) for key, each in KINDS.items()],
        "month": month,
        "agency": agency,
        "months": months_of(request.user, on=today),
        "own": own,
        "order": order_of(own, today) if own else None,
        "may_order": own is not None and may_order(request.user, own, today),
        "refusal": refusal,
        "typed": request.POST,
        "today": today,
    }
    return render(request, "publicity/desk.html", shown, status=422 if refusal else 200)


@require_safe
@login_required
def publicity_of(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """Show what of a case is to go out, beside what was decided, and what became of it."""
    now = timezone.now()
    today = timezone.localdate(now)
    case = access_case(request.user, case_id, on=today)
    note_look(request, f"cases/{case_id}/publicity", now)
    shown = {
        "case": case,
        "case_id": case_id,
        "lines": publicity_of_case(case_id),
        "may_work": may_work_on(request.user, case_id, on=today),
        "today": today,
    }
    return render(request, "publicity/case.html", shown)


@require_POST
@login_required
def publicity_order(request: SignedInRequest) -> HttpResponse:
    """Order that results go out by themselves, or no longer."""
    now = timezone.now()
    own = _own_agency(request.user, timezone.localdate(now))
    try:
        if own is None:
            raise AdministrationRefused("not_a_head", "您现在没有任职的机构，不能决定公开方式。")
        order_publication(
            agency=own,
            automatic=request.POST.get("automatic") == "yes",
            effective_from=_day(request.POST.get("effective_from", "")),
            mandate=Mandate(request.user, request.POST.get("reason", "")[:500], now),
        )
    except AdministrationRefused as refusal:
        return _desk(request, refusal)
    return redirect("publicity_desk")


def _day(text: str) -> date:
    day = day_in(text)
    if day is None:
        raise AdministrationRefused("day_missing", "请填写从哪一天起，例如今天。")
    return day


def _asked(request: SignedInRequest) -> tuple[str, str, int | None]:
    """The list that was asked for; what is none is the first one."""
    kind, month = request.GET.get("kind", ""), request.GET.get("month", "")
    agency = number_in(request.GET.get("agency", ""), KEY_DIGITS)
    if kind in IN_MONTH:
        is_whole = re.fullmatch(r"20[0-9]{2}-(?:0[1-9]|1[0-2])", month) and agency is not None
        return (kind, month, agency) if is_whole else ("check", "", None)
    return (kind if kind in KINDS else "check"), "", None


def _own_agency(account: Account, on: date) -> Agency | None:
    """The legal subject somebody works for on a day."""
    post = next(iter(posts_of(account, on)), None)
    return post.agency.legal_subject if post else None
