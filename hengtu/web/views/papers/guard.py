"""Who may open a document and who may work on it: strangers get 404, whoever only looks on is told so."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404

from hengtu.agencies.models import Account
from hengtu.cases.models import EnforcementCase
from hengtu.cases.selectors.access import access_case
from hengtu.documents.models import Document


def works_on(account: Account, case: EnforcementCase, on: date) -> bool:
    """Whether the account may work on a case it sees."""
    return EnforcementCase.objects.workable_by(account, on).filter(pk=case.pk).exists()


def case_to_work_on(account: Account, case_id: UUID, on: date) -> EnforcementCase:
    """Return a case the account works on. Raises: Http404."""
    case = access_case(account, case_id, on=on)
    if not works_on(account, case, on):
        raise Http404("您可以查阅本案，但不参与办理。请回到案件。")
    return case


def document_to_see(account: Account, uid: UUID, on: date) -> tuple[Document, EnforcementCase]:
    """Return a document of a case the account sees, with the case. Raises: Http404."""
    document = get_object_or_404(Document.objects.select_related("agency"), pk=uid)
    return document, access_case(account, document.stream_id, on=on)
