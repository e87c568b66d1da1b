"""What the pages of recording share: the tabs, the span of days asked for, the reader's own unit, refusals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.dateparse import parse_date

from hengtu.agencies.models import Account, Agency, Post
from hengtu.agencies.scope import reach_of
from hengtu.cases.recording.board import Board, Span, board_of, span_of
from hengtu.law.procedure.situation import CIVIL_TIME
from hengtu.web.asked import KEY_DIGITS, number_in
from hengtu.web.requests import SignedInRequest

TABS = (
    ("recordings", "匹配"),
    ("recording_gaps", "缺口报告"),
    ("recording_cameras", "记录仪"),
    ("recording_keeping", "保存和清理"),
    ("recording_list", "清单"),
)
USUAL = timedelta(days=30)


@dataclass(frozen=True)
class Asked:
    """What a reader asked for: days, and one unit or all."""

    span: Span
    unit: Agency | None

    @property
    def query(self) -> str:
        asked = QueryDict(mutable=True)
        asked.update({"from": self.span.first.isoformat(), "to": self.span.last.isoformat()})
        if self.unit:
            asked["unit"] = str(self.unit.pk)
        return asked.urlencode()


def asked_for(query: QueryDict, today: date) -> Asked:
    """Read the span and the unit; what cannot be read is the usual: the last thirty days, every unit."""
    last = _day(query.get("to", "")) or today
    first = _day(query.get("from", "")) or last - USUAL
    found = Agency.objects.filter(pk=number_in(query.get("unit", ""), KEY_DIGITS) or 0).first()
    return Asked(span_of(first, last), found)


def _day(text: str) -> date | None:
    try:
        found = parse_date(text)
    except ValueError:
        return None
    return found if found and 2000 <= found.year <= 2200 else None


def instant(text: str) -> datetime | None:
    """Read what a form gives as a local time; None for what is none."""
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=CIVIL_TIME)


def board_for(account: Account, asked: Asked, today: date) -> tuple[Board, tuple[Agency, ...]]:
    """Return the board asked for, and the units the reader can choose between."""
    board = board_of(account, asked.span, on=today)
    units = tuple(line.agency for line in board.units)
    if asked.unit is not None and asked.unit.pk in {unit.pk for unit in units}:
        board = board_of(account, asked.span, on=today, unit=asked.unit)
    return board, units


def own_unit(account: Account, today: date, post_id: int = 0) -> Agency | None:
    """Return the unit for which somebody docks films and keeps cameras: that of the post, in the own legal subject."""
    posts = Post.objects.in_force(today).filter(account=account).select_related("agency").order_by("pk")
    reach = reach_of(account, today, to_work=True)
    ours = [post for post in posts if reach.holds(post.agency)]
    standing = next((post for post in ours if post.pk == post_id), None)
    chosen = standing or next(iter(ours), None)
    return chosen.agency if chosen else None


def page(request: SignedInRequest, template: str, shown: dict[str, Any], status: int = 200) -> HttpResponse:
    """Render a page of the area with its tabs."""
    return render(request, f"recordings/{template}.html", {"tabs": TABS, **shown}, status=status)
