"""Who may do something with the evidence of a case: fetch and authorise in one call."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from hengtu.agencies.models import Account
from hengtu.cases.models import EnforcementCase
from hengtu.cases.models.case import CaseState
from hengtu.cases.selectors.access import access_case, may_work_on
from hengtu.evidence.models import Capture, Exhibit, Upload


def work_case(account: Account, case_id: UUID, *, on: date) -> EnforcementCase:
    """Return the case for somebody who works on it.

    Raises: Http404 for strangers, PermissionDenied for those who may only look.
    """
    case = access_case(account, case_id, on=on)
    if not may_work_on(account, case_id, on=on):
        raise PermissionDenied
    return case


ENDED = {
    CaseState.ARCHIVED: "案件已经归档，不再收证据；文件没有收。"
    "归档以后发现新情况的，先按复议、诉讼或者重新处理的程序恢复办理，再来提交。",
    CaseState.MERGED: "这条线索已经并入另一条，不再收证据；文件没有收。请到并入的那条线索里提交。",
    CaseState.TRANSFERRED: "案件已经移送，不再收证据；文件没有收。请把材料补送给接收的机关；对方退回以后可以再提交。",
}


class CaseTakesNothing(Exception):
    """The case takes no evidence any more; the text says why and where to go."""

    code = "case_takes_no_evidence"


def refuse_ended(case: EnforcementCase) -> None:
    """Raises: CaseTakesNothing for an archived, merged or transferred case."""
    said = ENDED.get(CaseState(case.state))
    if said is not None:
        raise CaseTakesNothing(said)


def own_capture(account: Account, key: UUID, *, on: date) -> tuple[Capture, EnforcementCase]:
    """Return a record to the person who took it, while that person works on the case.

    Raises: Http404, PermissionDenied
    """
    capture = get_object_or_404(Capture, pk=key, username=account.get_username())
    return capture, work_case(account, capture.stream_id, on=on)


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
