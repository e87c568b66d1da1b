"""The money of one case: for whoever sees the case; the cashier asks for a refund here."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from hengtu.agencies.selectors.roles import roles_on
from hengtu.cases.payments.errors import MoneyRefused
from hengtu.cases.payments.platform import configured
from hengtu.cases.payments.refunds import refunds_due, request_refund
from hengtu.cases.refusals import ActRefused
from hengtu.cases.selectors.access import access_case, case_to_work_on
from hengtu.cases.selectors.case_money import case_money
from hengtu.law.money import fen_zh
from hengtu.web.looks import note_look
from hengtu.web.requests import SignedInRequest


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def money_of_case(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """Show order, payments, plan, additional fine and refunds; a post of the cashier asks for a refund."""
    now = timezone.now()
    today = timezone.localdate(now)
    case = access_case(request.user, case_id, on=today)
    trouble = ""
    if request.method == "POST":
        case_to_work_on(request.user, case_id, on=today)
        try:
            request_refund(
                case_id=case_id, by=request.user, at=now, reason=request.POST.get("reason", ""),
                party=request.POST.get("party", ""),
            )  # fmt: skip
            return redirect("money_of_case", case_id)
        except (MoneyRefused, ActRefused) as refusal:
            trouble = str(refusal)
    note_look(request, f"cases/{case_id}/money", now)
    shown = {
        "case": case,
        "money": case_money(case_id, on=today),
        "collects": "cashier" in roles_on(request.user, case.agency, today),
        "refundable": [(due, fen_zh(due.fen)) for due in refunds_due(case_id, at=now)],
        "platform": configured() is not None,
        "trouble": trouble,
        "typed": request.POST,
        "today": today,
    }
    return render(request, "money/case.html", shown, status=409 if trouble else 200)
