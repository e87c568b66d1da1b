"""The cashier's desk: money that lies open is assigned or returned, statements come in, days and months are read."""

from __future__ import annotations

from datetime import date, datetime

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from hengtu.agencies.models import Agency, Role
from hengtu.cases.models import EnforcementCase, ReceivedPayment
from hengtu.cases.payments.assigning import assign_payment
from hengtu.cases.payments.days import take_statement
from hengtu.cases.payments.errors import MoneyRefused
from hengtu.cases.payments.orders import owed
from hengtu.cases.payments.platform import configured
from hengtu.cases.payments.refunds import return_payment
from hengtu.cases.payments.statements import read_statement
from hengtu.cases.selectors.payments import holds_money, money_desk, month_csv, month_of
from hengtu.law.money import fen_zh
from hengtu.law.procedure.matters import CaseParty
from hengtu.lib.uids import uid_of
from hengtu.web.asked import day_in
from hengtu.web.looks import note_look
from hengtu.web.requests import SignedInRequest
from hengtu.web.table_file import table_file

LARGEST_FILE = 5 * 1024 * 1024


def may_look(request: SignedInRequest, on: date) -> tuple[bool, bool]:
    """Whether somebody collects, and whether he answers for it. Raises: Http404 for everybody else."""
    found = holds_money(request.user, on)
    if not any(found):
        raise Http404("缴款对账由收缴对账人员办理、负责人审批。一件案件的缴款情况请在案件里看。")
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def money(request: SignedInRequest) -> HttpResponse:
    """Show what lies open; a post assigns or returns one payment, or takes in a statement file."""
    now = timezone.now()
    today = timezone.localdate(now)
    collects, answers = may_look(request, today)
    trouble = ""
    parties: tuple[tuple[CaseParty, str], ...] = ()
    if request.method == "POST":
        try:
            return redirect(_done(request, now, today))
        except MoneyRefused as refusal:
            trouble = refusal.message
            parties = _to_choose_from(request, today) if refusal.code == "party_missing" else ()
    note_look(request, "money", now)
    shown = {
        "desk": money_desk(request.user, on=today),
        "collects": collects,
        "answers": answers,
        "platform": configured() is not None,
        "trouble": trouble,
        "parties": parties,
        "typed": request.POST,
        "today": today,
    }
    return render(request, "money/desk.html", shown, status=409 if trouble else 200)


def _done(request: SignedInRequest, now: datetime, today: date) -> str:
    if request.POST.get("intent") == "statement":
        return _taken(request, now, today)
    payment = _payment(request, today)
    if request.POST.get("intent") == "return":
        return_payment(payment_id=payment.pk, by=request.user, at=now, reason=request.POST.get("reason", ""))
    else:
        case = _named_case(request, today)
        assign_payment(
            payment_id=payment.pk, case_id=case.pk, by=request.user, at=now, party=request.POST.get("party", "")
        )
    return "money"


def _to_choose_from(request: SignedInRequest, today: date) -> tuple[tuple[CaseParty, str], ...]:
    """The parties of the case that was named, each with what it owes today."""
    return tuple(
        (party, fen_zh(demand.amount_fen)) for party, demand in owed(_named_case(request, today).pk, on=today).items()
    )


def _payment(request: SignedInRequest, today: date) -> ReceivedPayment:
    uid = uid_of(request.POST.get("payment", ""))
    found = ReceivedPayment.objects.workable_by(request.user, today).filter(pk=uid).first() if uid else None
    if found is None:
        raise MoneyRefused("no_payment", "没有这笔款，或者不归本机关。")
    return found


def _named_case(request: SignedInRequest, today: date) -> EnforcementCase:
    """The case whose number was typed."""
    number = request.POST.get("case", "").strip()
    known = EnforcementCase.objects.workable_by(request.user, today).filter(number=number)
    found = list(known[:2]) if number else []
    if len(found) != 1:
        raise MoneyRefused("no_case", f"没有案号为“{number[:60]}”的案件，请按案件页上的案号填写。")
    return found[0]


def _taken(request: SignedInRequest, now: datetime, today: date) -> str:
    file = request.FILES.get("file")
    on = day_in(request.POST.get("on", ""))
    if on is None:
        raise MoneyRefused("no_day", "请填写对账单是哪一天的。")
    if file is None or not file.size or file.size > LARGEST_FILE or on > today:
        raise MoneyRefused("no_file", "请选择 5 MB 以内的对账单文件，日期不晚于今天。")
    content = file.read()
    statement = read_statement(content)
    day = take_statement(
        statement, agency=_subject(request, today), on=on, source=str(file.name), content=content, at=now
    )
    return day_address(day.pk)


def day_address(pk: int) -> str:
    """Return the address of a day's page."""
    return f"/money/days/{pk}/"


def _subject(request: SignedInRequest, today: date) -> Agency:
    """The legal subject a cashier collects for."""
    held = request.user.posts.in_force(today).filter(role=Role.CASHIER).select_related("agency__acts_in_name_of")
    post = held.first()
    if post is None:
        raise MoneyRefused("cashier_only", "对账单由收缴对账人员导入。")
    return post.agency.legal_subject


@require_safe
@login_required
def money_month(request: SignedInRequest) -> HttpResponse:
    """Show a month as it goes to the treasury: ``?month=2026-11``."""
    today = timezone.localdate()
    may_look(request, today)
    month = month_of(request.user, _month(request, today), on=today)
    return render(request, "money/month.html", {"month": month, "total": month.total, "today": today})


@require_safe
@login_required
def money_month_csv(request: SignedInRequest) -> StreamingHttpResponse:
    """Hand out a month as a file."""
    now = timezone.now()
    today = timezone.localdate(now)
    may_look(request, today)
    first = _month(request, today)
    note_look(request, f"money/{first:%Y-%m}.csv", now)
    return table_file(month_csv(month_of(request.user, first, on=today)), f"money-{first:%Y-%m}.csv")


def _month(request: SignedInRequest, today: date) -> date:
    return day_in(f"{request.GET.get('month', '')[:7]}-01") or today.replace(day=1)
