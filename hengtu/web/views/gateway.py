"""Where the message gateway reports: signed JSON from a machine, no session."""

from __future__ import annotations

import json
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from hengtu.cases.services.take_report import STATUSES, DeliveryUnknown, Report, take_report
from hengtu.lib.signed_posts import SIGNATURE, TIME, BadSignature, check
from hengtu.web.machine_posts import count_unsigned, turned_away

PURPOSE = "gateway"


@csrf_exempt
@require_POST
def gateway_reports(request: HttpRequest) -> JsonResponse:
    """Take one report. 401 not signed by the gateway, 422 not readable, 404 no such message, 413, 429, else 200."""
    at = timezone.now()
    away = turned_away(request, PURPOSE)
    if away is not None:
        return away
    try:
        check(
            settings.GATEWAY_KEY, request.body, request.headers.get(TIME, ""), request.headers.get(SIGNATURE, ""), at=at
        )
        report = _read(request.body)
        return JsonResponse({"ok": True, "taken": take_report(report, at=at)})
    except BadSignature as error:
        count_unsigned(request, PURPOSE)
        return JsonResponse({"error": error.code, "message": str(error)}, status=401)
    except (ValueError, KeyError, TypeError) as error:
        return JsonResponse({"error": "unreadable", "message": f"读不了这条回报：{error}"}, status=422)
    except DeliveryUnknown:
        return JsonResponse({"error": "unknown_message", "message": "没有这条消息。"}, status=404)


def _read(body: bytes) -> Report:
    """Raises: ValueError, KeyError, TypeError for anything but a report."""
    said = json.loads(body)
    if said["status"] not in STATUSES:
        raise ValueError(f"不认识的状态 {said['status']}")
    moment = parse_datetime(str(said["at"]))
    if not isinstance(moment, datetime) or moment.tzinfo is None:
        raise ValueError("时间要带时区")
    return Report(str(said["event"]), UUID(str(said["message"])), said["status"], moment, str(said.get("reason") or ""))
