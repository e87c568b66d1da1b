"""After an act: what was done, which papers it made, what runs now, what comes next."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hengtu.cases.selectors.access import access_case
from hengtu.cases.selectors.case_page import case_page
from hengtu.web.requests import SignedInRequest


@require_safe
@login_required
def done(request: SignedInRequest, case_id: UUID, act_uid: UUID) -> HttpResponse:
    """Show the result of one act of a case; legal effects get a page, not a toast."""
    today = timezone.localdate()
    page = case_page(access_case(request.user, case_id, on=today), on=today)
    item = next((item for item in page.timeline if item.uid == act_uid), None)
    if item is None:
        raise Http404("本案没有这个行为。请回到案件。")
    papers = [document for document in page.documents if document.uid in item.document_uids]
    running = [due for due in page.deadlines if due.tone not in {"kept"}]
    return render(
        request, "acts/done.html", {"page": page, "item": item, "papers": papers, "running": running, "today": today}
    )
