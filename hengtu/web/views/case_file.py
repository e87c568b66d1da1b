"""The file of a case as one PDF: the stored bytes once archived, a preview before."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hengtu.cases.archive.lending import may_read_inner
from hengtu.cases.archive.open import part_of_file
from hengtu.cases.papers.load import standing_documents
from hengtu.cases.refusals import CaseNotFound
from hengtu.cases.selectors.access import access_case
from hengtu.documents.errors import DocumentRefused
from hengtu.law.archive.layout import Part
from hengtu.lib.blobs import BlobError
from hengtu.web.looks import note_look
from hengtu.web.requests import SignedInRequest
from hengtu.web.views.pdf import shown_pdf


@require_safe
@login_required
def case_file(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """Hand out one part of the file (``?part=inner``) to whoever may see the case.

    A case without documents has none yet and says so.
    """
    now = timezone.now()
    case = access_case(request.user, case_id, on=timezone.localdate(now))
    part = Part.INNER if request.GET.get("part") == Part.INNER else Part.MAIN
    if part is Part.INNER and not may_read_inner(request.user, case, timezone.localdate(now)):
        raise PermissionDenied("副卷是内部材料，由承办人、审核人、负责人和案卷管理人员查阅；确需查阅的，请申请调阅。")
    note_look(request, f"cases/{case_id}/file" + ("/inner" if part is Part.INNER else ""), now)
    if not standing_documents(case_id):
        return render(request, "cases/no_file.html", {"case_id": case_id}, status=404)
    try:
        pdf = part_of_file(case_id, part)
    except CaseNotFound as missing:
        raise Http404(str(missing)) from missing
    except ValueError:  # nothing internal was written yet
        return render(request, "cases/no_file.html", {"case_id": case_id}, status=404)
    except (DocumentRefused, BlobError) as refusal:
        return render(request, "damaged.html", {"message": str(refusal), "what": "案卷"}, status=409)
    return shown_pdf(pdf, f"案卷{part.zh} {case.number}".strip())
