"""A draft as a workbook: fetched, filled in elsewhere, read in again; faulty rows are given back."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from hengtu.law.rulebook import records
from hengtu.lib.coded_error import CodedError
from hengtu.lib.spreadsheets import check_size, read_rows, write_workbook
from hengtu.rulesets.drafting.workbook import FaultyRow, faulty_sheet, read_table, table_sheet
from hengtu.rulesets.models import BenchmarkDraft
from hengtu.rulesets.services.draft_benchmark import save_draft_content
from hengtu.web.views.pdf import handed_out
from hengtu.web.views.rules.desk import Desk, makers_only

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@makers_only
def benchmark_workbook(desk: Desk, uid: UUID) -> HttpResponse:
    draft = desk.draft(uid)
    return _workbook(write_workbook([table_sheet(draft.content, records("facts"))]), f"裁量基准-{draft.violation}.xlsx")


@require_http_methods(["GET", "HEAD", "POST"])
@makers_only
def benchmark_import(desk: Desk, uid: UUID) -> HttpResponse:
    """Read a workbook into a draft: sound rows take the place of its rows, the others are given back."""
    draft = desk.draft(uid)
    if desk.request.method != "POST":
        return desk.page("import.html", {"draft": draft})
    try:
        faulty = _read(desk, draft)
    except CodedError as refusal:
        return desk.page("import.html", {"draft": draft, "problem": refusal.message}, status=422)
    desk.request.session[_kept(uid)] = [[row.number, list(row.cells), row.problem] for row in faulty]
    if not faulty:
        return redirect("benchmark_draft", uid)
    return redirect(f"{reverse('benchmark_import', args=[uid])}?faulty={len(faulty)}")


@require_safe
@makers_only
def benchmark_faulty(desk: Desk, uid: UUID) -> HttpResponse:
    """Hand back the faulty rows of the last workbook read in this session."""
    draft = desk.draft(uid)
    rows = [FaultyRow(number, tuple(cells), why) for number, cells, why in desk.request.session.get(_kept(uid), ())]
    if not rows:
        raise Http404("没有要改的行。")
    return _workbook(write_workbook([faulty_sheet(rows)]), f"待修改-{draft.violation}.xlsx")


def _read(desk: Desk, draft: BenchmarkDraft) -> list[FaultyRow]:
    upload = desk.request.FILES.get("file")
    if upload is None:
        raise CodedError("file_missing", "没有选表格文件，请选择 .xlsx 文件。")
    name = upload.name or "表格"
    check_size(upload.size or 0, name)
    content, faulty = read_table(read_rows(upload.read(), name), draft.content, records("facts"))
    if content["rows"]:
        save_draft_content(
            draft_id=draft.pk, content=content, expected_version=draft.version, by=desk.account, at=desk.now
        )
    return faulty


def _kept(uid: UUID) -> str:
    return f"benchmark-faulty:{uid}"


def _workbook(content: bytes, filename: str) -> HttpResponse:
    return handed_out(content, XLSX, filename)
