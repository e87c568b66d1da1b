"""A document as issued: the sealed PDF, shown in the browser."""

from __future__ import annotations

from urllib.parse import quote
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hengtu.cases.selectors.access import access_case
from hengtu.documents.errors import DocumentRefused
from hengtu.documents.models import Document
from hengtu.documents.services.render_document import render_document
from hengtu.lib.blobs import BlobDamaged
from hengtu.web.looks import note_look
from hengtu.web.requests import SignedInRequest


@require_safe
@login_required
def document(request: SignedInRequest, uid: UUID) -> HttpResponse:
    """Hand out the PDF to whoever may see its case; strangers get 404, a damaged original gets an explanation."""
    found = get_object_or_404(Document, pk=uid)
    now = timezone.now()
    access_case(request.user, found.stream_id, on=timezone.localdate(now))
    note_look(request, f"documents/{uid}", now)
    try:
        pdf = render_document(found)
    except (DocumentRefused, BlobDamaged) as refusal:
        return render(request, "damaged.html", {"message": str(refusal), "document": found}, status=409)
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f"inline; filename*=UTF-8''{quote(str(found))}.pdf"
    return response
