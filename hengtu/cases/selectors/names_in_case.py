"""What identifies the people of a case: names that must not stand in anything published about it."""

from __future__ import annotations

from uuid import UUID

from hengtu.cases.history import legal_history
from hengtu.cases.models import EnforcementCase
from hengtu.law.procedure import Situation
from hengtu.ledger.selectors.acts import acts_of_stream
from hengtu.lib.plates import BadPlate, parse_plate
from hengtu.subjects.models import Party


def names_in_case(case_id: UUID) -> tuple[str, ...]:
    """Return names of parties, of who represents them, plates and the number of a case; personal numbers are found
    by their form (``lib.identifying``)."""
    case = EnforcementCase.objects.get(pk=case_id)
    facts = Situation.of(legal_history(acts_of_stream(case_id))).case
    parties = [matter.party for matter in facts.matters] if facts else []
    known = Party.objects.filter(uid__in=[case.party_uid, *(each.id for each in parties)]) if case.party_uid else ()
    people = [name for each in known for name in (each.name, each.legal_representative, each.credit_code)]
    words = [case.party_name, case.number, *_plate(case.plate), *people, *(each.name for each in parties)]
    return tuple(dict.fromkeys(word for word in words if word))


def _plate(text: str) -> tuple[str, ...]:
    """A plate as it is written and as it is read; something else as it stands."""
    try:
        plate = parse_plate(text)
    except BadPlate:
        return (text,)
    return plate.text, plate.display
