"""Everybody a case names who is no official: parties, those who stand for them, witnesses, drivers, payers (APL:50).

What is public of a case leaves their names out. The names come from where they were typed: the register, the acts, the
papers, the signatures. Officials act in public and are none of them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from uuid import UUID

from hengtu.documents.models import Document, DocumentSignature
from hengtu.law.acts import LegalAct
from hengtu.lib.person_names import names_in
from hengtu.subjects.models import Party, PartyKind

# entries of acts under which a person is named who is no official
IN_ACTS = frozenset(
    {"witness", "witnesses", "receiver", "substitute", "signer", "signed_by", "agent", "agents", "interviewee",
     "driver", "drivers", "owner", "vehicle_owner", "operator", "person_name", "handed_by", "received_by", "performer",
     "complainant", "guardian", "applicant", "payer", "recipient", "speaker", "contact", "legal_representative"}
)  # fmt: skip
# and of papers
ON_PAPERS = frozenset(
    {"interviewee", "person_name", "party_person", "party_name", "org_legal_rep", "agents", "third_parties",
     "recipient", "substitute", "speaker", "signer", "applicant", "invited", "others", "performer_name", "witness"}
)  # fmt: skip
OUTSIDE = frozenset({"party", "agent", "witness", "guardian", "interpreter"})


def people_named(case_id: UUID, history: tuple[LegalAct, ...], parties: Iterable[Party]) -> tuple[str, ...]:
    """Return the names of everybody known in a case who is no official, each once.

    Args:
        history: the acts of the case. parties: their rows in the register.
    """
    return _without_officials((*_in_register(parties), *_in_acts(history), *_on_papers(case_id)), history)


def people_in_acts(history: tuple[LegalAct, ...], parties: Iterable[Party]) -> tuple[str, ...]:
    """Return the same without opening the papers, whose people the acts name as well."""
    return _without_officials((*_in_register(parties), *_in_acts(history)), history)


def _without_officials(names: Iterable[str], history: tuple[LegalAct, ...]) -> tuple[str, ...]:
    officials = {actor.name for act in history for actor in act.by if not actor.roles & OUTSIDE}
    return tuple(name for name in dict.fromkeys(names) if name not in officials)


def _in_register(parties: Iterable[Party]) -> Iterator[str]:
    for party in parties:
        if party.kind == PartyKind.NATURAL_PERSON:
            yield from _whole(party.name)
        yield from _whole(party.legal_representative)


def _in_acts(history: tuple[LegalAct, ...]) -> Iterator[str]:
    for act in history:
        for actor in act.by:
            if actor.roles & OUTSIDE:
                yield from names_in(actor.name)
        yield from _under(act.payload, IN_ACTS)


def _on_papers(case_id: UUID) -> Iterator[str]:
    papers = Document.objects.filter(stream_id=case_id)
    for data in papers.values_list("data", flat=True):
        yield from _under(json.loads(data).get("text", {}), ON_PAPERS)
    signed = DocumentSignature.objects.filter(document__in=papers).values_list("signer", "witness")
    for names in signed:
        for name in names:
            yield from names_in(name)


def _under(content: Any, naming: frozenset[str], key: str = "") -> Iterator[str]:
    """Every name under a naming entry, however deep."""
    if isinstance(content, Mapping):
        for name, value in content.items():
            yield from _under(value, naming, name if name != "name" else key)
    elif isinstance(content, list | tuple):
        for value in content:
            yield from _under(value, naming, key)
    elif isinstance(content, str) and key in naming:
        yield from names_in(content)


def _whole(name: str) -> Iterator[str]:
    if name.strip():
        yield name.strip()
