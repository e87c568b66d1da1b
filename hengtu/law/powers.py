"""Which article of which law or regulation grants a coercive measure (ACL:10, ACL:16): read from dated rows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from hengtu.law.citations import chinese_number
from hengtu.law.rows import in_force
from hengtu.law.rulebook import records

ARTICLE = re.compile(r"第([零一二三四五六七八九十百]+|\d+)条")
SHORT = re.compile(r"(?P<id>[A-Z]{2,4}\d*):(?P<article>\d+)")
KIND_NAMES = {"vehicle": "扣留车辆", "tow": "强制拖离", "goods": "扣押财物", "seal": "查封"}
_NUMBERS = {chinese_number(number): str(number) for number in range(1, 1000)}


def measure_kind(words: str) -> str:
    """Return the kind of a measure from its name: ``seal``, ``tow``, ``vehicle`` or ``goods``.

    Example:
        >>> [measure_kind(words) for words in ("查封仓库", "强制拖离", "暂扣车辆", "扣押工具")]
        ['seal', 'tow', 'vehicle', 'goods']
    """
    if "查封" in words or words == "seal":
        return "seal"
    if "拖离" in words or words == "tow":
        return "tow"
    return "vehicle" if any(word in words for word in ("车", "船", "vehicle")) else "goods"


def article_named(words: str) -> tuple[str, str] | None:
    """Return instrument id and article that somebody wrote, where the rulebook knows the instrument.

    The article is empty where none was written; None for an instrument the rulebook does not hold.

    Example:
        >>> article_named("《中华人民共和国道路运输条例》第六十二条第一款")
        ('RTR', '62')
    """
    short = SHORT.match(words.strip())
    if short:
        return (short["id"], short["article"]) if short["id"] in records("instruments") else None
    found = ARTICLE.search(words)
    number = found.group(1) if found else ""
    title = words[: found.start()] if found else words
    for identity, instrument in records("instruments").items():
        if title.strip("《》 ") in {instrument["title"], instrument["short"], *instrument.get("aliases", ())}:
            return identity, number if number.isdigit() else _NUMBERS.get(number, "")
    return None


def powers_under(instrument: str, on: date) -> tuple[Mapping[str, Any], ...]:
    """Return the powers that one instrument grants on a day; empty where the rulebook lists none for it."""
    rows = records("measure_powers").values()
    return tuple(row for row in rows if row["instrument"] == instrument and in_force(row, on))


def power_of(words: str, on: date) -> Mapping[str, Any] | None:
    """Return the listed power behind an article as somebody wrote it; None where it is not a listed one."""
    named = article_named(words)
    if named is None:
        return None
    return next((row for row in powers_under(named[0], on) if row["article"] == named[1]), None)


def power_granting(words: str, measure: str, on: date) -> Mapping[str, Any] | None:
    """Return the listed power behind an article; who names the instrument alone rests on its article for the measure.

    Args:
        words: the article or the instrument as somebody wrote it.
        measure: the measure as it is called, e.g. 扣押车辆.
    """
    named = article_named(words)
    if named is None or named[1]:
        return power_of(words, on)
    kind = measure_kind(measure)
    return next((row for row in powers_under(named[0], on) if kind in row["kinds"]), None)
