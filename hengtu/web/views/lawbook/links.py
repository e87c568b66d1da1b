"""From citations to the library, and from a use of an article to the page of what uses it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from hengtu.law.citations import cite, printable
from hengtu.law.instruments import place_of
from hengtu.law.where_used import Use
from hengtu.web.navigation import address_of


@dataclass(frozen=True)
class Link:
    """Words and where they lead; without an address they are only words."""

    words: str
    url: str = ""


def article_links(bases: Iterable[str]) -> list[Link]:
    """Return one link per citation: to its article, or to its instrument; those not read say so and lead nowhere."""
    return [_link(basis) for basis in bases]


def _link(basis: str) -> Link:
    place = place_of(basis)
    words = cite(basis) if printable(basis) else f"{cite(basis).partition('~')[0].partition('ch')[0]}（条号没有核对）"
    if place is None or not place.known:
        return Link(words)
    if place.article:
        return Link(words, address_of("statute_article", place.instrument, place.article))
    return Link(words, address_of("statute", place.instrument))


def use_link(use: Use) -> Link:
    """Return where a rule that uses an article is shown."""
    if use.kind in ("violations", "items"):
        return Link(use.name, address_of("item", use.rule))
    if use.kind == "benchmarks":
        return Link(use.name, address_of("benchmark", use.rule))
    return Link(use.name)
