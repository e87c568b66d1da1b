"""The doors of a case as its officers see them: which codes are out, who tried, and the lock lifted at the window."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from hengtu.cases.selectors.access import access_case, case_to_work_on
from hengtu.documents.codes import door_code_printed
from hengtu.documents.models import DocumentDoor
from hengtu.documents.selectors.documents import title_of
from hengtu.documents.selectors.doors import doors_of_stream
from hengtu.portal.models import IdentityTry, LetterKind, PartyLetter
from hengtu.portal.services.identify import lift_lock, locked_until
from hengtu.web.looks import note_look
from hengtu.web.requests import SignedInRequest

SHOWN = 20  # latest tries


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def case_doors(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """Show the doors and the tries; a post lifts the lock of one, after its party's card was seen."""
    now = timezone.now()
    today = timezone.localdate(now)
    case = access_case(request.user, case_id, on=today)
    if request.method == "POST":
        case_to_work_on(request.user, case_id, on=today)
        found = get_object_or_404(DocumentDoor, code=request.POST.get("door", ""), document__stream_id=case_id)
        lift_lock(door=found, by=request.user.get_username(), at=now)
        return redirect("case_doors", case_id)
    note_look(request, f"cases/{case_id}/doors", now)
    lines = [
        {
            "door": door,
            "title": title_of(door.document),
            "code": door_code_printed(door.code),
            "locked_until": locked_until(door, now),
        }
        for door in doors_of_stream(case_id)
    ]
    tries = IdentityTry.objects.filter(stream_id=case_id).order_by("-at", "-pk")[:SHOWN]
    letters = PartyLetter.objects.filter(stream=case_id, kind=LetterKind.REMINDER).order_by("-received_at")[:SHOWN]
    shown = {"case": case, "lines": lines, "tries": tries, "letters": letters, "today": today}
    return render(request, "portal/case_doors.html", shown)
