"""The papers of a case with their state, several of them for the printer, and what else can be made."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hengtu.cases.papers.by_hand import BY_HAND
from hengtu.cases.papers.inventory import in_file_order
from hengtu.cases.selectors.access import access_case, may_work_on
from hengtu.documents.catalogue import form
from hengtu.documents.errors import DocumentRefused
from hengtu.documents.models import Document, DocumentState
from hengtu.documents.selectors.documents import documents_of, title_of
from hengtu.documents.selectors.signatures import Progress, progress_of
from hengtu.documents.services.print_together import MOST, print_together
from hengtu.lib.blobs import BlobError
from hengtu.web.looks import note_look
from hengtu.web.requests import SignedInRequest
from hengtu.web.views.papers.catalogue import form_line
from hengtu.web.views.pdf import shown_pdf


@dataclass(frozen=True)
class PaperLine:
    """One document of the case as its list shows it."""

    document: Document
    title: str
    progress: Progress

    @property
    def stands(self) -> bool:
        return self.document.state == DocumentState.ISSUED

    @property
    def to_sign(self) -> bool:
        return self.stands and not self.progress.is_complete


@require_safe
@login_required
def case_papers(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    now = timezone.now()
    today = timezone.localdate(now)
    case = access_case(request.user, case_id, on=today)
    note_look(request, f"cases/{case_id}/papers", now)
    shown = {
        "case": case,
        "today": today,
        "lines": _lines(case_id),
        "forms": [form_line(form(form_id)) for form_id in BY_HAND],
        "works": may_work_on(request.user, case.pk, on=today),
        "trouble": "",
    }
    return render(request, "papers/case.html", shown)


@require_safe
@login_required
def documents_print(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """Hand out the chosen documents as one PDF in the order of the file (``?doc=…``, repeated); without any, all."""
    now = timezone.now()
    today = timezone.localdate(now)
    case = access_case(request.user, case_id, on=today)
    chosen = set(request.GET.getlist("doc"))
    papers = [document for document in documents_of(case_id) if _is_chosen(document, chosen)]
    try:
        pdf = print_together(_whole(papers))
    except (ValueError, DocumentRefused, BlobError) as refusal:
        shown = {
            "case": case,
            "today": today,
            "lines": _lines(case_id),
            "forms": [],
            "works": False,
            "trouble": f"没有打印：{refusal}",
            "most": MOST,
        }
        return render(request, "papers/case.html", shown, status=422)
    note_look(request, f"cases/{case_id}/print", now)
    return shown_pdf(pdf, f"{case.number or case.title}文书")


def _is_chosen(document: Document, chosen: set[str]) -> bool:
    return str(document.pk) in chosen if chosen else document.state == DocumentState.ISSUED


def _whole(papers: list[Document]) -> list[Document]:
    """Return the documents with their frozen content, in the order of the file."""
    loaded = Document.objects.in_bulk([paper.pk for paper in papers])
    return [loaded[paper.pk] for paper in in_file_order(papers)]


def _lines(case_id: UUID) -> list[PaperLine]:
    documents = list(documents_of(case_id))
    progress = progress_of(documents)
    return [PaperLine(document, title_of(document), progress[document.pk]) for document in documents]
