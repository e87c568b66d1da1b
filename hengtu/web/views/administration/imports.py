"""Import of workbooks: template, dry run with an answer for every row, import of what is in order, the rest back."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hengtu.agencies.imports import ImportPlan, Outcome, faulty_sheet, template_sheets
from hengtu.agencies.models import Account, ImportRun, ImportSubject
from hengtu.agencies.services import import_agencies
from hengtu.lib.blobs import BlobStore
from hengtu.lib.spreadsheets import WorkbookRefused, check_size, read_rows, write_workbook
from hengtu.officers.services import import_officers
from hengtu.web.views.administration.answering import FormPage, answer
from hengtu.web.views.administration.desk import Desk, administrators_only
from hengtu.web.views.administration.forms import ImportForm
from hengtu.web.views.pdf import handed_out

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ROWS_SHOWN = 200
_MODULES: dict[str, Any] = {ImportSubject.AGENCIES: import_agencies, ImportSubject.OFFICERS: import_officers}


@require_http_methods(["GET", "HEAD", "POST"])
@administrators_only
def imports(desk: Desk) -> HttpResponse:
    """Hand in a workbook; it is kept as it came and looked through before anything is imported."""

    def act(form: Any) -> HttpResponse:
        upload = form.cleaned_data["file"]
        check_size(upload.size, upload.name)
        content = upload.read()
        read_rows(content, upload.name)
        run = ImportRun.objects.create(
            subject=form.cleaned_data["subject"],
            account=desk.account,
            filename=upload.name[:200],
            file_key=BlobStore(settings.BLOB_ROOT).put(content).key,
            reason=form.cleaned_data["reason"],
            uploaded_at=desk.now,
        )
        return redirect("administration_import", run.uid)

    runs = ImportRun.objects.filter(account=desk.account).order_by("-uploaded_at")[:20]
    page = FormPage("导入", "检查表格", reverse("administration"), "先检查，不写入；看过每一行的结果以后再导入。")
    if desk.request.method != "POST":
        return desk.page("imports.html", {"page": page, "form": ImportForm(), "runs": runs})
    return answer(desk, page, ImportForm, act)


@require_safe
@administrators_only
def import_template(desk: Desk, subject: str) -> HttpResponse:
    module = _MODULES.get(subject.upper())
    if module is None:
        raise Http404
    sheets = template_sheets(module.COLUMNS, module.CHOICES)
    return _workbook(write_workbook(sheets), f"{ImportSubject(subject.upper()).label}导入模板.xlsx")


@require_safe
@administrators_only
def import_run(desk: Desk, uid: UUID) -> HttpResponse:
    """Show what would become of every row, or what became of it."""
    run = _run(desk, uid)
    try:
        plan = _plan(run, desk)
    except WorkbookRefused as refusal:
        return desk.page("import_refused.html", {"run": run, "message": refusal.message}, status=422)
    return _shown(desk, run, plan)


@require_POST
@administrators_only
def import_carry_out(desk: Desk, uid: UUID) -> HttpResponse:
    """Import what is in order. Once more does nothing: what is there is found there."""
    run = _run(desk, uid)
    try:
        with transaction.atomic():
            ImportRun.objects.select_for_update().get(pk=run.pk)
            done = _MODULES[run.subject].carry_out(_plan(run, desk), desk.mandate(run.reason))
            _note(run, done, desk.now)
    except WorkbookRefused as refusal:
        return desk.page("import_refused.html", {"run": run, "message": refusal.message}, status=422)
    return redirect(f"{reverse('administration_import', args=[uid])}?done=workbook_imported")


@require_safe
@administrators_only
def import_faulty(desk: Desk, uid: UUID) -> HttpResponse:
    """Hand back the faulty rows as a workbook with what is wrong in each."""
    run = _run(desk, uid)
    try:
        plan = _plan(run, desk)
    except WorkbookRefused as refusal:
        return desk.page("import_refused.html", {"run": run, "message": refusal.message}, status=422)
    return _workbook(write_workbook([faulty_sheet(plan)]), f"待修改-{run.filename.rsplit('.', 1)[0]}.xlsx")


@require_safe
@administrators_only
def import_original(desk: Desk, uid: UUID) -> HttpResponse:
    """Hand back the file as it came, to be saved and never opened by the browser."""
    run = _run(desk, uid)
    content = BlobStore(settings.BLOB_ROOT).read(run.file_key)
    return _workbook(content, run.filename, "application/octet-stream")


def _shown(desk: Desk, run: ImportRun, plan: ImportPlan) -> HttpResponse:
    order = (Outcome.FAULTY, Outcome.CHANGED, Outcome.NEW, Outcome.SAME, Outcome.DONE)
    rows = sorted(plan.rows, key=lambda row: (order.index(row.outcome), row.number))
    counts = [(outcome, len(plan.of(outcome))) for outcome in order if plan.of(outcome)]
    shown = {
        "run": run,
        "subject": ImportSubject(run.subject).label,
        "counts": counts,
        "rows": rows[:ROWS_SHOWN],
        "total": len(rows),
        "hidden": max(0, len(rows) - ROWS_SHOWN),
        "new": len(plan.of(Outcome.NEW)),
        "faulty": len(plan.of(Outcome.FAULTY)),
        "result": [(Outcome(key).label, count) for key, count in (run.result or {}).items()],
    }
    return desk.page("import.html", shown)


def _note(run: ImportRun, done: ImportPlan, at: datetime) -> None:
    run.result = done.counts()
    run.carried_out_at = run.carried_out_at or at
    run.save(update_fields=["result", "carried_out_at"])


def _plan(run: ImportRun, desk: Desk) -> ImportPlan:
    """Look through the kept file anew: what is in the register now counts."""
    rows = read_rows(BlobStore(settings.BLOB_ROOT).read(run.file_key), run.filename)
    return plan_of(run.subject, rows, desk.account, desk.today)


def plan_of(subject: str, rows: Any, by: Account, on: date) -> ImportPlan:
    """Plan the import of a subject's rows."""
    plan: ImportPlan = _MODULES[subject].plan_import(rows, by=by, on=on)
    return plan


def _run(desk: Desk, uid: UUID) -> ImportRun:
    """Only who handed a workbook in sees it: it may hold names of another administrator's agencies."""
    found: ImportRun = get_object_or_404(ImportRun, pk=uid, account=desk.account)
    return found


def _workbook(content: bytes, filename: str, kind: str = XLSX) -> HttpResponse:
    return handed_out(content, kind, filename)
