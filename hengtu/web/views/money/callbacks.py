"""Where the payment platform reports: signed JSON from a machine, no session."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from hengtu.cases.payments.callbacks import Post, take_post
from hengtu.ledger.errors import StreamMoved
from hengtu.lib.signed_posts import SIGNATURE, TIME
from hengtu.web.rate import count_miss, has_missed_too_often

LARGEST = 20_000
MISSES, WINDOW_SECONDS = 20, 600


@csrf_exempt
@require_POST
def money_callbacks(request: HttpRequest) -> JsonResponse:
    """Take one post. 401 not signed by the platform, 422 not readable, 404 no such refund, 503 once more, else 200.

    Each is kept as it came; who goes on with posts that are not signed is not listened to for a while (429).
    """
    if int(request.headers.get("Content-Length") or 0) > LARGEST:
        return JsonResponse({"error": "too_large"}, status=413)
    if has_missed_too_often(request, "money", limit=MISSES):
        return JsonResponse({"error": "too_many", "message": "签名不符的回调太多，请稍后再发。"}, status=429)
    post = Post(request.body, request.headers.get(TIME, ""), request.headers.get(SIGNATURE, ""))
    try:
        answer = take_post(post, at=timezone.now())
    except StreamMoved:
        return JsonResponse({"error": "busy", "message": "案件正在办理，请再发一次。"}, status=503)
    if answer.status == 401:
        count_miss(request, "money", window_seconds=WINDOW_SECONDS)
    return JsonResponse(answer.content, status=answer.status)
