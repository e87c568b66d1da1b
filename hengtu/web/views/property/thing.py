"""The page behind a label, phone first: what it is, until when, where it stands, what can be done next."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from hengtu.cases.desk.desk import desk_for
from hengtu.cases.selectors.access import may_work_on
from hengtu.cases.selectors.thing_page import access_thing, open_stock_for, thing_page
from hengtu.cases.services.take_stock import StockRefused, scan
from hengtu.law.procedure.things import normal_code
from hengtu.web.looks import note_look
from hengtu.web.requests import SignedInRequest


@never_cache
@require_safe
@login_required
def thing(request: SignedInRequest, code: str) -> HttpResponse:
    """Show the thing behind a label; strangers and guessed codes are told the same."""
    return _shown(request, code)


@require_POST
@login_required
def thing_counted(request: SignedInRequest, code: str) -> HttpResponse:
    """Count this thing in the open count of its store."""
    now = timezone.now()
    row = access_thing(request.user, code, on=timezone.localdate(now))
    stock = open_stock_for(request.user, row, timezone.localdate(now))
    if stock is None:
        return _shown(request, code, refusal="现在没有进行中的盘点。请先在“涉案财物”里开始盘点。", status=409)
    try:
        scan(stock=stock, typed=row.code, by=request.user, at=now)
    except StockRefused as refusal:
        return _shown(request, code, refusal=refusal.message, status=409)
    return redirect("stock", stock.uid)


@require_safe
@login_required
def thing_find(request: SignedInRequest) -> HttpResponse:
    """Go to the thing whose code was typed; what is no code says so on the list."""
    code = normal_code(request.GET.get("code", ""))[:40]
    return redirect("thing", code) if code else redirect("property")


def _shown(request: SignedInRequest, code: str, *, refusal: str = "", status: int = 200) -> HttpResponse:
    now = timezone.now()
    today = timezone.localdate(now)
    row = access_thing(request.user, code, on=today)
    works = may_work_on(request.user, row.case_id, on=today)
    page = thing_page(row, desk_for(request.user, row.case, at=now), works=works)
    note_look(request, f"things/{row.code}", now)
    shown: dict[str, Any] = {"page": page, "row": row, "today": today, "refusal": refusal}
    return render(request, "property/thing.html", shown, status=status)
