"""What one search box finds: cases, leads, papers and parties, each within the scope of who asks."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from uuid import UUID

from hengtu.agencies.models import Account
from hengtu.agencies.scope import Reach, reach_of
from hengtu.cases.models import CaseSearch, EnforcementCase
from hengtu.cases.search.engine import count_up_to, newest
from hengtu.cases.search.index import CASE, LEAD, PAPER, PARTY, paper_word, party_word, words_of_party
from hengtu.cases.search.marks import Pieces, marked
from hengtu.cases.selectors.case_view import Tag
from hengtu.cases.words import STATE_TAGS
from hengtu.documents.codes import is_well_formed, normal_code
from hengtu.documents.models import Document
from hengtu.documents.selectors.documents import title_of
from hengtu.lib.search_words import REVERSED, Query, Term, read_query, squeezed, whole_number, words_of_number
from hengtu.subjects.models import Party

PAGE = 25
FEW = 8  # of every group but the cases
PARTIES = 5
LOOKED_THROUGH = 60  # newest cases whose parties and papers are looked at
CAP = 100
LONGEST = 64
ENCRYPTED = ("id_number", "address", "phone")


@dataclass(frozen=True)
class CaseHit:
    """A case or lead that was found; texts are in pieces, marked where they were found."""

    id: UUID
    number: Pieces
    title: Pieces
    party: Pieces
    plate: Pieces
    status: Tag
    agency: str
    found_on: date


@dataclass(frozen=True)
class PaperHit:
    """A document that was found by its number."""

    uid: UUID
    case_id: UUID
    title: str
    number: Pieces
    issued_on: date


@dataclass(frozen=True)
class PartyHit:
    """A party that was found, with the number of its cases in the scope of who asks ("100+" beyond the cap)."""

    uid: UUID
    name: Pieces
    kind: str
    credit_code: Pieces
    cases: str


@dataclass(frozen=True)
class Found:
    """One answer. ``before`` is the key to go on from, 0 at the end; ``by_beginning``: words were completed."""

    cases: tuple[CaseHit, ...] = ()
    leads: tuple[CaseHit, ...] = ()
    papers: tuple[PaperHit, ...] = ()
    parties: tuple[PartyHit, ...] = ()
    before: int = 0
    by_beginning: bool = False

    @property
    def is_empty(self) -> bool:
        return not (self.cases or self.leads or self.papers or self.parties)


def find(account: Account, text: str, *, on: date, before: int | None = None) -> Found:
    """Return what the words find for this account; after the first page only further cases.

    Words are first taken as whole; when they find nothing at all, as beginnings.
    """
    reach = reach_of(account, on)
    whole, unfinished = (read_query(text[:LONGEST], typing=typing) for typing in (False, True))
    found = _find(account, reach, whole, on, before)
    if not found.is_empty or before or unfinished == whole:
        return found
    found = _find(account, reach, unfinished, on, None)
    return replace(found, by_beginning=not found.is_empty)


def suggest(account: Account, text: str, *, on: date) -> tuple[CaseHit, ...]:
    """Return the newest few cases and leads for words that are still being typed."""
    query = read_query(text[:LONGEST], typing=True)
    keys = newest(reach_of(account, on), query, limit=FEW)
    return _case_hits(account, keys, query.needles, on)


def cases_of_parties(
    account: Account, uids: Collection[UUID], *, on: date, before: int | None = None
) -> tuple[tuple[Party, ...], Found]:
    """Return those of the parties the account may see, and the newest of their cases within its scope."""
    parties = tuple(Party.objects.visible_to(account, on).filter(uid__in=uids).defer(*ENCRYPTED))
    query = Query((tuple(Term(party_word(party.uid)) for party in parties),) if parties else (), ())
    keys = newest(reach_of(account, on), query, limit=PAGE + 1, before=before)
    shown = keys[:PAGE]
    cases = _case_hits(account, shown, (), on)
    return parties, Found(cases=cases, before=shown[-1][0] if len(keys) > PAGE else 0)


def parties_with_id_number(account: Account, id_number: str, *, on: date) -> tuple[UUID, ...]:
    """Return the parties the account may see that have exactly this identity number (normalised)."""
    return tuple(Party.objects.visible_to(account, on).with_id_number(id_number).values_list("uid", flat=True))


def case_numbered(account: Account, text: str, *, on: date) -> UUID | None:
    """Return the one visible case whose whole number this is, however its brackets were typed."""
    return _only_one(account, Term(whole_number(text)), on) if _may_be_number(text) else None


def paper_named(account: Account, text: str, *, on: date) -> tuple[UUID, UUID] | None:
    """Return case and uid of the one visible document whose whole number or verification code this is."""
    if is_well_formed(normal_code(text)):
        rows = Document.objects.filter(verification_code=normal_code(text))
    elif _may_be_number(text):
        case_id = _only_one(account, Term(paper_word(text)), on)
        rows = Document.objects.filter(stream_id=case_id).exclude(number="") if case_id else Document.objects.none()
    else:
        return None
    found = [
        (stream, uid)
        for stream, uid, number, code in rows.values_list("stream_id", "uid", "number", "verification_code")
        if code == normal_code(text) or whole_number(number) == whole_number(text)
    ]
    visible = EnforcementCase.objects.visible_to(account, on).filter(pk__in=[stream for stream, _ in found])
    return found[0] if len(found) == 1 and visible.exists() else None


def _may_be_number(text: str) -> bool:
    typed = squeezed(text)
    return any(one.isdecimal() for one in typed) and not typed.isascii()


def _only_one(account: Account, term: Term, on: date) -> UUID | None:
    keys = newest(reach_of(account, on), Query(((term,),), ()), limit=2)
    visible = EnforcementCase.objects.visible_to(account, on).filter(pk__in=[case_id for _, case_id in keys])
    ids = list(visible.values_list("pk", flat=True))
    return ids[0] if len(ids) == 1 else None


def _find(account: Account, reach: Reach, query: Query, on: date, before: int | None) -> Found:
    keys = newest(reach, _also(query, CASE), limit=PAGE + 1, before=before)
    shown = keys[:PAGE]
    cases = _case_hits(account, shown, query.needles, on)
    more = shown[-1][0] if len(keys) > PAGE else 0
    if before:
        return Found(cases=cases, before=more)
    leads = newest(reach, _also(query, LEAD), limit=FEW)
    return Found(
        cases=cases,
        leads=_case_hits(account, leads, query.needles, on),
        papers=_papers(account, reach, query, on),
        parties=_parties(account, reach, query, on, _more_keys(reach, query, shown, leads)),
        before=more,
    )


def _also(query: Query, word: str) -> Query:
    return Query((*query.clauses, (Term(word),)), query.needles) if query else query


def _case_hits(
    account: Account, keys: Iterable[tuple[int, UUID]], needles: Sequence[str], on: date
) -> tuple[CaseHit, ...]:
    """Fetch the rows through the scope of the account, whatever the index said, in the order of the index."""
    ids = [case_id for _, case_id in keys]
    if not ids:
        return ()
    rows = EnforcementCase.objects.visible_to(account, on).select_related("agency").in_bulk(ids)
    return tuple(_case_hit(rows[case_id], needles) for case_id in ids if case_id in rows)


def _case_hit(case: EnforcementCase, needles: Sequence[str]) -> CaseHit:
    label, form = STATE_TAGS[case.state]
    return CaseHit(
        id=case.pk,
        number=marked(case.number, needles),
        title=marked(case.title, needles),
        party=marked(case.party_name, needles, spoken=True),
        plate=marked(case.plate, needles),
        status=Tag(label, form),
        agency=case.agency.short_name,
        found_on=case.found_on,
    )


def _papers(account: Account, reach: Reach, query: Query, on: date) -> tuple[PaperHit, ...]:
    if not any(one.isdecimal() for needle in query.needles for one in needle):
        return ()  # papers are found by number
    keys = newest(reach, _of_papers(query), limit=FEW)
    if not keys:
        return ()
    visible = EnforcementCase.objects.visible_to(account, on).filter(pk__in=[case_id for _, case_id in keys])
    rows = Document.objects.filter(stream_id__in=visible.values("pk")).exclude(number="").defer("data")
    some = [row for row in rows.order_by("-issued_at", "uid") if query.matches(words_of_number(row.number))]
    return tuple(
        PaperHit(row.uid, row.stream_id, title_of(row), marked(row.number, query.needles), row.issued_on)
        for row in some[:FEW]
    )


def _of_papers(query: Query) -> Query:
    """Put the mark of document numbers in front of every term; the ends of codes are no part of them."""
    clauses = (
        tuple(Term(PAPER + term.word, term.is_prefix) for term in terms if not term.word.startswith(REVERSED))
        for terms in query.clauses
    )
    return Query(tuple(clauses), query.needles)


def _more_keys(
    reach: Reach, query: Query, cases: Sequence[tuple[int, UUID]], leads: Sequence[tuple[int, UUID]]
) -> list[int]:
    """Return the keys of the newest cases to take parties from: the page, or some more where the page is full."""
    if len(cases) < PAGE and len(leads) < FEW:
        return [key for key, _ in (*cases, *leads)]
    return [key for key, _ in newest(reach, query, limit=LOOKED_THROUGH)]


def _parties(account: Account, reach: Reach, query: Query, on: date, keys: Collection[int]) -> tuple[PartyHit, ...]:
    if not keys:
        return ()
    texts = CaseSearch.objects.filter(pk__in=keys).values_list("words", flat=True)
    uids = {word.removeprefix(PARTY) for word in chain.from_iterable(map(str.split, texts)) if word.startswith(PARTY)}
    known = Party.objects.visible_to(account, on).filter(uid__in=uids).defer(*ENCRYPTED).order_by("name", "uid")
    some = [party for party in known if query.matches(words_of_party(party))]
    return tuple(_party_hit(party, reach, query.needles) for party in some[:PARTIES])


def _party_hit(party: Party, reach: Reach, needles: Sequence[str]) -> PartyHit:
    count = count_up_to(CAP + 1, reach, Query(((Term(party_word(party.uid)),),), ()))
    return PartyHit(
        uid=party.uid,
        name=marked(party.name, needles, spoken=True),
        kind=party.get_kind_display(),
        credit_code=marked(party.credit_code, needles),
        cases=f"{CAP}+" if count > CAP else str(count),
    )
