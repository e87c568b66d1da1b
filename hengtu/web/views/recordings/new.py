"""Docking one recording in the browser; what cannot be taken in is explained, and everything typed is still there."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from hengtu.agencies.administration import Mandate, stream_of
from hengtu.agencies.models import Agency
from hengtu.evidence.errors import ExhibitRefused
from hengtu.evidence.limits import MAX_FILM, MEGABYTE
from hengtu.evidence.models import Upload
from hengtu.evidence.selectors.uploads import uploads_of
from hengtu.evidence.services.dock_recording import FromCamera, dock_recording
from hengtu.evidence.services.receive_upload import FULL_ZH, discard_upload, keep_whole, path_of, plain_name
from hengtu.ledger.models import Stream
from hengtu.lib.blobs import BlobStoreFull
from hengtu.officers.models import BodyCamera
from hengtu.web.requests import SignedInRequest
from hengtu.web.views.evidence.arriving import DISK_FULL, ArrivedFile, IntoUploads
from hengtu.web.views.recordings.desk import instant, own_unit, page

ENTRIES = ("serial", "starts_at", "ends_at", "officer_said", "place")


@csrf_exempt  # the token is checked below: files must not be parsed before they have somewhere to go
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def recording_new(request: SignedInRequest) -> HttpResponse:
    """Show the form; a post docks the file that came or one that was kept from before."""
    request.upload_handlers = [IntoUploads(request)]
    return _recording_new(request)


@csrf_protect
def _recording_new(request: SignedInRequest) -> HttpResponse:
    now = timezone.now()
    unit = own_unit(request.user, timezone.localdate(now))
    if unit is None:
        raise PermissionDenied("您没有可以入库音像的岗位。")
    if request.method != "POST":
        return _page(request, unit, {})
    kept = _kept(request, unit)
    if "discard" in request.POST:
        if kept is not None:
            discard_upload(kept)
        return _page(request, unit, {})
    return _dock(request, unit, kept, now)


def _dock(request: SignedInRequest, unit: Agency, kept: Upload | None, now: datetime) -> HttpResponse:
    arrived = _arrived(request)
    problems = _problems(request, arrived, kept)
    if not problems:
        path, name = _source(arrived, kept)
        try:
            docked = dock_recording(unit, _given(request, path, name), mandate=Mandate(request.user, "收班入库", now))
        except ExhibitRefused as refusal:
            problems["file"] = refusal.message
        except BlobStoreFull:
            problems["file"] = FULL_ZH
        else:
            if kept is not None:
                discard_upload(kept)
            answer = redirect("recording", docked.recording.pk)
            answer["Location"] += "?docked=1" if docked.is_new else "?known=1"
            return answer
    if arrived is not None and arrived.path is not None and set(problems) - {"file"}:
        _keep(request, unit, arrived, now)
    return _page(request, unit, problems, status=422)


def _problems(request: SignedInRequest, arrived: ArrivedFile | None, kept: Upload | None) -> dict[str, str]:
    found: dict[str, str] = {}
    if arrived is None and kept is None:
        found["file"] = "没有选文件。请选择记录仪里的视频。"
    elif arrived is not None and arrived.problem:
        full = f"文件超过{MAX_FILM // MEGABYTE} MB，没有收。请分段入库。"
        found["file"] = FULL_ZH if arrived.problem == DISK_FULL else full
    if not request.POST.get("serial", "").strip():
        found["serial"] = "没有写记录仪的出厂编号。"
    for key, name in (("starts_at", "开始时间"), ("ends_at", "结束时间")):
        if instant(request.POST.get(key, "")) is None:
            found[key] = f"没有写{name}，或者读不出来。请照记录仪显示的填写。"
    return found


def _given(request: SignedInRequest, path: Path, name: str) -> FromCamera:
    starts_at, ends_at = (instant(request.POST.get(key, "")) for key in ("starts_at", "ends_at"))
    assert starts_at is not None
    assert ends_at is not None
    said = {key: request.POST.get(key, "") for key in ("serial", "officer_said", "place")}
    return FromCamera(starts_at=starts_at, ends_at=ends_at, file=path, filename=name, **said)


def _source(arrived: ArrivedFile | None, kept: Upload | None) -> tuple[Path, str]:
    if arrived is not None and arrived.path is not None:
        return arrived.path, plain_name(arrived.name or "")
    assert kept is not None
    return path_of(kept), kept.filename


def _arrived(request: SignedInRequest) -> ArrivedFile | None:
    file = request.FILES.get("file")
    return file if isinstance(file, ArrivedFile) else None


def _kept(request: SignedInRequest, unit: Agency) -> Upload | None:
    """The file kept from before that the form names; only one's own."""
    named = request.POST.get("discard") or request.POST.get("kept", "")
    mine = uploads_of(stream_of(unit), request.user.get_username())
    return next((upload for upload in mine if str(upload.pk) == named and upload.is_complete), None)


def _keep(request: SignedInRequest, unit: Agency, arrived: ArrivedFile, now: datetime) -> None:
    stream: UUID = stream_of(unit)
    name = plain_name(arrived.name or "")
    if Stream.objects.filter(pk=stream).exists() and arrived.path is not None and arrived.size:
        keep_whole(stream=stream, username=request.user.get_username(), filename=name, file=arrived.path, at=now)


def _page(request: SignedInRequest, unit: Agency, problems: dict[str, str], status: int = 200) -> HttpResponse:
    shown: dict[str, Any] = {
        "unit": unit,
        "problems": problems,
        "typed": {key: request.POST.get(key, "") for key in ENTRIES},
        "cameras": BodyCamera.objects.filter(legal_subject_id=unit.legal_subject_id).order_by("serial"),
        "uploads": uploads_of(stream_of(unit), request.user.get_username()),
        "most": MAX_FILM // MEGABYTE,
    }
    return page(request, "new", shown, status)
