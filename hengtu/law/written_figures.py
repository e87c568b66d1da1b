"""Amounts, dates, measures and names in a text that somebody wrote, held against what a case knows.

A text is not understood here, only its figures are: what stands in it and nowhere in the case is named in the words it
was written in. Full-width digits, 万 and Chinese numerals are read as what they mean.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from hengtu.law.numerals import CHARACTERS, number_of

Kind = Literal["fine", "amount", "date", "measure", "name"]
CAPITALS = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")
_DIGITS = r"\d[\d,]*(?:\.\d+)?"
_ZH = rf"[{CHARACTERS}万]{{1,12}}"
_SUM = rf"({_DIGITS}|{_ZH})\s*(万)?\s*元"
AMOUNT = re.compile(_SUM)
# a fine that is imposed, not a range: 罚款3000元, but not 罚款3000元以上
FINE = re.compile(rf"罚款(?:人民币|金额|数额)?为?\s*{_SUM}(?!整?\s*(?:以上|以下|以内|至|到|[—～~-]))")
DATE = re.compile(
    rf"(?:(\d{{4}}|[〇零一二三四五六七八九]{{4}})年)?(\d{{1,2}}|[{CHARACTERS}]{{1,3}})月(\d{{1,2}}|[{CHARACTERS}]{{1,3}})日"
)
MEASURE = re.compile(rf"({_DIGITS})\s*(千克|公斤|吨|平方米|厘米|毫米|米|轴|人|次|辆|座|岁|%)")
PER_UNIT = {"吨": 1000.0, "%": 0.01}
# what holds figures of its own that are no facts: articles, numbers of documents
_NOT_FACTS = re.compile(rf"第[\d{CHARACTERS}]+[条款项号]|〔\d{{4}}〕\d*号?|[A-Z0-9]{{4,}}-[A-Z0-9-]+")
_PLATE = re.compile(r"[\u4e00-\u9fff][A-Z]·?[A-Z0-9]{5,6}")
SHORTEST_NAME = 3


@dataclass(frozen=True)
class Known:
    """What a case knows: ``fines`` the amounts imposed or told, ``numbers`` every figure, ``days``, ``names``."""

    fines: frozenset[float] = frozenset()
    numbers: frozenset[float] = frozenset()
    days: frozenset[date] = frozenset()
    names: frozenset[str] = frozenset()
    month_days: frozenset[tuple[int, int]] = field(default=frozenset())


@dataclass(frozen=True)
class Difference:
    """Something written that the case does not know. ``words`` are those of the text; ``meant`` a name it resembles."""

    kind: Kind
    words: str
    meant: str = ""


def differences(text: str, known: Known) -> tuple[Difference, ...]:
    """Return what stands in a text and not in the case, each once, in the order of the text.

    Example:
        >>> case = Known(fines=frozenset({3000.0}), numbers=frozenset({3000.0}))
        >>> [each.words for each in differences("决定罚款5000元", case)]
        ['罚款5000元']
    """
    written = _readable(text)
    found = [*_fines(written, known), *_dates(written, known), *_names(written, known)]
    bare = _NOT_FACTS.sub("　", DATE.sub("　", FINE.sub("　", written)))
    found += [*_amounts(bare, known), *_measures(AMOUNT.sub("　", bare), known)]
    return tuple(dict.fromkeys(found))


def figures_in(text: str) -> Known:
    """Return every figure and day of a text, for what the case itself has written down."""
    written = _readable(text)
    numbers = {value for match in AMOUNT.finditer(written) if (value := _sum(match)) is not None}
    numbers |= {_measured(match) for match in MEASURE.finditer(written)} | {
        _figure(match[1]) for match in MEASURE.finditer(written)
    }
    days = [_day(match) for match in DATE.finditer(written)]
    whole = frozenset(each for each in days if isinstance(each, date))
    parts = frozenset(each for each in days if isinstance(each, tuple)) | {(each.month, each.day) for each in whole}
    return Known(numbers=frozenset(numbers), days=whole, month_days=frozenset(parts))


def figures_of(value: Any) -> Known:
    """Return every figure and day in a payload: numbers as they stand, texts read, ISO days too."""
    numbers: set[float] = set()
    days: set[date] = set()
    parts: set[tuple[int, int]] = set()
    for leaf in _leaves(value):
        if isinstance(leaf, str):
            read = figures_in(leaf)
            numbers |= read.numbers
            days |= read.days | _iso(leaf)
            parts |= read.month_days
        else:
            numbers.add(float(leaf))
    return Known(numbers=frozenset(numbers), days=frozenset(days), month_days=frozenset(parts))


def _leaves(value: Any) -> Iterator[Any]:
    if isinstance(value, Mapping):
        for member in value.values():
            yield from _leaves(member)
    elif isinstance(value, list | tuple):
        for member in value:
            yield from _leaves(member)
    elif isinstance(value, str | int | float) and not isinstance(value, bool):
        yield value


def _iso(text: str) -> set[date]:
    try:
        return {date.fromisoformat(text[:10])} if re.match(r"\d{4}-\d{2}-\d{2}", text) else set()
    except ValueError:
        return set()


def _readable(text: str) -> str:
    return unicodedata.normalize("NFKC", text).translate(CAPITALS)


def _figure(text: str) -> float:
    return float(text.replace(",", ""))


def _sum(match: re.Match[str]) -> float | None:
    """The amount of a match of AMOUNT; None where the characters are no number."""
    digits = match[1]
    if digits[0].isdigit():
        value: float | None = _figure(digits)
    else:
        value = _zh(digits)
    return None if value is None else value * (10_000 if match[2] else 1)


def _zh(text: str) -> float | None:
    high, mark, low = text.partition("万")
    parts = [number_of(part.lstrip("零〇") or "零") if part else 0 for part in ((high, low) if mark else ("", high))]
    return None if None in parts else float((parts[0] or 0) * 10_000 + (parts[1] or 0))


def _day(match: re.Match[str]) -> date | tuple[int, int] | None:
    year, month, day = (_count(part) for part in match.groups())
    if month is None or day is None:
        return None
    try:
        return (month, day) if year is None else date(year, month, day)
    except ValueError:
        return None


def _count(text: str | None) -> int | None:
    if text is None:
        return None
    if len(text) == 4 and not text.isdigit():
        return int("".join(str("〇一二三四五六七八九".index(each.replace("零", "〇"))) for each in text))
    return number_of(text)


def _fines(text: str, known: Known) -> Iterator[Difference]:
    for match in FINE.finditer(text):
        if _sum(match) is not None and _sum(match) not in known.fines:
            yield Difference("fine", match[0])


def _amounts(text: str, known: Known) -> Iterator[Difference]:
    for match in AMOUNT.finditer(text):
        value = _sum(match)
        if value is not None and value not in known.numbers | known.fines:
            yield Difference("amount", match[0])


def _dates(text: str, known: Known) -> Iterator[Difference]:
    parts = known.month_days | {(each.month, each.day) for each in known.days}
    for match in DATE.finditer(text):
        day = _day(match)
        if day is None or not (day in known.days if isinstance(day, date) else day in parts):
            yield Difference("date", match[0])


def _measures(text: str, known: Known) -> Iterator[Difference]:
    for match in MEASURE.finditer(text):
        if _figure(match[1]) not in known.numbers and not _is_near(_measured(match), known.numbers):
            yield Difference("measure", match[0])


def _measured(match: re.Match[str]) -> float:
    return _figure(match[1]) * PER_UNIT.get(match[2], 1.0)


def _is_near(value: float, numbers: Iterable[float]) -> bool:
    """55.94吨 is 55940千克; binary fractions do not decide."""
    return any(abs(value - each) <= 1e-6 * max(1.0, abs(each)) for each in numbers)


def _names(text: str, known: Known) -> Iterator[Difference]:
    """A name of the case with one character wrong, and a plate that no vehicle of the case has."""
    rest = text
    for name in sorted(known.names, key=len, reverse=True):
        rest = rest.replace(name, "　" * len(name))
    for name in sorted(known.names):
        if len(name) >= SHORTEST_NAME:
            yield from _misspelt(name, rest)
    yield from (Difference("name", match[0]) for match in _PLATE.finditer(rest) if known.names)


def _misspelt(name: str, text: str) -> Iterator[Difference]:
    for start in range(len(text) - len(name) + 1):
        written = text[start : start + len(name)]
        wrong = sum(mine != yours for mine, yours in zip(written, name, strict=True))
        if wrong == 1 and written[0] == name[0] and "　" not in written:
            yield Difference("name", written, name)
