"""Records taken on a phone: announced with their hash, sent in pieces, finished, given up. The queue is the phone's.

Announce: POST with what was typed; the pieces go to the address of the upload; finish: POST; give up: DELETE.
"""

from __future__ import annotations

import math
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, JsonResponse, QueryDict
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hengtu.evidence.errors import ExhibitRefused
from hengtu.evidence.models import Capture, Medium
from hengtu.evidence.services.announce_capture import Announced, announce_capture, give_up_capture
from hengtu.evidence.services.finish_capture import finish_capture
from hengtu.evidence.services.receive_upload import WrongOffset, received
from hengtu.evidence.services.take_in import Outcome
from hengtu.web.requests import SignedInRequest
from hengtu.web.views.evidence.form import EvidenceForm
from hengtu.web.views.evidence.gallery import officers_of
from hengtu.web.views.evidence.guard import CaseTakesNothing, own_capture, refuse_ended, work_case
from hengtu.web.views.evidence.uploads import number, refused

CHINESE = {"ensure_ascii": False}


@require_safe
@login_required
def capture_line(request: SignedInRequest) -> HttpResponse:
    """Say that the line is there, who is signed in, what time it is here, and the token for what follows."""
    answer = {"user": request.user.get_username(), "token": get_token(request), "now": timezone.now().isoformat()}
    return JsonResponse(answer, headers={"Cache-Control": "no-store"})


@require_POST
@login_required
def capture_announce(request: SignedInRequest, case_id: UUID, key: UUID) -> HttpResponse:
    """Note a record before any of it is sent; the answer says where its pieces go and from which byte."""
    now = timezone.now()
    case = work_case(request.user, case_id, on=timezone.localdate(now))
    try:
        refuse_ended(case)
        said = _said(request.POST, now)
        typed = request.POST.copy()
        typed["collected_at"] = timezone.localtime(_collected(said, now)).strftime("%Y-%m-%dT%H:%M:%S")
        form = EvidenceForm(typed, **officers_of(request, case, now))
        if not form.is_valid():
            return _wanting(form)
        who = request.user.get_username()
        sheet = form.sheet(case.category, by=who)
        capture = announce_capture(key=key, stream=case_id, username=who, said=said, sheet=sheet, at=now)
    except CaseTakesNothing as ended:
        return refused(ended.code, str(ended), 409)
    except ExhibitRefused as refusal:
        return refused(refusal.code, str(refusal), 422)
    return JsonResponse(_standing(capture), status=201, json_dumps_params=CHINESE)


@require_POST
@login_required
def capture_finish(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Make the exhibit of what arrived, once; say what is wrong otherwise."""
    now = timezone.now()
    _, case = own_capture(request.user, key, on=timezone.localdate(now))
    try:
        refuse_ended(case)
        outcome = finish_capture(key, at=now, keep_reason=request.POST.get("keep_reason", ""))
    except CaseTakesNothing as ended:
        return refused(ended.code, str(ended), 409)
    except WrongOffset as wrong:
        return refused(wrong.code, str(wrong), 409, offset=wrong.offset)
    return _outcome(outcome)


@require_http_methods(["HEAD", "DELETE"])
@login_required
def capture(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Ask whether a record is known, or give it up."""
    found, _ = own_capture(request.user, key, on=timezone.localdate())
    if request.method == "DELETE":
        try:
            give_up_capture(found)
        except ExhibitRefused as refusal:
            return refused(refusal.code, str(refusal), 409)
    return HttpResponse(status=204)


def _collected(said: Announced, now: datetime) -> datetime:
    """Return when it was taken by our clock: a wrong clock of the phone is no reason to lose a record.

    The phone's own time and its offset are kept beside it, and the difference is said where the exhibit is shown.
    """
    offset = timedelta(seconds=said.clock_offset_seconds or 0)
    is_wrong = abs(offset) > timedelta(minutes=settings.HENGTU_CAMERA_CLOCK_MINUTES)
    return min(said.device_at - offset if is_wrong else said.device_at, now)


def _said(sent: QueryDict, now: datetime) -> Announced:
    """Read what the device says; what cannot be read counts as not said, and the service refuses what must be said."""
    device_at = _instant(sent.get("device_at", "")) or now
    sent_at = _instant(sent.get("sent_at", ""))
    offset = None if sent_at is None else round((sent_at - now).total_seconds())
    medium = sent.get("medium", "")
    return Announced(
        medium=Medium(medium) if medium in Medium.values else Medium.FILE,
        filename=sent.get("filename", ""),
        size=number(sent.get("size", "")),
        sha256=sent.get("sha256", "").lower(),
        device_at=device_at,
        clock_offset_seconds=None if offset is None or abs(offset) >= 1 << 31 else offset,
        latitude=_figure(sent.get("latitude", ""), 90),
        longitude=_figure(sent.get("longitude", ""), 180),
        accuracy_m=_figure(sent.get("accuracy_m", ""), 1e7),
        no_place_reason=sent.get("no_place_reason", "").replace("\0", ""),
    )


def _standing(found: Capture) -> dict[str, object]:
    upload = found.upload
    exhibit = found.exhibit
    return {
        "key": str(found.pk),
        "size": found.size,
        "offset": found.size if exhibit else received(upload) if upload else 0,
        "url": reverse("upload", args=[upload.pk]) if upload else "",
        "finish": reverse("capture_finish", args=[found.pk]),
        "exhibit": None if exhibit is None else {"seq": exhibit.seq, "url": reverse("exhibit_page", args=[exhibit.pk])},
    }


def _outcome(outcome: Outcome) -> JsonResponse:
    exhibit = outcome.exhibit
    if exhibit is None:
        body = {"code": outcome.code, "message": outcome.message, "kept": outcome.is_kept}
        return JsonResponse(body, status=409, json_dumps_params=CHINESE)
    named = {"seq": exhibit.seq, "url": reverse("exhibit_page", args=[exhibit.pk]), "sha256": exhibit.sha256}
    return JsonResponse({"exhibit": named, "known": bool(outcome.code)}, json_dumps_params=CHINESE)


def _wanting(form: EvidenceForm) -> JsonResponse:
    said = [str(message) for messages in form.errors.values() for message in messages]
    body = {"code": "capture_incomplete", "message": " ".join(said), "fields": list(form.errors)}
    return JsonResponse(body, status=422, json_dumps_params=CHINESE)


def _instant(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
        return found if found.tzinfo and found.year > 1 else None
    except ValueError:
        return None


def _figure(text: str, limit: float) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) and abs(value) <= limit else None
