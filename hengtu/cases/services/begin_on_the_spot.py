"""Beginning the summary procedure from what somebody typed at the roadside."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from hengtu.cases.models import EnforcementCase
from hengtu.cases.participants import Participant
from hengtu.cases.services.show_identity import show_identity
from hengtu.cases.services.take_in_lead import LeadEntry, opening_of


def begin_on_the_spot(entry: LeadEntry, *, by: tuple[Participant, ...], at: datetime) -> bool:
    """Record that two officers showed their certificates and identified the party; returns whether it was new.

    Args:
        entry: the form; the same ``case_id`` again changes nothing, however often it is sent.
        by: the two officers.

    Raises: ActRefused; PartyRefused, BadIdNumber, BadCreditCode for the party.
    Source: APL:42p1, APL:52p1
    """
    if EnforcementCase.objects.filter(pk=entry.case_id).exists():
        return False
    try:
        with transaction.atomic():
            show_identity(
                opening=opening_of(entry, at),
                by=by,
                at=at,
                place=entry.place,
                case_id=entry.case_id,
                key=f"spot:{entry.case_id}",
            )
    except IntegrityError:
        if EnforcementCase.objects.filter(pk=entry.case_id).exists():
            return False  # the same form was sent twice at once, and the other one was faster
        raise
    return True
