"""One document: what was frozen, to read on the screen; its PDF, signatures and verification code."""

from __future__ import annotations

import json
from dataclasses import replace
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hengtu.cases.selectors.access import may_work_on
from hengtu.documents.catalogue import form
from hengtu.documents.models import Document
from hengtu.documents.preview import PaperPreview, preview_paper
from hengtu.documents.selectors.signatures import signature_lines
from hengtu.web.looks import note_look
from hengtu.web.requests import SignedInRequest
from hengtu.web.views.papers.guard import document_to_see


@require_safe
@login_required
def document_page(request: SignedInRequest, uid: UUID) -> HttpResponse:
    now = timezone.now()
    today = timezone.localdate(now)
    document, case = document_to_see(request.user, uid, today)
    note_look(request, f"documents/{uid}", now)
    lines = signature_lines(document)
    shown = {
        "document": document,
        "case": case,
        "form": form(document.form),
        "paper": paper_of(document),
        "lines": lines,
        "open": sum(line.is_open for line in lines),
        "today": today,
        "works": may_work_on(request.user, case.pk, on=today),
    }
    return render(request, "papers/document.html", shown)


def paper_of(document: Document) -> PaperPreview:
    """Return the frozen content as a paper on the screen, personal numbers masked."""
    frozen = json.loads(document.data)
    paper = preview_paper(form(document.form), frozen["values"], document.agency)
    return replace(paper, agency=frozen["agency"], number=frozen["number_or_case"], sealed=False, signers=())
