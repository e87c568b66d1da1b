"""Asking the index of either engine: the newest cases first, the scope inside the question."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import BooleanField, Q
from django.db.models.expressions import RawSQL

from hengtu.agencies.scope import Reach
from hengtu.cases.search.keys import day_of_key
from hengtu.cases.search.scope import scope_terms
from hengtu.lib.search_words import Query, Term

Clauses = tuple[tuple[Term, ...], ...]

# Either the newest cases of the scope are looked through one by one, or the index of words decides alone, behind a
# fence: left to itself, PostgreSQL may walk all cases from the newest on, hoping to meet some of this scope soon.
# strip() changes nothing in words without positions and keeps the index of words out of the walk.
_AMONG_NEWEST = """
SELECT s.key, s.stream_id
FROM (
    SELECT id FROM cases_enforcementcase WHERE {scope} AND found_on <= %s ORDER BY found_on DESC, id DESC LIMIT {walk}
) AS c JOIN cases_casesearch s ON s.stream_id = c.id
WHERE s.key < %s AND strip(s.words) @@ %s::tsquery ORDER BY s.key DESC LIMIT %s
"""
_NEWEST_ON_POSTGRESQL = """
WITH found AS MATERIALIZED (SELECT key, stream_id FROM cases_casesearch WHERE words @@ %s::tsquery)
SELECT key, stream_id FROM found WHERE key < %s ORDER BY key DESC LIMIT %s
"""
_NEWEST_ON_SQLITE = """
SELECT s.key, s.stream_id FROM cases_casesearch_words w CROSS JOIN cases_casesearch s ON s.key = w.rowid
WHERE w.cases_casesearch_words MATCH %s AND w.rowid < %s ORDER BY w.rowid DESC LIMIT %s
"""
_COUNT_ON_POSTGRESQL = """
SELECT count(*) FROM (SELECT 1 FROM cases_casesearch WHERE words @@ %s::tsquery LIMIT %s) AS counted
"""
_COUNT_ON_SQLITE = """
SELECT count(*) FROM (SELECT 1 FROM cases_casesearch_words WHERE cases_casesearch_words MATCH %s LIMIT %s) AS counted
"""
_EACH_ON_POSTGRESQL = """
EXISTS (SELECT 1 FROM cases_casesearch s WHERE s.stream_id = cases_enforcementcase.id AND strip(s.words) @@ %s::tsquery)
"""
_IDS_ON_POSTGRESQL = "SELECT stream_id FROM cases_casesearch WHERE words @@ %s::tsquery"
_IDS_ON_SQLITE = """
SELECT s.stream_id FROM cases_casesearch_words w CROSS JOIN cases_casesearch s ON s.key = w.rowid
WHERE w.cases_casesearch_words MATCH %s
"""
_BEYOND_ALL = 2**63 - 1
_NARROW = ("legal_subject_id", "county_id", "station_id")
_WALK_NARROW, _WALK_WIDE = 300, 2000  # cases: those of a county lie scattered, those of a province side by side
_COMMON = 26


def newest(reach: Reach, query: Query, *, limit: int, before: int | None = None) -> list[tuple[int, UUID]]:
    """Return key and id of the newest cases that are found, at most ``limit``; ``before`` is the last key shown."""
    if reach.is_nothing or not query:
        return []
    words, bound = question(reach, query), before or _BEYOND_ALL
    if not _is_postgresql():
        return [(key, UUID(uid)) for key, uid in _rows(_NEWEST_ON_SQLITE, [words, bound, limit])]
    near = _among_newest(reach, words, bound, limit)
    return near if len(near) == limit else _rows(_NEWEST_ON_POSTGRESQL, [words, bound, limit])


def _among_newest(reach: Reach, words: str, bound: int, limit: int) -> list[tuple[int, UUID]]:
    """Look the newest cases of the scope through: what is common is met at once. Nothing for a reach of many places."""
    if len(reach.places) > 1:
        return []
    ((column, agency_id),) = reach.places or {("", 0)}
    walk = _WALK_NARROW if column in _NARROW else _WALK_WIDE
    scope = f"{column} = %s" if column else "TRUE"
    return _rows(
        _AMONG_NEWEST.format(scope=scope, walk=walk),
        [*([agency_id] if column else []), day_of_key(bound), bound, words, limit],
    )


def count_up_to(cap: int, reach: Reach, query: Query) -> int:
    """Return how many cases are found, counting no further than ``cap``."""
    if reach.is_nothing or not query:
        return 0
    statement = _COUNT_ON_POSTGRESQL if _is_postgresql() else _COUNT_ON_SQLITE
    return int(_rows(statement, [question(reach, query), cap])[0][0])


def is_found(reach: Reach, query: Query) -> Any:
    """Return the condition that a case is found, for a list of cases with filters and an order of its own.

    What is common in the scope is tested row by row in the order of the list; what is rare is taken from the index.
    """
    if reach.is_nothing or not query:
        return Q(pk__in=())
    words = question(reach, query)
    if not _is_postgresql():
        return Q(pk__in=RawSQL(_IDS_ON_SQLITE, [words]))  # noqa: S611 - the words are a parameter
    if len(_among_newest(reach, words, _BEYOND_ALL, _COMMON)) == _COMMON:
        return RawSQL(_EACH_ON_POSTGRESQL, [words], output_field=BooleanField())  # noqa: S611
    return Q(pk__in=RawSQL(_IDS_ON_POSTGRESQL, [words]))  # noqa: S611


def question(reach: Reach, query: Query) -> str:
    """Return the query with the scope as one more clause, as the engine in use reads it."""
    scope = scope_terms(reach)
    clauses = (scope, *query.clauses) if scope else query.clauses
    return as_tsquery(clauses) if _is_postgresql() else as_match(clauses)


def as_tsquery(clauses: Clauses) -> str:
    """Write clauses for PostgreSQL. Words hold letters, digits and ``_`` alone, so nothing in them needs escaping.

    >>> as_tsquery(((Term("贺长"),), (Term("126"), Term("end_6", is_prefix=True))))
    "('贺长') & ('126' | 'end_6':*)"
    """
    return " & ".join(
        "(" + " | ".join(f"'{term.word}'{':*' if term.is_prefix else ''}" for term in terms) + ")" for terms in clauses
    )


def as_match(clauses: Clauses) -> str:
    """Write clauses for SQLite's full-text table.

    >>> as_match(((Term("贺长"),), (Term("126"), Term("end_6", is_prefix=True))))
    '("贺长") AND ("126" OR "end_6"*)'
    """
    return " AND ".join(
        "(" + " OR ".join(f'"{term.word}"{"*" if term.is_prefix else ""}' for term in terms) + ")" for terms in clauses
    )


def _is_postgresql() -> bool:
    return connection.vendor == "postgresql"


def _rows(statement: str, parameters: list[Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return list(cursor.fetchall())
