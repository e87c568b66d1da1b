"""Who may open a document and who may work on it: strangers get 404, whoever only looks on is told so."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.shortcuts import get_object_or_404

from hengtu.agencies.models import Account
from hengtu.cases.models import EnforcementCase
from hengtu.cases.selectors.access import access_case
from hengtu.documents.models import Document


def document_to_see(account: Account, uid: UUID, on: date) -> tuple[Document, EnforcementCase]:
    """Return a document of a case the account sees, with the case. Raises: Http404."""
    document = get_object_or_404(Document.objects.select_related("agency"), pk=uid)
    return document, access_case(account, document.stream_id, on=on)
