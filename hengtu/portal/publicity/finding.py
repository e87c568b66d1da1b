"""Searching what is public: by words, agency, item, days; the newest first, page by page, on either engine."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection

from hengtu.cases.search.engine import as_match, as_tsquery
from hengtu.cases.search.marks import Pieces, marked
from hengtu.lib.search_words import Term, read_query
from hengtu.portal.models import PublicRecord, RecordState
from hengtu.portal.publicity.index import filters, first_key

PAGE = 25
LONGEST = 64
_BEYOND = 2**63 - 1
_FEW, _WALK = 300, 6000  # rows looked through one by one: what is common is met among the first few at once
_SHORT = 100  # days: the index of words finds what lies in three or four months at once
_OFTEN = 2  # met so often among the few, it is common enough to go on like that; rarer words the index finds quickly
_BY_KEY = """
SELECT key, record_id FROM portal_publicwords WHERE {agency} key < %s AND key >= %s ORDER BY key DESC LIMIT %s
"""
_WALK_ON_POSTGRESQL = """
SELECT key, record_id FROM (
    SELECT key, record_id, words FROM portal_publicwords
    WHERE {agency} key < %s AND key >= %s ORDER BY key DESC LIMIT %s
) AS near WHERE words @@ %s::tsquery ORDER BY key DESC LIMIT %s
"""
_WORDS_ON_POSTGRESQL = """
WITH found AS MATERIALIZED (
    SELECT key, record_id FROM portal_publicwords WHERE words @@ %s::tsquery
) SELECT key, record_id FROM found WHERE key < %s AND key >= %s ORDER BY key DESC LIMIT %s
"""
_WORDS_ON_SQLITE = """
SELECT s.key, s.record_id FROM portal_publicwords_words w CROSS JOIN portal_publicwords s ON s.key = w.rowid
WHERE w.portal_publicwords_words MATCH %s AND w.rowid < %s AND w.rowid >= %s ORDER BY w.rowid DESC LIMIT %s
"""


@dataclass(frozen=True)
class Asked:
    """What is looked for. ``agency``: key of a legal subject; ``kind``: the act whose
    result it is; days are those of publication, both inclusive."""

    text: str = ""
    agency: int | None = None
    item: str = ""
    kind: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class PublicHit:
    """One line of the list. ``item`` is the kind of decision where it names no violation."""

    ref: str
    number: Pieces
    item: Pieces
    party: Pieces
    result: str
    agency: str
    decided_on: str


@dataclass(frozen=True)
class FoundRecords:
    """One page. ``before``: key to go on from, 0 at the end; ``is_blank``: words that hold nothing to look for."""

    hits: tuple[PublicHit, ...] = ()
    before: int = 0
    is_blank: bool = False


def find_records(asked: Asked, *, before: int | None = None) -> FoundRecords:
    """Return one page of what is public and fits, the newest first.

    A text without letters or digits, or a personal number, finds nothing. At most 64 characters are read.
    """
    query = read_query(asked.text[:LONGEST])
    if asked.text.strip() and not query:
        return FoundRecords(is_blank=True)
    keys = newest(asked, query.clauses, limit=PAGE + 1, before=before)
    shown = keys[:PAGE]
    rows = PublicRecord.objects.filter(state=RecordState.PUBLIC).in_bulk([record for _, record in shown])
    hits = tuple(_hit(rows[record], query.needles) for _, record in shown if record in rows)
    return FoundRecords(hits, shown[-1][0] if len(keys) > PAGE else 0)


def newest(
    asked: Asked, clauses: tuple[tuple[Term, ...], ...], *, limit: int, before: int | None = None
) -> list[tuple[int, int]]:
    """Return key and record of the newest that fit, at most ``limit``."""
    high = min(before or _BEYOND, first_key(asked.until + timedelta(days=1)) if asked.until else _BEYOND)
    low = first_key(asked.since) if asked.since else 0
    wanted = (
        *clauses,
        *((Term(word),) for word in sorted(filters(items=[asked.item] if asked.item else (), kind=asked.kind))),
    )
    if not wanted:
        statement, agency = _with_agency(_BY_KEY, asked)
        return _rows(statement, [*agency, high, low, limit])
    if connection.vendor != "postgresql":
        words = as_match((*wanted, *_agency_term(asked)))
        return _rows(_WORDS_ON_SQLITE, [words, high, low, limit])
    return _on_postgresql(asked, wanted, high, low, limit)


def _on_postgresql(
    asked: Asked, wanted: tuple[tuple[Term, ...], ...], high: int, low: int, limit: int
) -> list[tuple[int, int]]:
    """Look the newest through while what is asked is met there; what is rare, or of few months, the index finds."""
    statement, agency = _with_agency(_WALK_ON_POSTGRESQL, asked)
    question = as_tsquery(wanted)
    near = _rows(statement, [*agency, high, low, _FEW, question, limit])
    months = months_asked(asked)
    if _OFTEN <= len(near) < limit and not months:
        walk = min(_WALK, _FEW * limit * 2 // len(near))  # twice what it takes if they lie as thick further on
        near = _rows(statement, [*agency, high, low, walk, question, limit])
    if len(near) == limit:
        return near
    narrow = as_tsquery((*wanted, *_agency_term(asked), *months))
    return _rows(_WORDS_ON_POSTGRESQL, [narrow, high, low, limit])


def months_asked(asked: Asked) -> tuple[tuple[Term, ...], ...]:
    """The months of a short span as words, so that the index of words need not bring up every other year as well."""
    if asked.since is None or asked.until is None or not 0 <= (asked.until - asked.since).days <= _SHORT:
        return ()
    days = (asked.since + timedelta(days=number) for number in range((asked.until - asked.since).days + 1))
    months = dict.fromkeys(f"{day:%Y-%m}" for day in days)
    return (tuple(Term(word) for month in months for word in filters(month=month)),)


def _agency_term(asked: Asked) -> tuple[tuple[Term, ...], ...]:
    return tuple((Term(word),) for word in filters(agency=asked.agency))


def _with_agency(statement: str, asked: Asked) -> tuple[str, list[int]]:
    clause = "agency_id = %s AND" if asked.agency is not None else ""
    return statement.format(agency=clause), [asked.agency] if asked.agency is not None else []


def _hit(row: PublicRecord, needles: Sequence[str]) -> PublicHit:
    content: dict[str, Any] = json.loads(row.text)
    return PublicHit(
        ref=row.ref,
        number=marked(content["number"], needles),
        item=marked(content.get("item") or content["kind"], needles),
        party=marked(content["party"], needles if content["party_kind"] != "自然人" else (), spoken=True),
        result=content["result"],
        agency=content["agency"],
        decided_on=content["decided_on"],
    )


def _rows(statement: str, parameters: list[Any]) -> list[tuple[int, int]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return [(int(key), int(record)) for key, record in cursor.fetchall()]
