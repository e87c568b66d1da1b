"""The register of services, and the services of one case."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hengtu.cases.gateway import configured
from hengtu.cases.selectors.access import access_case, may_work_on
from hengtu.cases.selectors.case_services import case_services
from hengtu.cases.selectors.services import KINDS, register_csv, register_of
from hengtu.web.asked import page_in
from hengtu.web.looks import note_look
from hengtu.web.requests import SignedInRequest


@require_safe
@login_required
def services(request: SignedInRequest) -> HttpResponse:
    """Show one list of the register: ``?kind=failed&page=2``."""
    today = timezone.localdate()
    page = page_in(request.GET.get("page", ""))
    register = register_of(request.user, request.GET.get("kind", ""), page, on=today)
    tabs = [(key, kind.zh, register.counts[key]) for key, kind in KINDS.items()]
    shown = {"register": register, "kind": KINDS[register.kind], "tabs": tabs, "today": today}
    return render(request, "service/register.html", shown)


@require_safe
@login_required
def services_csv(request: SignedInRequest) -> HttpResponse:
    """Hand out one whole list as a file."""
    now = timezone.now()
    today = timezone.localdate(now)
    kind = request.GET.get("kind", "")
    kind = kind if kind in KINDS else "unserved"
    note_look(request, f"service/{kind}.csv", now)
    response = HttpResponse(register_csv(request.user, kind, on=today), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="service-{kind}-{today.isoformat()}.csv"'
    return response


@require_safe
@login_required
def services_of_case(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """Show every paper of a case that is to reach the party, and what may be done about it."""
    now = timezone.now()
    today = timezone.localdate(now)
    case = access_case(request.user, case_id, on=today)
    note_look(request, f"cases/{case_id}/service", now)
    shown = {
        "case": case,
        "page": case_services(case_id, on=today),
        "may_work": may_work_on(request.user, case_id, on=today),
        "gateway": configured() is not None,
        "today": today,
    }
    return render(request, "service/case.html", shown)
