"""Who may do something with the evidence of a case: fetch and authorise in one call."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from hengtu.agencies.models import Account
from hengtu.cases.models import EnforcementCase
from hengtu.cases.selectors.access import access_case, may_work_on
from hengtu.evidence.models import Exhibit, Upload


def work_case(account: Account, case_id: UUID, *, on: date) -> EnforcementCase:
    """Return the case for somebody who works on it.

    Raises: Http404 for strangers, PermissionDenied for those who may only look.
    """
    case = access_case(account, case_id, on=on)
    if not may_work_on(account, case_id, on=on):
        raise PermissionDenied
    return case


def see_exhibit(account: Account, uid: UUID, *, on: date) -> tuple[Exhibit, EnforcementCase]:
    """Return an exhibit with its case. Raises: Http404 for strangers."""
    exhibit = get_object_or_404(Exhibit, pk=uid)
    return exhibit, access_case(account, exhibit.stream_id, on=on)


def own_upload(account: Account, uid: UUID, *, on: date) -> Upload:
    """Return a file being sent to the person who sends it, while that person works on the case.

    Raises: Http404, PermissionDenied
    """
    upload = get_object_or_404(Upload, pk=uid, username=account.get_username())
    work_case(account, upload.stream_id, on=on)
    return upload
