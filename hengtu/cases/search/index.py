"""Writing the words of a case: from its acts, the register of parties and the numbers of its papers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from hengtu.agencies.models.scoped import SCOPE_COLUMNS
from hengtu.cases.history import legal_history
from hengtu.cases.models import CaseSearch, CaseState, EnforcementCase
from hengtu.cases.search.keys import key_of
from hengtu.cases.search.scope import scope_words
from hengtu.documents.models import Document
from hengtu.law.procedure import Situation
from hengtu.law.rulebook import records
from hengtu.ledger.values import StoredAct
from hengtu.lib.search_words import (
    whole_number,
    words_of_code,
    words_of_name,
    words_of_number,
    words_of_plate,
    words_of_text,
)
from hengtu.lib.uids import uid_of
from hengtu.subjects.models import Party

CASE, LEAD = "_is_case", "_is_lead"
PARTY = "_party_"
PAPER = "_paper_"  # in front of the words of document numbers, so that a paper's number does not find a case's
# acts that change what a case is called or make a case of a lead
NAMING = frozenset({"case_filed", "spot_decided", "act_corrected", "content_erased"})
CASE_STATES = (CaseState.OPEN, CaseState.CLOSED, CaseState.ARCHIVED)


def index_after(case_id: UUID, acts: tuple[StoredAct, ...], papers: Iterable[Document]) -> None:
    """Bring the words of a case in line after its last act; most acts change nothing that is searched for."""
    last = acts[-1]
    if last.seq == 1 or last.kind in NAMING or any(paper.number for paper in papers) or _has_moved(case_id):
        index_case(case_id, acts)


def index_case(case_id: UUID, acts: tuple[StoredAct, ...]) -> None:
    """Write the words of one case from its history and its row; called by a rebuild, and when a paper gets a number."""
    row = EnforcementCase.objects.filter(pk=case_id).values().get()
    words = " ".join(sorted(words_of_case(row, acts, _numbers_of_papers(case_id))))
    known = CaseSearch.objects.filter(stream_id=case_id).first()
    if known is None:
        CaseSearch.objects.create(key=_free_key(row["found_on"], case_id), stream_id=case_id, words=words)
    elif known.words != words:
        CaseSearch.objects.filter(pk=known.pk).update(words=words)


def words_of_case(row: Mapping[str, Any], acts: tuple[StoredAct, ...], paper_numbers: Iterable[str]) -> set[str]:
    """Return everything a case is found by.

    Args:
        row: columns of the case.
        acts: its history; once the opening has been erased, nothing of it is found any more.
        paper_numbers: numbers of its documents.
    """
    case = Situation.of(legal_history(acts)).case
    parties = case.parties if case else ()
    uids = [party.id for party in parties if uid_of(party.id)]
    violations = {matter.violation for matter in case.matters} if case else set()
    return {
        CASE if row["state"] in CASE_STATES else LEAD,
        *scope_words(row),
        *words_of_number(row["number"]),
        *words_of_plate(row["plate"]),
        *words_of_text(row["title"]),
        *(word for name in _names_of_violations(violations) for word in words_of_text(name)),
        *(word for party in parties for word in words_of_name(party.name)),
        *(party_word(uid) for uid in uids),
        *(word for code in _codes_of(uids) for word in words_of_code(code)),
        *(PAPER + word for number in paper_numbers for word in words_of_number(number)),
    }


def words_of_party(party: Party) -> set[str]:
    """Return what a party by itself is found by."""
    return words_of_name(party.name) | words_of_code(party.credit_code)


def party_word(uid: UUID | str) -> str:
    """Return the word that stands for a party in the words of its cases."""
    return PARTY + str(uid).replace("-", "").lower()


def paper_word(number: str) -> str:
    """Return the word that stands for the whole number of a paper."""
    return PAPER + whole_number(number)


def forget_words() -> None:
    """Empty the table before a rebuild."""
    CaseSearch.objects.all().delete()


def word_snapshot() -> Iterator[tuple[Any, ...]]:
    """Yield every row without its key, for comparing before and after a rebuild."""
    yield from CaseSearch.objects.order_by("stream_id").values_list("stream_id", "words")


def _has_moved(case_id: UUID) -> bool:
    """Whether the words are missing or still hold a scope the case has left."""
    row = EnforcementCase.objects.filter(pk=case_id).values(*SCOPE_COLUMNS).get()
    words = CaseSearch.objects.filter(stream_id=case_id).values_list("words", flat=True).first() or ""
    return not scope_words(row) <= set(words.split())


def _free_key(found_on: date, case_id: UUID) -> int:
    """Two cases of one day share their first 43 bits hardly ever; then the later one takes the next key."""
    key = key_of(found_on, case_id)
    while CaseSearch.objects.filter(pk=key).exists():
        key += 1
    return key


def _numbers_of_papers(case_id: UUID) -> Iterable[str]:
    return Document.objects.filter(stream_id=case_id).exclude(number="").values_list("number", flat=True)


def _codes_of(uids: Iterable[str]) -> Iterable[str]:
    return Party.objects.filter(uid__in=list(uids)).exclude(credit_code="").values_list("credit_code", flat=True)


def _names_of_violations(ids: Iterable[str]) -> Iterator[str]:
    rules = records("violations")
    yield from (rules[each]["name_zh"] for each in ids if each in rules)
