"""What the public pages need: the other places anybody may go, and citations in words."""

from __future__ import annotations

from collections.abc import Sequence

from django import template

from hengtu.law.citations import cited
from hengtu.law.procedure.charts import TermNote
from hengtu.portal.openness.drawing import term_words
from hengtu.web.navigation import BENCHMARKS, OPENNESS, PUBLICITY, VERIFY, address_of

register = template.Library()
PLACES = (OPENNESS, PUBLICITY, BENCHMARKS, VERIFY)


@register.simple_tag
def public_places() -> list[tuple[str, str]]:
    """Return name and address of every public place there is."""
    return [(place.label, address) for place in PLACES if (address := address_of(place.name))]


@register.filter
def citations(bases: Sequence[str]) -> str:
    """Return citation ids in words, those alone that may be printed."""
    return cited(tuple(bases))


@register.filter
def term(note: TermNote) -> str:
    """Return a term in words with its article."""
    return term_words(note)
