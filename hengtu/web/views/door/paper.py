"""A paper that went to this party, as it was issued."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from hengtu.documents.services.render_document import render_document
from hengtu.web.views.door.entering import Visitor
from hengtu.web.views.door.guarded import inside
from hengtu.web.views.pdf import shown_pdf


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@inside
def door_paper(request: HttpRequest, found: Visitor, uid: UUID) -> HttpResponse:
    """Send the PDF of one of this party's papers."""
    paper = next((each for each in found.room().papers if each.pk == uid), None)
    if paper is None:
        raise Http404("没有这份文书，或者要用登记的手机号核对以后才能看。")
    return shown_pdf(render_document(paper), paper.number or paper.form)
