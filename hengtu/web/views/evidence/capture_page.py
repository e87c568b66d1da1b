"""The page of a phone on which evidence is taken; without script it is a plain form like the one at the desk."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hengtu.cases.models import EnforcementCase
from hengtu.cases.models.case import CaseState
from hengtu.cases.selectors.matrix import matrix_of
from hengtu.evidence.limits import MAX_FILM, MAX_OTHER, MEGABYTE
from hengtu.evidence.models import ExhibitKind
from hengtu.web.requests import SignedInRequest
from hengtu.web.views.evidence.form import EvidenceForm
from hengtu.web.views.evidence.gallery import officers_of, values_of
from hengtu.web.views.evidence.guard import ENDED, work_case

WORKER = Path(__file__).parents[2] / "static" / "hengtu" / "capture-worker.js"
NAMES = ("现场照片", "车辆照片", "证件照片", "货物照片", "现场录像", "询问录音")
ON_A_PHONE = (ExhibitKind.AUDIOVISUAL, ExhibitKind.DOCUMENTARY, ExhibitKind.PHYSICAL, ExhibitKind.RECORDING)


@require_safe
@login_required
def capture_page(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """Show the page to whoever works on the case; an ended case says where to go instead."""
    now = timezone.now()
    today = timezone.localdate(now)
    case = work_case(request.user, case_id, on=today)
    form = EvidenceForm(**officers_of(request, case, now))
    shown = {
        "case": case,
        "ended": ENDED.get(CaseState(case.state), ""),
        "values": values_of(form),
        "kinds": [(str(kind), kind.label) for kind in ON_A_PHONE],
        "names": NAMES,
        "purposes": _purposes(case),
        "max_film": MAX_FILM // MEGABYTE,
        "max_other": MAX_OTHER // MEGABYTE,
    }
    return render(request, "evidence/capture.html", shown)


@require_safe
def capture_worker(request: HttpRequest) -> HttpResponse:
    """Hand out the script that gives the page back without a line; it must lie above the pages it serves."""
    return HttpResponse(_worker(), content_type="text/javascript", headers={"Cache-Control": "no-cache"})


@cache
def _worker() -> str:
    return WORKER.read_text()


def _purposes(case: EnforcementCase) -> list[str]:
    """Return what there is to prove in this case, as one writes it; without elements the scene alone."""
    rows = [row for matter in matrix_of(case.pk, timezone.localdate()).matters for row in matter.rows if row.counts]
    return list(dict.fromkeys(["证明现场情况", *(f"证明{row.name}" for row in rows)]))
