"""Row scope as words: the index leaves out what a reader may not see before anything is fetched.

Rows are fetched through ``visible_to`` all the same. These words make a search fast, they are not the lock.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hengtu.agencies.models.scoped import SCOPE_COLUMNS
from hengtu.agencies.scope import Reach
from hengtu.lib.search_words import Term


def scope_words(row: Mapping[str, Any]) -> set[str]:
    """Return the words for the scope columns of a row; nobody can type them, since typed words have no ``_``."""
    return {_word(column, row[column]) for column in SCOPE_COLUMNS if row[column] is not None}


def scope_terms(reach: Reach) -> tuple[Term, ...]:
    """Return the terms of which a row in reach has one; none for a reach of everything, which needs no clause."""
    return tuple(Term(_word(column, agency_id)) for column, agency_id in sorted(reach.places))


def _word(column: str, agency_id: int) -> str:
    return f"_{column.removesuffix('_id')}_{agency_id}"
