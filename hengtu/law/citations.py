"""Citation ids and the sentences they stand for: ``APL:64i1`` is 行政处罚法第六十四条第一项.

An id is ``<instrument>:<article>[-<inserted>][p<clause>][i<item>]``, with ``12-1`` for 第十二条之一; instruments
without a short id are written by name, ``航道法42i1``. ``~`` marks a number that was recalled, not read, and ``ch``
a whole chapter: neither is ever printed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from hengtu.law.rulebook import records, rule_cache

SHORT = re.compile(r"(?P<id>[A-Z]{2,4}\d*)(?::(?P<rest>.+))?$")
PLAIN = re.compile(r"(?P<name>[^\dA-Za-z:~]+?)(?P<rest>\d.*)?$")
PLACE = re.compile(r"(?P<article>\d+)(?:-(?P<insert>\d+))?(?:p(?P<clause>\d+))?(?:i(?P<item>\d+))?$")
DIGITS = "零一二三四五六七八九"


def cite(basis: str) -> str:
    """Return the Chinese sentence for a citation id.

    Args:
        basis: ``APL:64i1``, ``APL:33p1``, ``GB118`` or ``航道法42i1``; what is none of these comes back as it stands.
    Example:
        >>> cite("APL:64i1")
        '行政处罚法第六十四条第一项'
    """
    short = SHORT.match(basis)
    if short and short["id"] in records("instruments"):
        instrument = records("instruments")[short["id"]]
        return str(instrument["short"]) + _place(short["rest"] or "")
    plain = PLAIN.match(basis)
    return f"《{plain['name']}》{_place(plain['rest'] or '')}" if plain else basis


def cite_in_full(basis: str) -> str:
    """Return the citation with the full title in book marks, as a document prints it."""
    short = SHORT.match(basis)
    if short and short["id"] in records("instruments"):
        instrument = records("instruments")[short["id"]]
        return f"《{instrument['title']}》{_place(short['rest'] or '')}"
    plain = PLAIN.match(basis)
    title = _titles().get(plain["name"]) if plain else None
    return f"《{title}》{_place(plain['rest'] or '')}" if plain and title else cite(basis)


@rule_cache
def _titles() -> Mapping[str, str]:
    """The full title by every name an instrument is written with."""
    return {alias: str(each["title"]) for each in records("instruments").values() for alias in each.get("aliases", ())}


def printable(basis: str) -> bool:
    """Whether a citation may stand on a document: read in a text, and down to an article."""
    if "~" in basis or ":ch" in basis:
        return False
    short = SHORT.match(basis)
    if short is None:
        plain = PLAIN.match(basis)
        return bool(plain and (not plain["rest"] or PLACE.match(plain["rest"])))
    instrument = records("instruments").get(short["id"])
    return instrument is not None and _was_read(instrument, short["rest"])


def cited(bases: tuple[str, ...]) -> str:
    """Return the printable ones of several citations as one phrase."""
    return "、".join(cite(basis) for basis in bases if printable(basis))


def chinese_number(value: int) -> str:
    """Return a whole number from 0 to 999 in Chinese, as articles are numbered.

    Example:
        >>> chinese_number(110)
        '一百一十'
    """
    hundreds, rest = divmod(value, 100)
    tens, ones = divmod(rest, 10)
    text = f"{DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        text += "十" if tens == 1 and not hundreds else f"{DIGITS[tens]}十"
    elif hundreds and ones:
        text += "零"
    return text + (DIGITS[ones] if ones or not text else "")


def _was_read(instrument: Mapping[str, Any], rest: str | None) -> bool:
    if not instrument["confirmed"]:
        return False
    place = PLACE.match(rest or "")
    if rest and place is None:
        return False
    articles = instrument.get("confirmed_articles")
    return articles is None or place is None or place["article"] in articles


def _place(rest: str) -> str:
    place = PLACE.match(rest)
    if place is None:
        return rest
    words = f"第{chinese_number(int(place['article']))}条"
    words += f"之{chinese_number(int(place['insert']))}" if place["insert"] else ""
    if place["clause"]:
        words += f"第{chinese_number(int(place['clause']))}款"
    return words + (f"第{chinese_number(int(place['item']))}项" if place["item"] else "")
