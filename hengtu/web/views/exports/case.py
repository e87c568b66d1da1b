"""The receipt page of one case: what each platform holds of it, and handing a refused record over once more."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from hengtu.cases.selectors.access import access_case, may_work_on
from hengtu.exchange.catalogue import national
from hengtu.exchange.errors import ExchangeRefused
from hengtu.exchange.models import ExportRecord
from hengtu.exchange.selectors.board import formats_for, may_hand_over
from hengtu.exchange.selectors.case_exports import TAGS, HeldRecord, case_exports
from hengtu.exchange.services.send_again import send_again
from hengtu.web.looks import note_look
from hengtu.web.requests import SignedInRequest
from hengtu.web.views.exports.mending import mends


@require_safe
@login_required
def exports_of_case(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """Show what was handed over of a case, when, in which version, with which receipt, and what differs now."""
    return _page(request, case_id)


def _page(request: SignedInRequest, case_id: UUID, refusal: str = "", status: int = 200) -> HttpResponse:
    now = timezone.now()
    today = timezone.localdate(now)
    case = access_case(request.user, case_id, on=today)
    note_look(request, f"cases/{case_id}/exports", now)
    may_work = may_work_on(request.user, case_id, on=today)
    platforms = [
        (
            receipt,
            [_record(each, case_id, may_work) for each in receipt.records if not each.is_quiet],
            [_record(each, case_id, may_work) for each in receipt.records if each.is_quiet],
            may_hand_over(request.user, national()[receipt.made.id], today),
        )
        for receipt in case_exports(request.user, case_id, on=today)
    ]
    shown = {"case": case, "platforms": platforms, "today": today, "refusal": refusal}
    return render(request, "exports/case.html", shown, status=status)


def _record(record: HeldRecord, case_id: UUID, may_work: bool) -> dict[str, object]:
    problems = [problem.as_json() for problem in record.problems]
    newest = record.newest
    return {
        "record": record,
        "tag": (newest.get_state_display(), TAGS[newest.state]) if newest else ("还没有生成", "wait"),
        "mends": mends(problems, case_id, may_work=may_work),
    }


@require_POST
@login_required
def export_again(request: SignedInRequest, case_id: UUID, record_id: int) -> HttpResponse:
    """Hand a refused record over once more as it stands, with a reason; only whose duty it is."""
    now = timezone.now()
    today = timezone.localdate(now)
    access_case(request.user, case_id, on=today)
    record = ExportRecord.objects.filter(pk=record_id, case_uid=case_id).first()
    made = national().get(record.format) if record else None
    if record is None or made is None or made not in formats_for(request.user, today):
        raise Http404("没有这条报送记录，或者不在您的查阅范围内。")
    if not ExportRecord.objects.in_duty_of(request.user, made, today).filter(pk=record.pk).exists():
        raise PermissionDenied(f"{made.short}的报送不由您的岗位办理。")
    try:
        send_again(record, reason=request.POST.get("reason", ""), at=now)
    except ExchangeRefused as refused:
        return _page(request, case_id, refused.message, status=422 if refused.code == "reason_missing" else 409)
    return redirect("exports_of_case", case_id)
