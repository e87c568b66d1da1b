"""Refunds: what waits for a head's word, what the platform could not do, what went back."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from hengtu.cases.models import EnforcementCase, Refund
from hengtu.cases.payments.errors import MoneyRefused
from hengtu.cases.payments.refunds import approve_refund, decline_refund, try_again
from hengtu.cases.selectors.payments import refunds_of
from hengtu.law.money import fen_zh
from hengtu.lib.uids import uid_of
from hengtu.web.looks import note_look
from hengtu.web.requests import SignedInRequest
from hengtu.web.views.money.desk import may_look

TAGS = {"REQUESTED": "go", "FAILED": "stop", "DONE": "ok"}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def money_refunds(request: SignedInRequest) -> HttpResponse:
    """Show refunds, those that wait first; a post approves, declines or sends one again."""
    now = timezone.now()
    today = timezone.localdate(now)
    collects, answers = may_look(request, today)
    trouble = ""
    if request.method == "POST":
        try:
            _do(request, now)
            return redirect("money_refunds")
        except MoneyRefused as refusal:
            trouble = refusal.message
    note_look(request, "money/refunds", now)
    rows = refunds_of(request.user, on=today)
    named = _named(request, today, [row.case_uid for row in rows if row.case_uid])
    shown = {
        "lines": [
            (row, fen_zh(row.amount_fen), TAGS.get(row.state, "word"), named.get(row.case_uid, "")) for row in rows
        ],
        "collects": collects,
        "answers": answers,
        "trouble": trouble,
        "tried": request.POST.get("refund", ""),
        "typed": request.POST.get("opinion", ""),
        "today": today,
    }
    return render(request, "money/refunds.html", shown, status=409 if trouble else 200)


def _named(request: SignedInRequest, today: date, ids: list[UUID]) -> dict[UUID | None, str]:
    """Party and number of the cases that the reader may open."""
    cases = EnforcementCase.objects.visible_to(request.user, today).filter(pk__in=ids)
    return {case.pk: "，".join(filter(None, (case.party_name, case.number or case.title))) for case in cases}


def _do(request: SignedInRequest, now: datetime) -> None:
    refund = _refund(request, now)
    intent, opinion = request.POST.get("intent"), request.POST.get("opinion", "")
    if intent == "approve":
        approve_refund(refund_id=refund.pk, by=request.user, at=now, opinion=opinion or "同意")
    elif intent == "again":
        try_again(refund_id=refund.pk, by=request.user, at=now)
    else:
        decline_refund(refund_id=refund.pk, by=request.user, at=now, opinion=opinion)


def _refund(request: SignedInRequest, now: datetime) -> Refund:
    uid = uid_of(request.POST.get("refund", ""))
    found = Refund.objects.workable_by(request.user, timezone.localdate(now)).filter(pk=uid).first() if uid else None
    if found is None:
        raise MoneyRefused("no_refund", "没有这笔退付，或者不归本机关。")
    return found
