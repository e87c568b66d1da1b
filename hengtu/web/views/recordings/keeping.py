"""What may be destroyed and waits for the second person, what was destroyed, and the nightly reading of originals."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from hengtu.cases.models import RecordAlarm
from hengtu.cases.recording.keeping import answer_destruction, may_be_destroyed
from hengtu.cases.recording.refusals import HEADS, RecordingRefused, holds_one_of
from hengtu.cases.recording.rehash import DAMAGED
from hengtu.evidence.models import CheckRun, Destruction, Recording, RecordingDestruction
from hengtu.web.asked import KEY_DIGITS, number_in
from hengtu.web.requests import SignedInRequest
from hengtu.web.views.recordings.desk import page

SHOWN = 50


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def recording_keeping(request: SignedInRequest) -> HttpResponse:
    """Show the lists; a post approves or refuses a proposal to destroy."""
    now = timezone.now()
    if request.method != "POST":
        return _page(request, now)
    row = _proposal(request, now)
    approved = request.POST.get("intent") == "approve"
    try:
        answer_destruction(row=row, approved=approved, answer=request.POST.get("reason", ""), by=request.user, at=now)
    except RecordingRefused as refusal:
        return _page(request, now, refusal=refusal.message)
    return redirect("recording_keeping")


def _proposal(request: SignedInRequest, now: datetime) -> RecordingDestruction:
    number = number_in(request.POST.get("proposal", ""), KEY_DIGITS) or 0
    ours = Recording.objects.visible_to(request.user, timezone.localdate(now)).values("pk")
    rows = RecordingDestruction.objects.filter(recording__in=ours)
    found = rows.filter(pk=number).first()
    if found is None:
        raise Http404("没有这项清理，或者不在您的查阅范围内。")
    return found


def _page(request: SignedInRequest, now: datetime, refusal: str = "") -> HttpResponse:
    today = timezone.localdate(now)
    ours = Recording.objects.visible_to(request.user, today)
    rows = RecordingDestruction.objects.filter(recording__in=ours.values("pk")).select_related(
        "recording__agency", "proposed_by", "answered_by"
    )
    waiting = list(rows.filter(state=Destruction.PROPOSED)[:SHOWN])
    loose = ours.exclude(destructions__state__in=[Destruction.PROPOSED, Destruction.APPROVED])
    oldest = loose.select_related("agency").order_by("docked_at")[: 4 * SHOWN]
    damaged = RecordAlarm.objects.visible_to(request.user, today).filter(code=DAMAGED, closed_at=None)
    shown: dict[str, Any] = {
        "over": may_be_destroyed(oldest, on=today),
        "waiting": [(row, _may_answer(request, row, now)) for row in waiting],
        "gone": rows.filter(state=Destruction.APPROVED)[:SHOWN],
        "run": CheckRun.objects.first(),
        "damaged": damaged[:SHOWN],
        "today": today,
        "refusal": refusal,
        "typed": request.POST.get("reason", "") if refusal else "",
        "tried": request.POST.get("proposal", "") if refusal else "",
    }
    return page(request, "keeping", shown, status=422 if refusal else 200)


def _may_answer(request: SignedInRequest, row: RecordingDestruction, now: datetime) -> bool:
    is_head = holds_one_of(request.user, row.recording.agency, timezone.localdate(now), HEADS)
    return is_head and row.proposed_by_id != request.user.pk
