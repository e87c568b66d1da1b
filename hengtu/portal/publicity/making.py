"""Making a public record: the fields the law names, each masked as it says, and what the check thinks of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from hengtu.law.disclosure.checking import Examined, age_on, bars, doubts, is_minor
from hengtu.law.disclosure.contents import Mask, hides_operator
from hengtu.law.disclosure.suspecting import name_in_trade_name, suspects
from hengtu.law.objections import Objection
from hengtu.law.procedure.situation import Situation
from hengtu.lib.canonical import canonical
from hengtu.lib.hiding import Hidden, hide, identifying_left
from hengtu.lib.person_names import mask_person
from hengtu.lib.sm3 import sm3_hex
from hengtu.portal.publicity.reading import original_fields
from hengtu.portal.publicity.sources import PartyKnown, Source

SCHEMA = "hengtu-publicity-1"
KINDS_OF_PARTY = {
    "natural_person": "自然人",
    "individual_business": "个体工商户",
    "legal_person": "法人",
    "other_organisation": "其他组织",
}


@dataclass(frozen=True)
class Draft:
    """One record as it would go out, with what stood there before, and what the check found.

    ``fields``: key -> (label, as decided, as published) in order; ``hidden``: kinds and counts.
    """

    known: PartyKnown
    number: str
    fields: dict[str, tuple[str, str, str]]
    hidden: tuple[tuple[str, int], ...]
    examined: Examined

    @property
    def bars(self) -> tuple[Objection, ...]:
        return bars(self.examined)

    @property
    def doubts(self) -> tuple[Objection, ...]:
        return doubts(self.examined)

    @property
    def is_minor(self) -> bool:
        return is_minor(self.examined)

    @property
    def shown(self) -> dict[str, str]:
        return {key: published for key, (_, _, published) in self.fields.items()}


def drafts_of(source: Source, hidden_words: Iterable[str] = ()) -> tuple[Draft, ...]:
    """Return one draft per party of a decision.

    Args:
        hidden_words: passages an officer hides besides; what earlier acts of the case hid stays hidden.
    """
    words = (*hidden_words, *earlier_hidden(source.situation))
    return tuple(_draft(source, each, words) for each in source.concerned)


def earlier_hidden(situation: Situation) -> tuple[str, ...]:
    """Return the passages that acts of the case have hidden: once hidden, never shown by a later version."""
    acts = situation.all("decision_published", "result_published", "publication_withheld")
    found = (word for act in acts for key in ("hide", "parts") for word in act.payload.get(key) or ())
    return tuple(dict.fromkeys(str(word) for word in found))


def as_text(source: Source, draft: Draft, *, ref: str, version: int, salt: str) -> str:
    """Return the canonical text of a record: what is published, its public id, its version, and a salt.

    The salt keeps anybody from guessing a withdrawn record by its hash in the log.
    """
    party = draft.known.party
    content: dict[str, Any] = {
        "schema": SCHEMA,
        "ref": ref,
        "version": version,
        "kind": source.publishing.zh,
        "kind_code": source.publishing.kind,
        "agency_code": source.agency.code,
        "party_kind": KINDS_OF_PARTY.get(party.kind, party.kind),
        "items": _items(source, draft),
        "salt": salt,
        **draft.shown,
    }
    return canonical(content)


def _items(source: Source, draft: Draft) -> list[str]:
    """What a record is filtered by; a measure does not say of what somebody is suspected."""
    shown = "item" in draft.fields
    return sorted({each.violation for each in source.matters_of(draft.known.party.id)}) if shown else []


def hash_of(text: str) -> str:
    """Return the SM3 of a record."""
    return sm3_hex(text.encode())


def _draft(source: Source, known: PartyKnown, words: tuple[str, ...]) -> Draft:
    number, original = original_fields(source, known)
    found: dict[str, int] = {}
    fields = {}
    for field in source.publishing.fields:
        shown = _masked(field.mask, original.get(field.key, ""), source, known, words)
        fields[field.key] = (field.zh, original.get(field.key, ""), shown.text)
        for kind, count in shown.found:
            found[kind] = found.get(kind, 0) + count
    text = "\n".join(fields[field.key][2] for field in source.publishing.fields if field.mask is Mask.TEXT)
    return Draft(known, number, fields, tuple(found.items()), _examined(source, known, text))


def _masked(mask: Mask, text: str, source: Source, known: PartyKnown, words: tuple[str, ...]) -> Hidden:
    if mask is Mask.PARTY and known.is_person:
        return Hidden(mask_person(text), (("姓名", 1),))
    if mask is Mask.ORGANISATION and known.is_person:
        return Hidden("")
    if mask is Mask.TEXT or mask is Mask.PARTY:
        return _hidden(text, source, words)
    return Hidden(text)


def _hidden(text: str, source: Source, words: tuple[str, ...]) -> Hidden:
    """Hide everywhere; names of organisations, which may hold a surname, stand as they are published."""
    firms = {each.party.name: _firm(source, each) for each in source.parties if not each.is_person}
    some = sorted(firms, key=len, reverse=True)
    parts = re.split(f"({'|'.join(map(re.escape, some))})", text) if some else [text]
    numbers = [number for each in source.parties for number in each.numbers]
    homes = [each.address for each in source.parties if each.address]
    shown, found = "", dict[str, int]()
    for part in parts:
        one = firms.get(part) or hide(part, names=source.people, words=(*numbers, *words), addresses=homes)
        if part in firms and words:
            one = hide(one.text, words=words)
        shown += one.text
        for kind, count in one.found:
            found[kind] = found.get(kind, 0) + count
    return Hidden(shown, tuple(found.items()))


def _firm(source: Source, known: PartyKnown) -> Hidden:
    """An organisation in full; in the name of an individual business its operator's name is hidden (ADR 50)."""
    if known.is_individual_business and hides_operator(source.place, source.decided_on):
        return hide(known.party.name, names=source.people)
    return Hidden(known.party.name)


def _examined(source: Source, known: PartyKnown, text: str) -> Examined:
    notice = source.situation.last("hearing_notice_served")
    return Examined(
        is_person=known.is_person,
        age=age_on(known.born_on, source.violation_on),
        masked=text,
        left=identifying_left(text),
        suspected=tuple(each for each in suspects(text, source.officials) if each not in _of_agency(source)),
        heard_in_private=notice is not None and notice.payload.get("is_public") is False,
        is_juvenile_ground=source.decided.payload.get("ground") == "under_14",
        trade_name=_doubtful_trade_name(source, known),
    )


def _of_agency(source: Source) -> str:
    """Words of the agency's own name and number are nobody's name."""
    return source.agency.name + "".join(number for number, _ in source.papers.values())


def _doubtful_trade_name(source: Source, known: PartyKnown) -> str:
    """The name of an individual business that may hold its operator's, where nobody registered who that is."""
    hides = known.is_individual_business and hides_operator(source.place, source.decided_on)
    shown = _firm(source, known).text if hides and not known.representative else ""
    return known.party.name if shown and name_in_trade_name(shown) else ""
