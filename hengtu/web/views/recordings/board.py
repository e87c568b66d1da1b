"""The recordings of a unit: acts without a film, films without an act, what was matched, with counts and ways out."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from hengtu.cases.models import RecordAlarm
from hengtu.cases.recording.board import Board
from hengtu.web.requests import SignedInRequest
from hengtu.web.views.recordings.desk import Asked, asked_for, board_for, own_unit, page

VIEWS = {
    "unrecorded": "缺视频的行为",
    "unmatched": "没有对上的视频",
    "matched": "对上的视频",
    "recorded": "有视频的行为",
    "explained": "已说明原因",
}
SHOWN, ALARMS = 100, 20


@require_safe
@login_required
def recordings(request: SignedInRequest) -> HttpResponse:
    """Show one list of a span of days; ``?view=`` a key of ``VIEWS``, ``from``, ``to``, ``unit``."""
    today = timezone.localdate()
    asked = asked_for(request.GET, today)
    board, units = board_for(request.user, asked, today)
    view = request.GET.get("view", "")
    view = view if view in VIEWS else "unrecorded"
    alarms = RecordAlarm.objects.visible_to(request.user, today).filter(closed_at=None).order_by("-raised_at", "-id")
    lines = getattr(board, view)
    shown = {
        "board": board,
        "asked": asked,
        "units": units,
        "today": today,
        "view": view,
        "views": _views(board, asked, view),
        "lines": lines[:SHOWN],
        "is_cut": len(lines) > SHOWN,
        "most": SHOWN,
        "alarms": alarms[:ALARMS],
        "alarm_count": alarms.count(),
        "may_dock": own_unit(request.user, today) is not None,
    }
    return page(request, "board", shown)


def _views(board: Board, asked: Asked, chosen: str) -> list[tuple[str, str, int, bool]]:
    """Each list with its address, name and length; the count is the length of the list."""
    return [
        (f"?view={key}&{asked.query}", name, len(getattr(board, key)), key == chosen) for key, name in VIEWS.items()
    ]
