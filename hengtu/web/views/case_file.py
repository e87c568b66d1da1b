"""The bound file of a case as one PDF."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hengtu.cases.case_file import bind_file
from hengtu.cases.papers.load import standing_documents
from hengtu.cases.refusals import CaseNotFound
from hengtu.cases.selectors.access import access_case
from hengtu.documents.errors import DocumentRefused
from hengtu.lib.blobs import BlobError
from hengtu.web.looks import note_look
from hengtu.web.requests import SignedInRequest
from hengtu.web.views.pdf import shown_pdf


@require_safe
@login_required
def case_file(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """Hand out the file to whoever may see the case; a case without documents has none yet and says so."""
    now = timezone.now()
    case = access_case(request.user, case_id, on=timezone.localdate(now))
    note_look(request, f"cases/{case_id}/file", now)
    if not standing_documents(case_id):
        return render(request, "cases/no_file.html", {"case_id": case_id}, status=404)
    try:
        pdf = bind_file(case_id)
    except CaseNotFound as missing:
        raise Http404(str(missing)) from missing
    except (DocumentRefused, BlobError) as refusal:
        return render(request, "damaged.html", {"message": str(refusal), "what": "案卷"}, status=409)
    return shown_pdf(pdf, f"案卷 {case.number}".strip())
