"""One case, and its receipt."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hengtu.cases.models import CaseState
from hengtu.cases.selectors.access import access_case, may_work_on
from hengtu.cases.selectors.case_page import case_page
from hengtu.cases.selectors.receipt import receipts_of
from hengtu.oversight.protection.policies import oversees_case, own_id
from hengtu.oversight.services.supervise_case import may_supervise, supervised_now
from hengtu.rulesets.models import Guidance
from hengtu.web.looks import note_look
from hengtu.web.requests import SignedInRequest
from hengtu.web.views.documents import roll_forms
from hengtu.web.views.exhibits import pictures_of

# What a lead can become without ever being a case; it has a page of its own.
LEAD_STATES = (CaseState.LEAD, CaseState.MERGED, CaseState.TRANSFERRED)


@require_safe
@login_required
def case(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    now = timezone.now()
    today = timezone.localdate(now)
    found = access_case(request.user, case_id, on=today)
    page = case_page(found, on=today)
    note_look(request, f"cases/{case_id}", now)
    may_work = may_work_on(request.user, case_id, on=today)
    shown = {
        "may_work": may_work,
        "is_lead": found.state in LEAD_STATES,
        "pictures": pictures_of(case_id),
        "roll_forms": roll_forms(),
        "guidance": Guidance.objects.readable_by(request.user, today).for_item(found.violation, today),
        "supervised": supervised_now(case_id),
        "may_supervise": may_supervise(request.user, found, today),
        "protects": own_id(request.user),
        "oversees": oversees_case(request.user, found, today),
        "may_nominate": may_work and page.penalty is not None and bool(page.penalty.decided),
    }
    return render(request, "cases/case.html", {"page": page, "today": today, **shown})


@require_safe
@login_required
def receipt(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """Show the receipts, one per matter, as JSON; hand them out as a file with ``?download=1``."""
    now = timezone.now()
    found = receipts_of(access_case(request.user, case_id, on=timezone.localdate(now)).pk)
    if not found:
        raise Http404("这个案件还没有计算凭证")
    note_look(request, f"cases/{case_id}/receipt", now)
    response = JsonResponse(found, safe=False, json_dumps_params={"ensure_ascii": False, "indent": 1})
    if "download" in request.GET:
        response["Content-Disposition"] = f'attachment; filename="receipt-{case_id}.json"'
    return response
