"""One recording: when and by whom, which acts it shows, how long it is kept, who looked at it and what for."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from hengtu.cases.recording.films import seen_of_recording
from hengtu.cases.recording.keeping import (
    hold_recording,
    propose_destruction,
    release_recording,
    retention_of_recording,
)
from hengtu.cases.recording.refusals import HOLDING, KEEPING, RecordingRefused, holds_one_of
from hengtu.cases.words import kind_name
from hengtu.evidence.models import Destruction, OriginalCheck, Recording
from hengtu.ledger.access_log import flush_access_log, note_access
from hengtu.ledger.models import AccessEntry
from hengtu.lib.blobs import BlobStore
from hengtu.web.requests import SignedInRequest
from hengtu.web.views.evidence.ranged import ranged
from hengtu.web.views.exhibits import SANDBOX
from hengtu.web.views.pdf import disposition
from hengtu.web.views.recordings.desk import page

OPEN_FOR = 1800  # seconds for which a purpose once given lets somebody play the film
SHOWN_LOOKS = 30
OPENED = "recordings_opened"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def recording(request: SignedInRequest, uid: UUID) -> HttpResponse:
    """Show one recording; a post with ``intent`` opens the film for a purpose, holds it, or proposes to destroy it."""
    now = timezone.now()
    found = _access(request, uid, now)
    if request.method != "POST":
        return _page(request, found, now)
    try:
        _do(request, found, now)
    except RecordingRefused as refusal:
        return _page(request, found, now, refusal=refusal.message)
    return redirect("recording", uid)


@require_safe
@login_required
def recording_play(request: SignedInRequest, uid: UUID) -> HttpResponseBase:
    """Play the original in pieces, for whoever said what for; without a purpose the page asks for it first."""
    now = timezone.now()
    found = _access(request, uid, now)
    path = BlobStore(settings.BLOB_ROOT).path(found.sha256)
    if _is_destroyed(found):
        raise Http404("这段视频已经依规定清理，只留下摘要和清理记录。")
    if not _is_open(request, uid, now):
        return redirect("recording", uid)
    if not path.is_file():
        said = {"message": "原件不在存储里。请告诉系统管理员从备份恢复，并查明原因。", "what": "执法音像"}
        return render(request, "damaged.html", said, status=409)
    response = ranged(
        request, path, etag=found.sha256, media_type=found.media_type, shown_as=disposition(found.filename)
    )
    response["Cache-Control"] = "private, no-store"
    response._csp_replace = SANDBOX  # type: ignore[attr-defined]
    return response


def _access(request: SignedInRequest, uid: UUID, now: datetime) -> Recording:
    ours = Recording.objects.visible_to(request.user, timezone.localdate(now))
    found = ours.select_related("agency", "camera", "officer", "docked_by").filter(pk=uid).first()
    if found is None:
        raise Http404("没有这段视频，或者不在您的查阅范围内。")
    return found


def _do(request: SignedInRequest, found: Recording, now: datetime) -> None:
    intent, reason = request.POST.get("intent", ""), request.POST.get("reason", "")
    if intent == "open":
        _open(request, found, reason, now)
    elif intent == "hold":
        hold_recording(recording=found, reason=reason, by=request.user, at=now)
    elif intent == "release":
        release_recording(recording=found, reason=reason, by=request.user, at=now)
    elif intent == "propose":
        propose_destruction(recording=found, reason=reason, by=request.user, at=now)


def _open(request: SignedInRequest, found: Recording, purpose: str, now: datetime) -> None:
    """Note who looks and what for; the film may then be played for a while in this session."""
    if not purpose.strip():
        raise RecordingRefused("purpose_missing", "请写明查看的用途，会记入查阅记录。")
    who = request.user.get_username()
    note_access(who=who, what=f"recordings/{found.pk}", purpose=purpose.strip(), at=now)
    opened = {key: until for key, until in request.session.get(OPENED, {}).items() if until > now.timestamp()}
    request.session[OPENED] = {**opened, str(found.pk): now.timestamp() + OPEN_FOR}


def _is_open(request: SignedInRequest, uid: UUID, now: datetime) -> bool:
    return bool(request.session.get(OPENED, {}).get(str(uid), 0) > now.timestamp())


def _is_destroyed(found: Recording) -> bool:
    return found.destructions.filter(state=Destruction.APPROVED).exists()


def _page(request: SignedInRequest, found: Recording, now: datetime, refusal: str = "") -> HttpResponse:
    today = timezone.localdate(now)
    seen = seen_of_recording(found)
    destruction = (
        found.destructions.exclude(state=Destruction.RETURNED).select_related("proposed_by", "answered_by").first()
    )
    is_gone = destruction is not None and destruction.state == Destruction.APPROVED
    loose = next(iter(seen.matching.unmatched), None)
    retention = retention_of_recording(found, on=today)
    shown: dict[str, Any] = {
        "film": found,
        "today": today,
        "steps": [(step, kind_name(step.kind)) for step in seen.steps_of_film.get(found.pk, ())],
        "loose": loose,
        "retention": retention,
        "is_over": retention.until is not None and retention.until <= today,
        "destruction": destruction,
        "is_gone": is_gone,
        "held": found.holds.filter(lifted_at=None).select_related("held_by").first(),
        "may_hold": holds_one_of(request.user, found.agency, today, HOLDING),
        "may_propose": holds_one_of(request.user, found.agency, today, KEEPING),
        "is_open": _is_open(request, found.pk, now) and not is_gone,
        "is_audio": found.media_type.startswith("audio/"),
        "check": OriginalCheck.objects.filter(kind="recordings", key=found.sha256).first(),
        "looks": _looks(found),
        "refusal": refusal,
        "typed": request.POST.get("reason", "") if refusal else "",
        "tried": request.POST.get("intent", "") if refusal else "",
    }
    return page(request, "recording", shown, status=422 if refusal else 200)


def _looks(found: Recording) -> list[tuple[datetime, str, str]]:
    flush_access_log()
    rows = AccessEntry.objects.filter(what=f"recordings/{found.pk}").order_by("-at")[:SHOWN_LOOKS]
    return [(row.at, row.who, row.purpose) for row in rows]
