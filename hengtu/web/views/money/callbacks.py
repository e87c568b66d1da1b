"""Where the payment platform reports: signed JSON from a machine, no session."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from hengtu.cases.payments.callbacks import Post, take_post
from hengtu.ledger.errors import StreamMoved
from hengtu.lib.signed_posts import SIGNATURE, TIME
from hengtu.web.machine_posts import count_unsigned, turned_away

PURPOSE = "money"


@csrf_exempt
@require_POST
def money_callbacks(request: HttpRequest) -> JsonResponse:
    """Take one post. 401 not signed by the platform, 422 not readable, 404 no such refund, 503 once more, else 200.

    Each is kept as it came; one too large (413) or from who goes on unsigned (429) is not read at all.
    """
    away = turned_away(request, PURPOSE)
    if away is not None:
        return away
    post = Post(request.body, request.headers.get(TIME, ""), request.headers.get(SIGNATURE, ""))
    try:
        answer = take_post(post, at=timezone.now())
    except StreamMoved:
        return JsonResponse({"error": "busy", "message": "案件正在办理，请再发一次。"}, status=503)
    if answer.status == 401:
        count_unsigned(request, PURPOSE)
    return JsonResponse(answer.content, status=answer.status)
