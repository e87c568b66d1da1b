"""Putting a lead into another one 并入: it ends here, both stay on file."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from django.db import transaction

from hengtu.cases.models import Lead, LeadOutcome
from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act
from hengtu.ledger.values import StoredAct
from hengtu.lib.coded_error import CodedError


class MergeRefused(CodedError):
    """The lead cannot go into that one."""


GOES_ON = (LeadOutcome.OPEN, LeadOutcome.FILED)


def merge_lead(
    *,
    case_id: UUID,
    into: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    reason: str,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """End a lead by putting it into another one of the same legal subject that is open or filed.

    Args:
        into: the lead that goes on.
        reason: why both are one matter.

    Raises: ActRefused, StreamMoved; MergeRefused ``into_itself``, ``no_such_lead`` or ``already_ended``.
    Source: MOT:62
    """
    with transaction.atomic():
        _check(case_id, into)
        return do_act(
            case_id=case_id, kind="lead_merged", by=by, at=at, payload={"into": str(into), "reason": reason}, **more
        )


def _check(case_id: UUID, into: UUID) -> None:
    """Two leads never end in one another: both rows are locked before either is looked at."""
    if case_id == into:
        raise MergeRefused("into_itself", "一条线索不能并入自己，请选择另一条。")
    rows = Lead.objects.select_for_update().filter(pk__in=[case_id, into]).order_by("pk")
    leads = {lead.pk: lead for lead in rows}
    own, target = leads.get(case_id), leads.get(into)
    if own is None or target is None or own.legal_subject_id != target.legal_subject_id:
        raise MergeRefused("no_such_lead", "本机关没有要并入的那条线索，请从列表里选择。")
    if target.outcome not in GOES_ON:
        raise MergeRefused(
            "already_ended",
            f"要并入的线索{LeadOutcome(target.outcome).label}，不再往下办。请选择未决定或者已立案的线索。",
        )
