"""What leaves the house is masked: names and personal numbers of the party, never the officers'."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from hengtu.cases.models import EnforcementCase
from hengtu.cases.selectors.names_in_case import names_in_case
from hengtu.lib.identifying import identifying
from hengtu.lib.masking import mask_id_number, mask_name
from hengtu.lib.uids import uid_of
from hengtu.oversight.protection.values import Line, ProtectionFile, Section
from hengtu.subjects.models import Party, PartyKind


def hidden_words(case: EnforcementCase) -> tuple[str, ...]:
    """Return the words of a case that identify its party; the number of the case stays, it names no person."""
    return tuple(word for word in names_in_case(case.pk) if word not in (case.number, *_organisations(case)))


def masked(text: str, words: Iterable[str]) -> str:
    """Return a text with what identifies somebody masked: numbers by their form, names to their first character."""
    for found in sorted(identifying(text, words), key=len, reverse=True):
        text = text.replace(found, mask_name(found) if not any(c.isdigit() for c in found) else mask_id_number(found))
    return text


def masked_file(file: ProtectionFile) -> ProtectionFile:
    """Return the file as it may leave: every line masked."""
    words = hidden_words(file.case)
    return replace(file, sections=tuple(_section(each, words) for each in file.sections))


def _section(section: Section, words: tuple[str, ...]) -> Section:
    return replace(section, lines=tuple(_line(each, words) for each in section.lines))


def _line(line: Line, words: tuple[str, ...]) -> Line:
    return replace(line, what=masked(line.what, words), text=masked(line.text, words))


def _organisations(case: EnforcementCase) -> tuple[str, ...]:
    """The names of firms are no personal data; who represents them is."""
    firms = (PartyKind.LEGAL_PERSON, PartyKind.OTHER_ORGANISATION)
    uid = uid_of(case.party_uid)
    known = Party.objects.filter(uid=uid, kind__in=firms) if uid else ()
    return tuple(party.name for party in known)
