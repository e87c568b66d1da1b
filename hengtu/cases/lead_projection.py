"""From acts to the row of a lead: what lists, counts and the search for duplicates read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from hengtu.agencies.models import Agency
from hengtu.agencies.models.scoped import scope_values
from hengtu.cases.models import Lead, LeadOutcome
from hengtu.law.acts import LegalAct
from hengtu.law.procedure import Clock, Situation, day_of
from hengtu.law.procedure.guards.leads import is_away
from hengtu.lib.plates import BadPlate, parse_plate

ENDINGS = {
    "case_filed": LeadOutcome.FILED,
    "not_filed": LeadOutcome.NOT_FILED,
    "lead_merged": LeadOutcome.MERGED,
    "lead_transferred": LeadOutcome.TRANSFERRED,
}
# Nothing else changes the row of a lead, so that the later acts of a case cost it nothing.
TOUCHING = frozenset(
    {"lead_registered", "lead_assigned", "lead_transfer_answered", "act_corrected", "decision_revoked", *ENDINGS}
    | {"promise_signed", "promise_due_moved", "promise_checked", "promise_ended"}
)
_WORDLESS = re.compile(r"[\W_]+")


def place_key(place: str) -> str:
    """Return a place as it is compared: one width, no blanks or punctuation, at most 60 characters.

    Example:
        >>> place_key("Ｇ104 K1023+500，超限检测站")
        'g104k1023500超限检测站'
    """
    return _WORDLESS.sub("", unicodedata.normalize("NFKC", place).lower())[:60]


def plate_key(plate: str) -> str:
    """Return a plate in its one written form, so that it is found again whoever typed it; a ship's name stays.

    Example:
        >>> plate_key("冀a·12345"), plate_key("浙嘉兴货01234")
        ('冀A12345', '浙嘉兴货01234')
    """
    try:
        return parse_plate(plate).text
    except BadPlate:
        return plate


def ending_of(situation: Situation) -> LegalAct | None:
    """Return the act in which the lead ended; None while it is open, also after a transfer that came back."""
    for kind in ENDINGS:
        act = situation.last(kind)
        if act is not None and (kind != "lead_transferred" or is_away(situation)):
            return act
    return None


def write_lead(
    case_id: UUID, situation: Situation, clocks: tuple[Clock, ...], case: Mapping[str, Any], agency: Agency
) -> None:
    """Bring the row of a lead in line with its acts; a case that began on the spot never was one."""
    registered = situation.last("lead_registered")
    if registered is None:
        return
    row = lead_row(registered, situation, clocks, case, agency)
    if not Lead.objects.filter(pk=case_id).update(**row):
        Lead.objects.create(case_id=case_id, **row)


def lead_row(
    registered: LegalAct, situation: Situation, clocks: tuple[Clock, ...], case: Mapping[str, Any], agency: Agency
) -> dict[str, Any]:
    """Return the columns of a lead; ``case`` are those of its case."""
    ending = ending_of(situation)
    clock = next((clock for clock in clocks if clock.term == "filing_decision" and clock.is_open), None)
    place = str(registered.payload.get("place") or "")[:300]
    about = ("title", "category", "violation", "violation_on", "party_uid", "party_name")
    return {
        "agency_id": agency.pk,
        **scope_values(agency),
        **{name: case[name] for name in about},
        "plate": plate_key(case["plate"]),
        "source": str(registered.payload.get("source") or "")[:40],
        "place": place,
        "place_key": place_key(place),
        "registered_on": day_of(registered.occurred_at),
        "outcome": ENDINGS[ending.kind] if ending else LeadOutcome.OPEN,
        "decided_on": day_of(ending.occurred_at) if ending else None,
        "due_on": clock.due.due_on if clock else None,
        "assigned_to": _assigned(situation),
        **_elsewhere(situation),
    }


def _assigned(situation: Situation) -> str:
    last = situation.last("lead_assigned")
    if last is None:
        return ""
    names = [str(last.payload.get("unit_name") or ""), *(each["name"] for each in last.payload.get("officers", ()))]
    return "、".join(name for name in names if name)[:300]


def _elsewhere(situation: Situation) -> dict[str, Any]:
    merged, sent = situation.last("lead_merged"), situation.last("lead_transferred")
    answered = situation.last("lead_transfer_answered")
    return {
        "merged_into": UUID(merged.payload["into"]) if merged and merged.payload.get("into") else None,
        "transferred_to": str(sent.payload.get("receiver", ""))[:200] if sent else "",
        "accept_by": sent.payload.get("accept_by") or None if sent else None,
        "answer": str(answered.payload.get("answer", "")) if answered and sent and _answers(situation, sent) else "",
    }


def _answers(situation: Situation, sent: LegalAct) -> bool:
    return situation.after(sent, "lead_transfer_answered")
