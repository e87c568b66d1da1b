"""One case: where its carrying out stands, the court's window explained, the steps with their papers, its contests."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hengtu.cases.selectors.access import access_case, may_work_on
from hengtu.cases.selectors.case_execution import case_execution
from hengtu.cases.selectors.contest_list import contests_of_case
from hengtu.web.looks import note_look
from hengtu.web.requests import SignedInRequest


@require_safe
@login_required
def execution_of_case(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """Show how one case is carried out; 404 for strangers."""
    now = timezone.now()
    today = timezone.localdate(now)
    case = access_case(request.user, case_id, on=today)
    note_look(request, f"cases/{case_id}/execution", now)
    shown = {
        "case": case,
        "page": case_execution(case, on=today),
        "contests": contests_of_case(case, today),
        "works": may_work_on(request.user, case_id, on=today),
        "today": today,
    }
    return render(request, "execution/case.html", shown)
