"""A document as a file: the sealed PDF with its signatures, shown in the browser."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hengtu.cases.selectors.access import access_case
from hengtu.documents.catalogue import form, form_ids
from hengtu.documents.errors import DocumentRefused
from hengtu.documents.models import Document
from hengtu.documents.services.render_document import ROLL_TEMPLATES, Layout, render_document, typeset_again
from hengtu.documents.services.render_signed import render_signed
from hengtu.lib.blobs import BlobError
from hengtu.web.looks import note_look
from hengtu.web.requests import SignedInRequest
from hengtu.web.views.pdf import shown_pdf


@require_safe
@login_required
def document(request: SignedInRequest, uid: UUID) -> HttpResponse:
    """Hand out the PDF to whoever may see its case; strangers get 404, a damaged original gets an explanation.

    It bears what was signed on a screen; ``?original=1`` gives it as it was issued. ``?layout=roll`` gives the slip
    for the roadside printer, 404 for a form without one; any other layout is A4.
    """
    found = get_object_or_404(Document, pk=uid)
    now = timezone.now()
    access_case(request.user, found.stream_id, on=timezone.localdate(now))
    on_roll = request.GET.get("layout") == "roll"
    if on_roll and found.form not in roll_forms():
        raise Http404("这种文书没有便携打印机版式，请用 A4 打印。")
    layout = Layout.ROLL if on_roll else Layout.A4
    note_look(request, f"documents/{uid}", now)
    try:
        pdf = _original(found, layout) if "original" in request.GET else render_signed(found, layout=layout)
    except (DocumentRefused, BlobError) as refusal:
        return render(request, "damaged.html", {"message": str(refusal)}, status=409)
    return shown_pdf(pdf, str(found))


def _original(found: Document, layout: Layout) -> bytes:
    return render_document(found) if layout is Layout.A4 else typeset_again(found, layout=layout)


def roll_forms() -> frozenset[str]:
    """Return the forms that can be printed by a portable printer."""
    return frozenset(form_id for form_id in form_ids() if form(form_id).template in ROLL_TEMPLATES)
