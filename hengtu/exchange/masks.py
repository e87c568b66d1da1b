"""How a value is masked before it is handed over to where the public reads it.

``text`` is for free text of any record: the names of natural persons, numbers, plates, homes and what an officer
withheld are taken out. The others hide a value of a party that is a natural person.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from hengtu.exchange.source import Source
from hengtu.law.procedure import Situation
from hengtu.lib.hiding import hide
from hengtu.lib.masking import mask_address, mask_id_number, mask_phone
from hengtu.lib.person_names import mask_person

TEXT = "text"
OF_A_PERSON: Mapping[str, Callable[[str], str]] = {
    "person_name": mask_person,
    "id_number": mask_id_number,
    "phone": mask_phone,
    "address": mask_address,
    "left_out": lambda _: "",
}
MASKS = (TEXT, *OF_A_PERSON)
WITHHOLDING = ("decision_published", "result_published", "publication_withheld")
# what pages show of a sensitive field
SHOWN: Callable[[str], str] = mask_id_number


def masked_text(text: str, source: Source) -> str:
    """Return a free text as the public may read it: the same that the publication of results hides."""
    case = source.situation.case
    persons = [party.name for party in (case.parties if case else ()) if party.kind == "natural_person"]
    rows = list(source.parties.values())
    names = [*persons, *source.people]
    numbers = [number for row in rows for number in (row.id_number, row.phone) if number]
    homes = [row.address for row in rows if row.has_private_address and row.address]
    words = (*numbers, *withheld_words(source.situation))
    return hide(text, names=[name for name in names if name], words=words, addresses=homes).text


def withheld_words(situation: Situation) -> tuple[str, ...]:
    """Return the passages that acts of the case hide from the public; once hidden, they stay so."""
    acts = situation.all(*WITHHOLDING)
    return tuple(str(word) for act in acts for key in ("hide", "parts") for word in act.payload.get(key) or ())
