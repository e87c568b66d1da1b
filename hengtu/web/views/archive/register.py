"""The register of files: waiting, archived, to be supplemented, at the end of their period, asked for."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from hengtu.cases.archive import register
from hengtu.cases.archive.appraisal import answer_appraisal
from hengtu.cases.archive.lending import answer_loan, ask_for_file
from hengtu.cases.archive.refusals import HEADS, KEEPERS, ArchiveRefused, holds_one_of
from hengtu.cases.archive.register import FileFilters
from hengtu.cases.models import AppraisalState, FileAppraisal, FileLoan
from hengtu.law.archive.retention import Period
from hengtu.lib.uids import uid_of
from hengtu.web.asked import day_in, number_in, words_in
from hengtu.web.looks import note_look
from hengtu.web.requests import SignedInRequest

SHOWN = 25
VIEWS = {
    "waiting": "等归档",
    "files": "已归档",
    "supplement": "等补充",
    "ending": "期满鉴定",
    "loans": "调阅",
}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def archive(request: SignedInRequest) -> HttpResponse:
    """Show one list (``?view=files&q=…&year=2026``); a post asks for a file, or answers a request or an appraisal."""
    now = timezone.now()
    if request.method != "POST":
        return _page(request, now)
    view = "ending" if request.POST.get("intent") in ("approve", "return") else "loans"
    try:
        _do(request, now)
    except ArchiveRefused as refusal:
        return _page(request, now, view=view, refusal=refusal.message)
    return redirect(f"{request.path}?view={view}&done=1")


def _do(request: SignedInRequest, now: datetime) -> None:
    asked, said = request.POST, request.POST.get("reason", "")
    match asked.get("intent"):
        case "ask":
            inner = asked.get("inner") == "on"
            ask_for_file(wanted=asked.get("wanted", ""), purpose=said, inner=inner, by=request.user, at=now)
        case "grant" | "refuse" as intent:
            loan = _loan(request, now)
            until, granted = day_in(asked.get("until", "")), intent == "grant"
            answer_loan(loan=loan, granted=granted, until_on=until, answer=said, by=request.user, at=now)
        case "approve" | "return" as intent:
            row = _appraisal(request, now)
            answer_appraisal(row=row, approved=intent == "approve", answer=said, by=request.user, at=now)
        case _:
            raise Http404("没有这项操作。")


def _loan(request: SignedInRequest, now: datetime) -> FileLoan:
    rows = FileLoan.objects.visible_to(request.user, timezone.localdate(now))
    loan: FileLoan = _one(rows, request.POST.get("row", ""))
    return loan


def _appraisal(request: SignedInRequest, now: datetime) -> FileAppraisal:
    rows = FileAppraisal.objects.visible_to(request.user, timezone.localdate(now))
    row: FileAppraisal = _one(rows, request.POST.get("row", ""))
    return row


def _one(rows: Any, key: str) -> Any:
    uid = uid_of(key)
    found = rows.filter(pk=uid).first() if uid else None
    if found is None:
        raise Http404("没有这一项，或者不在您的查阅范围内。")
    return found


def _page(request: SignedInRequest, now: datetime, *, view: str = "", refusal: str = "") -> HttpResponse:
    on = timezone.localdate(now)
    view = view or request.GET.get("view", "")
    view = view if view in VIEWS else "waiting"
    note_look(request, f"archive/{view}", now)
    shown: dict[str, Any] = {
        "views": VIEWS.items(),
        "view": view,
        "today": on,
        "refusal": refusal,
        "typed": request.POST if refusal else {},
        "done": request.GET.get("done"),
        **SHOW[view](request, on),
    }
    return render(request, "archive/register.html", shown, status=422 if refusal else 200)


def _waiting(request: SignedInRequest, on: date) -> dict[str, Any]:
    page = _paged(request, register.waiting_to_be_archived(request.user, on))
    return {"page": page, "lines": register.with_what_lacks(list(page), on)}


def _files(request: SignedInRequest, on: date) -> dict[str, Any]:
    filters = filters_of(request.GET)
    page = _paged(request, register.archived_files(request.user, filters, on))
    return {
        "page": page,
        "lines": list(page),
        "filters": filters,
        "periods": [(each.value, each.zh) for each in Period],
    }


def _supplement(request: SignedInRequest, on: date) -> dict[str, Any]:
    page = _paged(request, register.waiting_for_supplement(request.user, on))
    return {"page": page, "lines": list(page)}


def _ending(request: SignedInRequest, on: date) -> dict[str, Any]:
    rows = FileAppraisal.objects.visible_to(request.user, on).select_related("proposed_by", "answered_by", "agency")
    page = _paged(request, register.ending(request.user, "", on))
    proposed = rows.filter(state=AppraisalState.PROPOSED)[:SHOWN]
    return {
        "page": page,
        "lines": list(page),
        "proposed": [(row, _may_decide(request, row, on)) for row in proposed],
        "decided": rows.filter(state=AppraisalState.APPROVED)[:SHOWN],
    }


def _may_decide(request: SignedInRequest, row: FileAppraisal, on: date) -> bool:
    return row.proposed_by_id != request.user.pk and holds_one_of(request.user, row.agency, on, HEADS)


def _loans(request: SignedInRequest, on: date) -> dict[str, Any]:
    waiting = register.open_loans(request.user, on)[:SHOWN]
    mine = FileLoan.objects.filter(asked_by=request.user).select_related("answered_by")[:SHOWN]
    return {
        "waiting": [(row, _may_lend(request, row, on)) for row in waiting if row.asked_by_id != request.user.pk],
        "mine": [(row, row.until_on is not None and row.until_on >= on) for row in mine],
    }


def _may_lend(request: SignedInRequest, row: FileLoan, on: date) -> bool:
    return holds_one_of(request.user, row.agency, on, HEADS if row.inner else HEADS | KEEPERS)


SHOW = {"waiting": _waiting, "files": _files, "supplement": _supplement, "ending": _ending, "loans": _loans}


def _paged(request: SignedInRequest, rows: Any) -> Any:
    return Paginator(rows, SHOWN).get_page(request.GET.get("page", "1"))


def filters_of(asked: QueryDict) -> FileFilters:
    """Read the address; what cannot be read asks for nothing."""
    year = number_in(asked.get("year", ""), digits=4) or 0
    return FileFilters(words_in(asked.get("q", ""), 100), year, words_in(asked.get("period", ""), 12))


@require_safe
@login_required
def archive_csv(request: SignedInRequest) -> HttpResponse:
    """Hand out every archived file that the list shows, as a table."""
    now = timezone.now()
    on = timezone.localdate(now)
    note_look(request, "archive/files.csv", now)
    text = register.register_csv(register.archived_files(request.user, filters_of(request.GET), on))
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="archive-{on.isoformat()}.csv"'
    response["Cache-Control"] = "no-store"
    return response
