"""The cameras of a unit: who wears which, how far their clocks are off, who has none."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from hengtu.agencies.administration import Mandate
from hengtu.agencies.models import Agency
from hengtu.agencies.selectors.roles import roles_on
from hengtu.cases.recording.board import equipped, month_ends
from hengtu.officers.models import BodyCamera, CameraAssignment, Officer, OfficerKind
from hengtu.officers.services.cameras import (
    CameraRefused,
    check_clock,
    hand_out,
    may_keep_cameras,
    register_camera,
    take_back,
)
from hengtu.web.asked import KEY_DIGITS, number_in
from hengtu.web.requests import SignedInRequest
from hengtu.web.views.recordings.desk import instant, own_unit, page

MONTHS = 6
SHOWN = 200


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def recording_cameras(request: SignedInRequest) -> HttpResponse:
    """Show the cameras; a post with ``intent`` registers, hands out, takes back, or compares a clock."""
    now = timezone.now()
    unit = own_unit(request.user, timezone.localdate(now))
    if request.method != "POST":
        return _page(request, unit, now)
    if unit is None:
        raise PermissionDenied("您没有办理记录仪的岗位。")
    try:
        _do(request, unit, now)
    except CameraRefused as refusal:
        return _page(request, unit, now, refusal=refusal.message)
    return redirect("recording_cameras")


def _do(request: SignedInRequest, unit: Agency, now: datetime) -> None:
    intent = request.POST.get("intent", "")
    mandate = Mandate(request.user, request.POST.get("reason", "").strip() or "装备管理", now)
    if intent == "clock":
        shown = instant(request.POST.get("shown", ""))
        if shown is None:
            raise CameraRefused("time_unreadable", "记录仪显示的时间读不出来，请照屏幕填写到秒。")
        check_clock(camera=_camera(request, unit), shown=shown, checked_at=now, mandate=mandate)
        return
    if not may_keep_cameras(roles_on(request.user, unit, timezone.localdate(now))):
        raise PermissionDenied("记录仪由办案机构负责人、机关负责人或者案卷管理人员登记和发放。")
    if intent == "register":
        said = {key: request.POST.get(key, "") for key in ("serial", "model")}
        register_camera(agency=unit, mandate=mandate, **said)
    elif intent == "hand_out":
        hand_out(camera=_camera(request, unit), officer=_officer(request, unit), starts_at=now, mandate=mandate)
    elif intent == "take_back":
        standing = CameraAssignment.objects.filter(camera=_camera(request, unit), ends_at=None).first()
        if standing is None:
            raise CameraRefused("camera_not_out", "这台记录仪已经登记交还了。")
        take_back(assignment=standing, ends_at=now, mandate=mandate)


def _camera(request: SignedInRequest, unit: Agency) -> BodyCamera:
    found = BodyCamera.objects.filter(
        serial=request.POST.get("camera", ""), legal_subject_id=unit.legal_subject_id
    ).first()
    if found is None:
        raise CameraRefused("camera_unknown", "没有选记录仪，或者不是本机关的。请从列表里选。")
    return found


def _officer(request: SignedInRequest, unit: Agency) -> Officer:
    number = number_in(request.POST.get("officer", ""), KEY_DIGITS) or 0
    ours = Officer.objects.filter(legal_subject_id=unit.legal_subject_id, kind=OfficerKind.OFFICER)
    found = ours.filter(pk=number).first()
    if found is None:
        raise CameraRefused("officer_unknown", "没有选执法人员，或者不是本机关的。请从列表里选。")
    return found


def _page(request: SignedInRequest, unit: Agency | None, now: datetime, refusal: str = "") -> HttpResponse:
    today = timezone.localdate(now)
    cameras = list(
        BodyCamera.objects.visible_to(request.user, today)
        .select_related("agency")
        .prefetch_related("checks", "assignments__officer")
        .order_by("agency__code", "serial")[:SHOWN]
    )
    keeps = unit is not None and may_keep_cameras(roles_on(request.user, unit, today))
    shown: dict[str, Any] = {
        "rows": [_row(camera, now) for camera in cameras],
        "months": [_month(request, end, today) for end in month_ends(today, MONTHS)],
        "now_equipped": equipped(request.user, on=today, day=today),
        "unit": unit,
        "keeps": keeps,
        "own": [camera for camera in cameras if unit and camera.legal_subject_id == unit.legal_subject_id],
        "officers": _people(unit, today) if keeps else [],
        "today": today,
        "refusal": refusal,
        "typed": request.POST if refusal else {},
    }
    return page(request, "cameras", shown, status=422 if refusal else 200)


def _row(camera: BodyCamera, now: datetime) -> tuple[BodyCamera, CameraAssignment | None, Any]:
    """The camera, who wears it now, and the last comparison of its clock."""
    worn = [each for each in camera.assignments.all() if each.ends_at is None or each.ends_at > now]
    return camera, next((each for each in worn if each.starts_at <= now), None), next(iter(camera.checks.all()), None)


def _month(request: SignedInRequest, end: date, today: date) -> tuple[date, str]:
    return end, equipped(request.user, on=today, day=end).share.words


def _people(unit: Agency | None, today: date) -> list[Officer]:
    if unit is None:
        return []
    ours = Officer.objects.filter(legal_subject_id=unit.legal_subject_id, kind=OfficerKind.OFFICER)
    return list(ours.in_force(today).order_by("agency__code", "name"))
