"""Where a case stands as its party needs to know it: one word for each standing, read from the acts alone."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from hengtu.law.procedure.outcomes import UNDOING, outcome_of
from hengtu.law.procedure.party_ways import CLOSED, own_penalties, payable_of
from hengtu.law.procedure.remedies import SERVED, lawsuits, reconsiderations
from hengtu.law.procedure.shares import share_of
from hengtu.law.procedure.situation import Situation


class Standing(StrEnum):
    """What the party is told first."""

    HANDED_ON = "handed_on"
    ENDED = "ended"
    REVOKED = "revoked"
    ARCHIVED = "archived"
    CLOSED = "closed"
    INVESTIGATED = "investigated"
    TOLD = "told"
    DECIDED = "decided"
    NOT_PUNISHED = "not_punished"
    REVIEWED = "reviewed"
    SUED = "sued"
    COURT = "court"
    REMINDED = "reminded"
    OVERDUE = "overdue"
    IN_PARTS = "in_parts"
    TO_PAY = "to_pay"
    PERFORMED = "performed"


def standing_of(situation: Situation, party: str, on: date) -> Standing:
    """Return where the case stands for one party on a day."""
    return _ended(situation) or _undecided(situation) or _decided(situation, party, on)


def _ended(situation: Situation) -> Standing | None:
    if situation.has("archived"):
        return Standing.ARCHIVED
    if situation.has(*CLOSED):
        return Standing.CLOSED
    if situation.has("case_transferred", "crime_sent_to_police") and situation.decision is None:
        return Standing.HANDED_ON
    if situation.has("investigation_ended", "filing_cancelled", "not_filed"):
        return Standing.ENDED
    return None


def _undecided(situation: Situation) -> Standing | None:
    if situation.decision is None:
        if any(outcome_of(act) in UNDOING for act in situation.acts):
            return Standing.REVOKED
        return Standing.TOLD if situation.has("notice_served") else Standing.INVESTIGATED
    return None if situation.has(*SERVED) else Standing.DECIDED


def _decided(whole: Situation, party: str, on: date) -> Standing:
    situation = share_of(whole, party)
    if any(each.ended_on is None for each in reconsiderations(situation)):
        return Standing.REVIEWED
    if any(each.ended_on is None for each in lawsuits(situation)):
        return Standing.SUED
    owed = payable_of(situation, party, on)
    if owed is None:
        own = own_penalties(situation, party).values()
        return Standing.PERFORMED if any(each.punishes for each in own) else Standing.NOT_PUNISHED
    if situation.has("court_applied", "enforcement_decided"):
        return Standing.COURT
    if owed.is_over and owed.is_exact:
        return Standing.REMINDED if situation.has("reminder_served") else Standing.OVERDUE
    return Standing.IN_PARTS if owed.parts else Standing.TO_PAY
