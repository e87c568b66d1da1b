"""What other units of the city showed to us: a digest, read, taken, answered."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from hengtu.cases.models import LeadShare
from hengtu.cases.selectors.lead_page import standing_of
from hengtu.cases.services.share_lead import ShareRefused, read_share, report_result, take_share
from hengtu.web.requests import SignedInRequest
from hengtu.web.views.leads.form import clean

NEWEST = 100


@require_safe
@login_required
def shares(request: SignedInRequest) -> HttpResponse:
    today = timezone.localdate()
    rows = LeadShare.objects.visible_to(request.user, today).select_related("sender", "agency").order_by("-shared_at")
    lines = [{"share": row, "standing": standing_of(row)} for row in rows[:NEWEST]]
    return render(request, "leads/shares.html", {"lines": lines, "today": today})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def share(request: SignedInRequest, uid: UUID) -> HttpResponse:
    """Show one digest; whoever works at the receiver reads it by opening, takes it, and reports what came of it."""
    now = timezone.now()
    today = timezone.localdate(now)
    found = LeadShare.objects.visible_to(request.user, today).select_related("sender", "agency", "taken_by")
    row = found.filter(pk=uid).first()
    if row is None:
        raise Http404("没有这条共享的线索，或者不是给您所在机关的。")
    works = LeadShare.objects.workable_by(request.user, today).filter(pk=uid).exists()
    message = ""
    if request.method == "POST":
        if not works:
            raise PermissionDenied("您可以查阅这条线索，但不参与办理。")
        message = _answer(request, row)
        if not message:
            return redirect("lead_share", uid)
    elif works and read_share(share=row, by=request.user, at=now):
        row.refresh_from_db()
    shown = {"share": row, "works": works, "standing": standing_of(row), "message": message, "today": today}
    typed = clean(request.POST.get("result", "")) if message else row.result
    return render(request, "leads/share.html", {**shown, "typed": typed}, status=422 if message else 200)


def _answer(request: SignedInRequest, row: LeadShare) -> str:
    """Take it or report the result; returns what is wrong, empty when nothing is."""
    now = timezone.now()
    try:
        if request.POST.get("intent") == "take":
            take_share(share=row, by=request.user, at=now)
        else:
            report_result(share=row, result=clean(request.POST.get("result", "")), at=now)
    except ShareRefused as refusal:
        return refusal.message
    return ""
