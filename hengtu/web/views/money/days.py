"""One day of reconciliation: differences first, each booked or explained, then the day is closed."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from hengtu.cases.models import StatementDay
from hengtu.cases.payments.days import book_from_statement, close_day, compare, explain
from hengtu.cases.payments.errors import MoneyRefused
from hengtu.cases.selectors.payments import day_csv, difference_lines
from hengtu.law.money import fen_zh
from hengtu.web.asked import KEY_DIGITS, number_in
from hengtu.web.looks import note_look
from hengtu.web.requests import SignedInRequest
from hengtu.web.table_file import table_file
from hengtu.web.views.money.desk import may_look


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def money_day(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show a day; a post books a lost payment, explains one difference, compares again or closes the day."""
    now = timezone.now()
    today = timezone.localdate(now)
    collects, _ = may_look(request, today)
    day, trouble = _day(request, pk), ""
    if request.method == "POST":
        try:
            _do(request, day, now)
            return redirect("money_day", pk)
        except MoneyRefused as refusal:
            trouble = refusal.message
            day.refresh_from_db()
    note_look(request, f"money/days/{day.on}", now)
    shown = {
        "day": day,
        "lines": difference_lines(day, on=today, account=request.user),
        "open": day.differences.filter(explanation="").count(),
        "bank": fen_zh(day.bank_fen),
        "ours": fen_zh(day.ours_fen),
        "apart": fen_zh(day.bank_fen - day.ours_fen),
        "collects": collects,
        "trouble": trouble,
        "tried": request.POST.get("difference", ""),
        "typed": request.POST.get("explanation", ""),
        "today": today,
    }
    return render(request, "money/day.html", shown, status=409 if trouble else 200)


@require_safe
@login_required
def money_day_csv(request: SignedInRequest, pk: int) -> StreamingHttpResponse:
    """Hand out the differences of a day as a file."""
    now = timezone.now()
    may_look(request, timezone.localdate(now))
    day = _day(request, pk)
    note_look(request, f"money/days/{day.on}.csv", now)
    return table_file(day_csv(day), f"differences-{day.on}.csv")


def _day(request: SignedInRequest, pk: int) -> StatementDay:
    rows = StatementDay.objects.workable_by(request.user, timezone.localdate()).select_related("agency", "closed_by")
    day = rows.filter(pk=pk).first()
    if day is None:
        raise Http404("没有这一天的对账，或者不归本机关。")
    return day


def _do(request: SignedInRequest, day: StatementDay, now: datetime) -> None:
    intent, number = request.POST.get("intent", ""), number_in(request.POST.get("difference", ""), KEY_DIGITS)
    if intent == "close":
        close_day(day_id=day.pk, by=request.user, at=now)
        return
    if intent == "compare":
        compare(day, at=now)
        return
    if number is None or not day.differences.filter(pk=number).exists():
        raise MoneyRefused("no_difference", "这处差异已经不在了，请看下面现在的差异。")
    if intent == "book":
        book_from_statement(difference_id=number, by=request.user, at=now)
    else:
        words = request.POST.get("explanation", "")
        explain(difference_id=number, by=request.user, at=now, explanation=words)
