"""The gap report: steps whose record lacks something, with counts; and the same rows as a table for a spreadsheet."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from hengtu.cases.recording.board import Board, GapLine
from hengtu.lib.csv_text import csv_lines
from hengtu.web.requests import SignedInRequest
from hengtu.web.views.recordings.desk import asked_for, board_for, page

SHOWN = 200
HEADINGS = ("机构", "案件", "行为", "发生时间", "执法人员", "缺什么", "怎么补")


@require_safe
@login_required
def recording_gaps(request: SignedInRequest) -> HttpResponse:
    today = timezone.localdate()
    asked = asked_for(request.GET, today)
    board, units = board_for(request.user, asked, today)
    shown = {
        "board": board,
        "asked": asked,
        "units": units,
        "today": today,
        "lines": board.gaps[:SHOWN],
        "is_cut": len(board.gaps) > SHOWN,
        "most": SHOWN,
    }
    return page(request, "gaps", shown)


@require_safe
@login_required
def recording_gaps_csv(request: SignedInRequest) -> HttpResponse:
    """Hand out every row of the report; the page shows the same, at most ``SHOWN`` of them."""
    today = timezone.localdate()
    asked = asked_for(request.GET, today)
    board, _ = board_for(request.user, asked, today)
    name = f"gaps-{asked.span.first:%Y%m%d}-{asked.span.last:%Y%m%d}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(gaps_text(board), content_type="text/csv; charset=utf-8", headers=headers)


def gaps_text(board: Board) -> str:
    """Return every row of the report as CSV."""
    return "".join(csv_lines([HEADINGS, *map(_cells, board.gaps)]))


def _cells(gap: GapLine) -> tuple[str, ...]:
    at, case = timezone.localtime(gap.step.starts_at), gap.step.case
    row = (gap.step.agency.name, case.number or case.title, gap.name, f"{at:%Y-%m-%d %H:%M}", gap.who)
    return (*row, gap.words, gap.way_out)
