"""Taking out of a free text what would tell who somebody is, and saying what may have been left in it.

Nothing is guessed away: what is surely a name, a number, a plate or an address is hidden; what only looks like a name
is reported (``law.disclosure.suspecting``), so that a person decides.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from hengtu.lib.masking import mask_address
from hengtu.lib.person_names import DOTS, characters, mask_person
from hengtu.lib.plates import find_plates

NAME, NUMBER, PHONE, PLATE, ADDRESS, MORE = "姓名", "证件或者账户号码", "电话", "车船号", "住址", "经办人另行遮盖"
BLOCK = "█"
_GAP = r"[\s\-·•・‧.\u200b-\u200f\u2060\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]*"
_BETWEEN_DIGITS = r"[\s\-\u200b-\u200f\u2060\ufeff]?"
_D = rf"{_BETWEEN_DIGITS}[0-9]"
_ROAD = r"(?:大道|路|街|巷|弄|胡同|村|组|小区|花园|公寓|家园|苑|里)"
_STAR = r"[*＊×✱xX某○●□■█]{1,2}"
_FORMS = (
    (NUMBER, re.compile(rf"(?<![0-9A-Za-z])[0-9](?:{_D}){{16}}{_BETWEEN_DIGITS}[0-9Xx](?![0-9A-Za-z])")),
    (NUMBER, re.compile(r"(?<![0-9A-Za-z])[1-9][0-9]{7}(?:0[1-9]|1[0-2])(?:[0-2][0-9]|3[01])[0-9]{3}(?![0-9A-Za-z])")),
    (NUMBER, re.compile(rf"(?<![0-9A-Za-z])[3-6][0-9]{{3}}(?:{_D}){{12,15}}(?![0-9A-Za-z])")),
    (NUMBER, re.compile(r"(?<![0-9A-Za-z])(?:[EGPSDHMC][A-Z]?[0-9]{7,9})(?![0-9A-Za-z])")),
    (PHONE, re.compile(rf"(?<![0-9])1{_BETWEEN_DIGITS}[3-9](?:{_D}){{9}}(?![0-9])")),
    (PHONE, re.compile(r"(?<![0-9])0[0-9]{2,3}[\s\-—][0-9]{7,8}(?![0-9])")),
    (PHONE, re.compile(r"[A-Za-z0-9._%+\-]+@[A-Za-z0-9.\-]+\.[A-Za-z]{2,}")),
    (ADDRESS, re.compile(rf"(?:[\u4e00-\u9fff]{{1,8}}{_ROAD})\s*[0-9一二三四五六七八九十]+\s*(?:号|栋|幢|单元|室|组|弄)"
                         r"(?:\s*[0-9一二三四五六七八九十]+\s*(?:号|栋|幢|单元|室|楼|层))*")),
)  # fmt: skip


@dataclass(frozen=True)
class Hidden:
    """A text without what identifies; ``found`` says of which kinds how much was hidden."""

    text: str
    found: tuple[tuple[str, int], ...] = ()


def hide(text: str, *, names: Iterable[str] = (), words: Iterable[str] = (), addresses: Iterable[str] = ()) -> Hidden:
    """Return a text as it may be published.

    Args:
        names: people who are known to occur; every way of writing them with blanks or dots between is hidden.
        words: whatever else is to be hidden, as it stands: numbers that are known, what an officer marked.
        addresses: homes; of each the county stays.
    Example:
        >>> hide("当事人张三 丰（电话138 0013 8000）驾驶示A·12345", names=["张三丰"]).text
        '当事人张某某（电话█████）驾驶示A·█████'
    """
    same = _same_width(text)
    spans = [*_spans_of_names(same, names), *_spans_of_words(same, words, addresses), *_spans_of_forms(same)]
    shown, count, end = "", dict[str, int](), 0
    for start, stop, kind, instead in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start < end:  # inside what is hidden already; what it reaches beyond goes, too
            if stop > end:
                shown, end = shown + BLOCK * 5, stop
            continue
        shown, end = shown + text[end:start] + instead, stop
        count[kind] = count.get(kind, 0) + 1
    return Hidden(shown + text[end:], tuple(count.items()))


def identifying_left(text: str) -> tuple[str, ...]:
    """Return numbers, phones and plates that still stand in a text; nothing after :func:`hide`."""
    same = _same_width(text)
    return tuple(same[start:stop] for start, stop, kind, _ in _spans_of_forms(same) if kind != ADDRESS)


def _same_width(text: str) -> str:
    """The text with full-width letters and digits narrow, character for character."""
    folded = (unicodedata.normalize("NFKC", each) if "\uff01" <= each <= "\uff5e" else each for each in text)
    return "".join(folded)


def _spans_of_names(text: str, names: Iterable[str]) -> Iterator[tuple[int, int, str, str]]:
    for name in sorted({each.strip() for each in names if each.strip()}, key=len, reverse=True):
        for pattern in (_pattern_of(name), _half_masked(name)):
            for match in pattern.finditer(text) if pattern else ():
                yield match.start(), match.end(), NAME, mask_person(name)


def _pattern_of(name: str) -> re.Pattern[str]:
    """A name as it may be written; one of a single character counts only where no other character joins it."""
    some = [each for each in characters(_same_width(name)) if each not in DOTS]
    joined = _GAP.join(re.escape(each) for each in some)
    if len(some) == 1:
        han = r"\u3400-\u9fff\U00020000-\U000323af"
        return re.compile(rf"(?:(?<![{han}])|(?<=驾驶员)|(?<=当事人)|(?<=司机)|(?<=证人)){joined}(?![{han}])")
    return re.compile(joined, re.IGNORECASE)


def _half_masked(name: str) -> re.Pattern[str] | None:
    """A name of which a part is starred out already and the rest still tells: 张*丰, 张某丰, 张三X."""
    some = [re.escape(each) for each in characters(_same_width(name)) if each not in DOTS]
    if len(some) < 3:
        return None
    starred = [_GAP.join((*some[:place], _STAR, *some[place + 1 :])) for place in range(1, len(some))]
    return re.compile(rf"(?:{'|'.join(starred)})(?!某)", re.IGNORECASE)


def _spans_of_words(text: str, words: Iterable[str], addresses: Iterable[str]) -> Iterator[tuple[int, int, str, str]]:
    for kind, some in ((MORE, words), (ADDRESS, addresses)):
        for word in {each.strip() for each in some if len(each.strip()) > 1}:
            pattern = _GAP.join(re.escape(each) for each in _same_width(word) if not each.isspace())
            for match in re.finditer(pattern, text, re.IGNORECASE):
                instead = mask_address(match.group()).replace("****", BLOCK * 5) if kind == ADDRESS else BLOCK * 5
                yield match.start(), match.end(), kind, instead


def _spans_of_forms(text: str) -> Iterator[tuple[int, int, str, str]]:
    for kind, form in _FORMS:
        for match in form.finditer(text):
            if match.group():
                yield match.start(), match.end(), kind, BLOCK * 5
    for plate in find_plates(text):
        pattern = _GAP.join(re.escape(each) for each in plate if each not in DOTS)
        for match in re.finditer(pattern, text, re.IGNORECASE):
            yield match.start(), match.end(), PLATE, f"{plate[:2]}·{BLOCK * 5}"
