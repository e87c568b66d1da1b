"""Taking in a receipt file: looked through first, or noted; every line answered."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from hengtu.exchange.selectors.board import duty_of, formats_for, may_hand_over
from hengtu.exchange.services.take_receipt import Taken, take_receipt
from hengtu.web.looks import note_look
from hengtu.web.requests import SignedInRequest

MOST_BYTES = 20 * 1024 * 1024
SHOWN = 200


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def export_receipts(request: SignedInRequest) -> HttpResponse:
    """Show the form; with a file, say line by line what became of it."""
    today = timezone.localdate()
    mine = [made for made in formats_for(request.user, today) if may_hand_over(request.user, made, today)]
    if not mine:
        raise PermissionDenied("回执由负责报送的岗位录入。")
    if request.method != "POST":
        return _page(request, mine)
    upload = request.FILES.get("file")
    if upload is None or not upload.name:
        return _page(request, mine, problem="请选择平台给的回执文件。", status=422)
    if upload.size is None or upload.size > MOST_BYTES:
        return _page(request, mine, problem="文件超过 20 兆字节，请分成几个文件。", status=422)
    taken = _take(request, upload.read(), look_only="look" in request.POST)
    return _page(request, mine, taken=taken, name=upload.name)


def _take(request: SignedInRequest, content: bytes, *, look_only: bool) -> Taken:
    now = timezone.now()
    today = timezone.localdate(now)
    packages, home = duty_of(request.user, on=today)
    if not look_only:
        note_look(request, "exports/receipts", now)
    return take_receipt(
        content, packages=packages.select_related("agency"), home=home, by=request.user.name, at=now, dry_run=look_only
    )


def _page(
    request: SignedInRequest,
    mine: list[Any],
    taken: Taken | None = None,
    *,
    name: str = "",
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    shown: dict[str, Any] = {"mine": mine, "taken": taken, "name": name, "problem": problem}
    if taken is not None:
        shown |= {
            "bad": taken.bad[:SHOWN],
            "unknown": taken.unknown[:SHOWN],
            "packages": sorted(taken.packages),
            "is_empty": not (taken.accepted or taken.refused or taken.repeated or taken.bad or taken.unknown),
        }
    return render(request, "exports/receipts.html", shown, status=status)
