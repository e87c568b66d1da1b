"""Who takes part when somebody fills in a sheet: the person, the second officer, the party, the platform."""

from __future__ import annotations

from datetime import date

from hengtu.agencies.models import Account, Agency
from hengtu.agencies.selectors.roles import roles_on
from hengtu.cases import participants
from hengtu.cases.desk import reminder_known
from hengtu.cases.desk.desk import Desk
from hengtu.cases.desk.hearing_known import is_answering
from hengtu.cases.participants import Participant
from hengtu.law.procedure.hands import Hand, hand_of
from hengtu.officers.models import Officer


def people_for(
    kind: str, desk: Desk, second: Officer | None = None, account: Account | None = None, party: str = ""
) -> tuple[Participant, ...]:
    """Return those who take part.

    Args:
        second: the other officer, where two are needed.
        account: who does it, if not the person at the desk: an officer whose prepared act is being confirmed.
        party: id of the party that acts, where the case has several; the first of the case unless given.
    """
    who = account or desk.account
    first = participants.official(who)
    hand = hand_of(kind)
    if hand is Hand.OFFICERS or second is not None:
        return (first, *([participants.officer(second)] if second else []))
    if is_an_answer(kind, desk):
        return (first,)  # the answer is the officers', what it answers was the party's
    if hand is Hand.PARTY:
        return (_party(desk, party), first)
    return (first,)


def is_an_answer(kind: str, desk: Desk) -> bool:
    """Whether the sheet of what the party says answers a statement that waits, instead of recording one."""
    if kind == "reminder_answered":
        return reminder_known.is_answering(desk)
    return kind == "statement_heard" and is_answering(desk)


def _party(desk: Desk, named: str) -> Participant:
    parties = desk.situation.case.parties if desk.situation.case else ()
    party = next((each for each in parties if each.id == named), next(iter(parties), None))
    return participants.party(party.id if party else "", party.name if party else "")


def may_do(kind: str, desk: Desk) -> bool:
    """Whether the person at the desk can be the one who does this kind of act, alone or with a second officer."""
    if hand_of(kind) is Hand.HOST:
        return desk.payload_of("hearing_appointed").get("host") == participants.official(desk.account).id
    return holds_hand(kind, desk.account, desk.agency, desk.on)


def holds_hand(kind: str, account: Account, agency: Agency, on: date) -> bool:
    """Whether an account holds the post a kind of act asks for, delegations included.

    What the party does is entered by an officer of the case; what the bank reports by the cashier and nobody else, so
    that who decides does not collect (APL:67p1).
    """
    hand = hand_of(kind)
    roles = roles_on(account, agency, on, act_kind=kind)
    return ("officer" if hand.is_handlers else hand.role) in roles


def approver_roles(kind: str, roles: tuple[str, ...]) -> tuple[str, ...]:
    """Return the posts that must agree in turn: the agency's route, or the one post the law names."""
    return tuple(role.upper() for role in roles) or (hand_of(kind).role.upper(),)
