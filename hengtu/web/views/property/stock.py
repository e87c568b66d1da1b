"""Counting a store: begin, scan or type label after label, see what is missing and what is too many, close."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from hengtu.agencies.models import Agency, Role
from hengtu.cases.models import CaseThing
from hengtu.cases.selectors.stock import access_stock, counts_of, stock_page
from hengtu.cases.services.take_stock import StockRefused, close_stock, open_stock, scan
from hengtu.web.requests import SignedInRequest
from hengtu.web.standing import posts_of


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def stocks(request: SignedInRequest) -> HttpResponse:
    """Show the counts of the unit; a post begins one, or goes on with the open one of the same store."""
    if request.method == "POST":
        return _opened(request)
    return _listed(request)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def stock(request: SignedInRequest, uid: UUID) -> HttpResponse:
    """Show a count; a post with ``code`` notes a label, one with ``close`` ends it. What was scanned stays."""
    now = timezone.now()
    found = access_stock(request.user, uid, on=timezone.localdate(now))
    refusal = ""
    if request.method == "POST":
        try:
            if "close" in request.POST:
                close_stock(stock=found, by=request.user, at=now, note=request.POST.get("note", "")[:500])
            else:
                scan(stock=found, typed=request.POST.get("code", ""), by=request.user, at=now)
        except StockRefused as refused:
            refusal = refused.message
        else:
            return redirect("stock", uid)
    return _shown(request, uid, refusal)


def _shown(request: SignedInRequest, uid: UUID, refusal: str) -> HttpResponse:
    today = timezone.localdate()
    page = stock_page(access_stock(request.user, uid, on=today))
    shown = {
        "page": page,
        "today": today,
        "refusal": refusal,
        "note": request.POST.get("note", ""),
        "keeps": _post(request) is not None,
    }
    return render(request, "property/stock.html", shown, status=409 if refusal else 200)


def _opened(request: SignedInRequest) -> HttpResponse:
    agency = _post(request)
    if agency is None:
        return _listed(request, "盘点由涉案财物管理人员办。请本单位的涉案财物管理人员登录后盘点。", 409)
    begun = open_stock(agency=agency, by=request.user, at=timezone.now(), place=request.POST.get("place", ""))
    return redirect("stock", begun.uid)


def _listed(request: SignedInRequest, refusal: str = "", status: int = 200) -> HttpResponse:
    today = timezone.localdate()
    things = CaseThing.objects.workable_by(request.user, today).filter(is_open=True).exclude(place="")
    shown = {
        "counts": counts_of(request.user, today),
        "places": things.values_list("place", flat=True).distinct().order_by("place")[:50],
        "today": today,
        "refusal": refusal,
        "keeps": _post(request) is not None,
    }
    return render(request, "property/stocks.html", shown, status=status)


def _post(request: SignedInRequest) -> Agency | None:
    """The agency for which the reader keeps property today."""
    posts = posts_of(request.user, timezone.localdate())
    return next((post.agency for post in posts if post.role == Role.PROPERTY_KEEPER), None)
