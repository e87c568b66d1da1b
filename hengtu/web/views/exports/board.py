"""The board of exports, its table of failing records, and making a package."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from hengtu.agencies.models import Agency
from hengtu.exchange.errors import ExchangeRefused
from hengtu.exchange.format_values import AUDIENCES, MARKS, Format
from hengtu.exchange.selectors.board import (
    KINDS,
    Board,
    CaseLine,
    board_of,
    failing_csv,
    formats_for,
    may_hand_over,
    packages_of,
    strays_of,
    subject_of_duty,
)
from hengtu.exchange.services.make_package import make_package
from hengtu.web.asked import page_in
from hengtu.web.looks import note_look
from hengtu.web.requests import SignedInRequest
from hengtu.web.table_file import table_file
from hengtu.web.views.exports.mending import mends

PACKAGES = 20
STRAYS = 20


@require_safe
@login_required
def exports(request: SignedInRequest) -> HttpResponse:
    """Show one list of one platform: ``?to=mot&kind=failing&page=2``."""
    page = page_in(request.GET.get("page", ""))
    return _page(request, board_of(
        request.user, request.GET.get("to", ""), request.GET.get("kind", ""), page, on=timezone.localdate()
    ))  # fmt: skip


def _page(request: SignedInRequest, board: Board, refusal: str = "", status: int = 200) -> HttpResponse:
    today = timezone.localdate()
    shown: dict[str, Any] = {"board": board, "today": today, "refusal": refusal}
    if board.made is not None:
        shown |= {
            "rows": [(row, [(key, kind.zh, row.counts[key]) for key, kind in KINDS.items()]) for row in board.rows],
            "kind": KINDS[board.kind],
            "lines": [_line(board.made, line) for line in board.lines],
            "packages": packages_of(request.user, board.made, on=today)[:PACKAGES],
            "strays": strays_of(request.user, on=today)[:STRAYS],
            "audience": AUDIENCES[board.made.audience],
            "marks": _marks(board.made),
        }
    return render(request, "exports/board.html", shown, status=status)


def _line(made: Format, line: CaseLine) -> tuple[CaseLine, list[tuple[Any, str, Any]]]:
    """A case with its records that need a hand: record, what it is called, what is wrong."""
    wrong = []
    for row in line.wrong:
        record = made.record(row.record_type)
        found = mends(row.problems, row.case_uid, may_work=line.may_work)
        wrong.append((row, record.zh if record else row.record_type, found))
    return line, wrong


def _marks(made: Format) -> list[tuple[str, int]]:
    found = [field.mark for record in made.records for field in record.fields]
    return [(words, found.count(mark)) for mark, words in MARKS.items() if mark in found]


@require_safe
@login_required
def exports_csv(request: SignedInRequest) -> StreamingHttpResponse:
    """Hand out the failing records of one platform as a table."""
    now = timezone.now()
    today = timezone.localdate(now)
    made = _format(request, request.GET.get("to", ""))
    note_look(request, f"exports/{made.id}/failing.csv", now)
    return table_file(failing_csv(request.user, made, on=today), f"export-{made.id}-failing-{today.isoformat()}.csv")


def _format(request: SignedInRequest, named: str) -> Format:
    found = next((made for made in formats_for(request.user, timezone.localdate()) if made.id == named), None)
    if found is None:
        raise Http404("没有这个平台，或者不在您的查阅范围内。")
    return found


@require_POST
@login_required
def exports_make(request: SignedInRequest) -> HttpResponse:
    """Make the next package for one platform; only whose duty it is. Strangers get 404, colleagues 403."""
    now = timezone.now()
    today = timezone.localdate(now)
    made = _format(request, request.POST.get("to", ""))
    subject = _subject(request, made)
    try:
        package = make_package(made.id, subject=subject, by=request.user.name, at=now)
    except ExchangeRefused as refused:
        board = board_of(request.user, made.id, "", 1, on=today)
        return _page(request, board, refused.message, status=409)
    note_look(request, f"exports/{package.number}", now)
    return redirect("export_package", package.number)


def _subject(request: SignedInRequest, made: Format) -> Agency:
    """The legal subject for which the reader hands over: that of the post that carries the duty."""
    today = timezone.localdate()
    if not may_hand_over(request.user, made, today):
        raise PermissionDenied(f"{made.short}的报送不由您的岗位办理。")
    return subject_of_duty(request.user, made, today)
