"""Groups of fields that many forms share."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from hengtu.cases.papers.context import PaperContext, Person
from hengtu.cases.papers.paper import Data

NOT_YET_NUMBERED = "（立案前）"


def case_head(context: PaperContext) -> Data:
    """The number of the case; an urgent measure may come before it."""
    return {"case_no": context.case_number or NOT_YET_NUMBERED}


def party_block(context: PaperContext) -> Data:
    """The party in full, as a person or as an organisation."""
    party = context.party_data
    if party.is_organisation:
        return {
            "party_kind": "organisation",
            "org_name": party.name,
            "org_address": party.address,
            "org_phone": party.phone,
            "org_legal_rep": party.legal_representative,
            "org_uscc": party.credit_code,
        }
    return {
        "party_kind": "individual",
        "party_name": party.name,
        "party_id_no": party.id_number,
        "party_address": party.address,
        "party_phone": party.phone,
    }


def party_line(context: PaperContext) -> Data:
    """The name of the party; of every party on papers that are for none in particular."""
    return {"party_display": context.party_data.name if context.focus else names_of_parties(context)}


def names_of_parties(context: PaperContext) -> str:
    return "、".join(party.name for party in context.case.parties)


def two_officers(context: PaperContext) -> Data:
    """Two officers with their certificates (APL:42p1)."""
    first, second = context.handlers[0], context.handlers[1]
    return {
        "officer1": first.name,
        "officer1_cert": first.certificate,
        "officer2": second.name,
        "officer2_cert": second.certificate,
    }


def moment_block(context: PaperContext) -> tuple[datetime, datetime]:
    """When it began and ended: as the act says, else the moment of the act."""
    began, ended = context.asked("began_at"), context.asked("ended_at")
    start = datetime.fromisoformat(began) if began else context.at
    return start, datetime.fromisoformat(ended) if ended else start


def place_of(context: PaperContext) -> str:
    """Where the act happened, else where the violation was found; empty where no act says so. Nothing is guessed."""
    found = context.situation.last("lead_registered", "identity_shown")
    return str(context.asked("place") or (found.payload.get("place") if found else "") or "")


def person_value(person: Person) -> Any:
    return person.as_value() if person.certificate else person.name


def handlers_in_words(context: PaperContext) -> str:
    """Name the handlers with their certificates: 甲（执法证号 1）、乙（执法证号 2）."""
    return "、".join(
        f"{person.name}（执法证号 {person.certificate}）" if person.certificate else person.name
        for person in context.handlers
    )
