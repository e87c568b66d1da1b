"""Complaints that nobody answered in time, as those who answer them and those above see them."""

from __future__ import annotations

from datetime import date
from typing import Any

from hengtu.agencies.models import Agency
from hengtu.portal.models import LetterKind, PartyLetter
from hengtu.portal.services.letters import ANSWERING
from hengtu.rulesets.reach import legal_subjects_of

MOST = 25


def late_complaints(account: Any, *, on: date) -> list[PartyLetter]:
    """Return the complaints past their day that still wait for an answer, the longest first; neither words nor names.

    Seen by heads and supervisors of the agency that answers and of those above it.
    """
    held = legal_subjects_of(account, ANSWERING, on)
    if not held:
        return []
    late = PartyLetter.objects.filter(kind=LetterKind.COMPLAINT, closed_at=None, due_on__lt=on)
    late = late.select_related("answering", "answering__parent").order_by("due_on", "received_at")
    waiting = [row for row in late.exclude(answered_at__isnull=False, opinion="") if row.waits_for_answer]
    return [row for row in waiting if held & at_or_above(row.answering)][:MOST]


def at_or_above(agency: Agency) -> set[int]:
    """The agency and every ancestor, from its own columns."""
    columns = (agency.province_id, agency.city_id, agency.county_id, agency.station_id, agency.legal_subject_id)
    return {each for each in columns if each is not None}
