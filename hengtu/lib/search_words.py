"""Words for finding: what a text is indexed by, and what somebody typed, as the same small alphabet of words.

Chinese is found by pairs of characters (any part of a text, no dictionary), names also by single characters and by
pinyin, plates and codes from any place on. A word is letters and digits in lower case; words with a mark in front
(``_number_…``) can therefore never be typed, nor begun.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from hengtu.lib.syllables import spellings

LONGEST_WORD = 200  # characters; PostgreSQL takes 2046 bytes
LONGEST_TEXT = 400
MANY_CLAUSES = 24
LONGEST_PLATE, LENGTH_OF_CODE = 40, 18
SHORTEST_END, SHORTEST_BEGINNING = 4, 6  # of a code
REVERSED = "_end_"  # a code from its end, reversed, so that its last characters are a beginning
WHOLE_NUMBER = "_number_"

_FIRST_IDEOGRAPH = "\u2e80"
_HAN = "[\u3400-\u9fff]"
_LAST = "挂学警港澳领使试超"
_DOT = r"[\s·•・‧.\-_]*"
# any character may stand for a province (temporary and demonstration plates), but no word runs into a plate
_PLATE = re.compile(
    rf"(?<!{_HAN})({_HAN}){_DOT}([a-hj-z]){_DOT}"
    rf"((?=[a-z]*[0-9])(?:[a-z0-9]{{5,6}}(?![a-z0-9])|[a-z0-9]{{4}}[{_LAST}](?!{_HAN}))|[a-z0-9]{{0,6}}(?=\s|$))"
)
_WITHOUT_PROVINCE = re.compile(
    rf"(?<![a-z0-9])([a-hj-z])[\s·•・‧.\-_]+"
    rf"((?=[a-z]*[0-9])(?:[a-z0-9]{{5,6}}(?![a-z0-9])|[a-z0-9]{{4}}[{_LAST}](?!{_HAN})))"
)
_PERSONAL = re.compile(r"(?<![0-9])(?:[0-9]{17}[0-9x]|[0-9]{15}|1[3-9][0-9]{9})(?![0-9a-z])", re.ASCII)
_ID_NUMBER = re.compile(r"[0-9]{17}[0-9x]", re.ASCII)
_BETWEEN_NAMES = re.compile(r"[、,;\n]")


@dataclass(frozen=True)
class Term:
    """One word to look for, or the beginning of one."""

    word: str
    is_prefix: bool = False

    def matches(self, words: Iterable[str]) -> bool:
        """Whether one of the words is this one, or begins with it."""
        if self.is_prefix:
            return any(word.startswith(self.word) for word in words)
        return self.word in words


@dataclass(frozen=True)
class Query:
    """What was typed: each clause must be met by one of its terms. ``needles`` are the parts to mark in a text."""

    clauses: tuple[tuple[Term, ...], ...]
    needles: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.clauses)

    def matches(self, words: Iterable[str]) -> bool:
        """Whether a text with these words is found; a query without clauses finds nothing."""
        known = frozenset(words)
        return bool(self.clauses) and all(any(term.matches(known) for term in terms) for terms in self.clauses)


def plain(text: str) -> str:
    """Return a text in the form all words come from: width, ligatures and case made equal, invisible marks dropped.

    >>> plain("陵Ｋ·３f728")
    '陵k·3f728'
    """
    folded = unicodedata.normalize("NFKC", text[:LONGEST_TEXT]).casefold()
    seen = (character for character in folded if unicodedata.category(character) not in ("Cf", "Cs"))
    return "".join(seen)[:LONGEST_TEXT]


def squeezed(text: str) -> str:
    """Return only the letters and digits of a text, in plain form."""
    return "".join(character for character in plain(text) if _is_letter(character))


def words_of_text(text: str) -> set[str]:
    """Return the words of running text: pairs of characters, words and numbers, and the plates in it."""
    shown = _without_personal_numbers(text)
    words = {word for part in shown.split() for run in _runs(part) for word in _words_of_run(run)}
    for plate in _take_plates(shown)[1]:
        words |= words_of_plate(plate)
    return _short(words)


def words_of_name(names: str) -> set[str]:
    """Return the words of one name or of several joined by 、: any part of it, and its pinyin from any character on."""
    words: set[str] = set()
    for part in _BETWEEN_NAMES.sub(" ", _without_personal_numbers(names)).split():
        for run in _runs(part):
            words |= _words_of_run(run)
            if _is_ideographic(run):
                words |= set(run) | spellings(run)
    return _short(words)


def words_of_number(number: str) -> set[str]:
    """Return the words of a case or document number: the whole of it, its digits with and without noughts, its parts.

    >>> sorted(words_of_number("青交罚〔2026〕00126号"))
    ['00126', '126', '2026', '_number_青交罚202600126', '交罚', '青交']
    """
    if not squeezed(number):
        return set()
    words = {word for part in plain(number).split() for run in _runs(part) for word in _words_of_run(run)}
    return _short({*words, whole_number(number)})


def whole_number(number: str) -> str:
    """Return the one word that stands for the whole number, however its brackets were typed."""
    return (WHOLE_NUMBER + squeezed(number).removesuffix("号"))[:LONGEST_WORD]


def words_of_plate(plate: str) -> set[str]:
    """Return the plate from its first character on, from its second on, and so to the last two; ships' names too."""
    shown = _without_personal_numbers(plate)
    text = squeezed(shown)[:LONGEST_PLATE]
    pairs = {word for run in _runs(shown) if _is_ideographic(run) for word in _words_of_run(run)}
    both = {text, text.rstrip(_LAST)}  # the 挂 of a trailer is often left out
    return {each[start:] for each in both for start in range(max(len(each) - 1, 0))} | pairs


def words_of_code(code: str) -> set[str]:
    """Return a unified social credit code as it is and from its end."""
    text = squeezed(code)[:LENGTH_OF_CODE]
    return {text, REVERSED + text[::-1]} if text else set()


def id_number_in(text: str) -> str:
    """Return the resident identity number when a text is one and nothing else, in capitals; else nothing."""
    typed = squeezed(text)
    return typed.upper() if _ID_NUMBER.fullmatch(typed) else ""


def read_query(text: str, *, typing: bool = False) -> Query:
    """Read what was typed into a search box.

    Args:
        text: anything; what holds no letter or digit finds nothing, a personal number finds nothing either.
        typing: the last part may still be unfinished.
    """
    rest, plates = _take_plates(plain(text))
    clauses: dict[tuple[Term, ...], None] = {(Term(plate, is_prefix=True),): None for plate in plates}
    needles = list(plates)
    parts = [runs for runs in map(_runs, _BETWEEN_NAMES.sub(" ", rest).split()) if runs]
    for runs in parts:
        needles += runs
        for run in runs:
            if len(runs) > 1 and len(run) == 1 and _is_ideographic(run):
                continue  # such as the 号 of a number: too short to be indexed, too common to tell anything
            clauses |= dict.fromkeys(_clauses_of_run(run, is_unfinished=typing and run is parts[-1][-1]))
    return Query(tuple(clauses)[:MANY_CLAUSES], tuple(dict.fromkeys(needles)))


def _clauses_of_run(run: str, *, is_unfinished: bool) -> Iterator[tuple[Term, ...]]:
    if _PERSONAL.fullmatch(run):
        yield (Term(run),)  # an organisation's code may look like this; people's numbers are not indexed
    elif _is_ideographic(run):
        yield from ((Term(word),) for word in (_pairs(run) or [run]))
    elif run.isdecimal():
        yield _terms_of_digits(run, is_unfinished)
    else:
        ends = (Term(REVERSED + run[::-1], is_prefix=True),) if len(run) >= SHORTEST_END else ()
        yield (Term(run, is_prefix=len(run) > 1), *ends)


def _terms_of_digits(digits: str, is_unfinished: bool) -> tuple[Term, ...]:
    """Digits are a number with or without noughts in front, the end of a plate, or either end of a code."""
    terms = [Term(_without_noughts(digits))]
    if len(digits) >= SHORTEST_END:
        terms.append(Term(REVERSED + digits[::-1], is_prefix=True))
    if len(digits) >= SHORTEST_BEGINNING or (is_unfinished and len(digits) > 1):
        terms.append(Term(digits, is_prefix=True))
    return tuple(terms)


def _take_plates(text: str) -> tuple[str, list[str]]:
    """Take the plates out of a plain text: what is left, and the plates without dots."""
    plates: list[str] = []

    def take(found: re.Match[str]) -> str:
        plates.append("".join(found.groups()))
        return " "

    return _WITHOUT_PROVINCE.sub(take, _PLATE.sub(take, text)), plates


def _runs(part: str) -> list[str]:
    """Return the runs of one kind in a part without blanks. Punctuation ends letters and digits, but not Chinese."""
    runs: list[str] = []
    is_broken = False
    for character in part:
        if not _is_letter(character):
            is_broken = True
            continue
        ideographic = _is_ideographic(character)
        if runs and _is_ideographic(runs[-1]) == ideographic and (ideographic or not is_broken):
            runs[-1] += character
        else:
            runs.append(character)
        is_broken = False
    return runs


def _words_of_run(run: str) -> set[str]:
    if _is_ideographic(run):
        return set(_pairs(run))
    return {run, _without_noughts(run)} if run.isdecimal() else {run}


def _pairs(run: str) -> list[str]:
    return [run[place : place + 2] for place in range(len(run) - 1)]


def _without_noughts(digits: str) -> str:
    return digits.lstrip("0") or "0"


def _without_personal_numbers(text: str) -> str:
    """Personal numbers are never indexed, whatever text they were written into."""
    return _PERSONAL.sub(" ", plain(text))


def _short(words: Iterable[str]) -> set[str]:
    return {word[:LONGEST_WORD] for word in words}


def _is_ideographic(run: str) -> bool:
    return run[0] >= _FIRST_IDEOGRAPH


def _is_letter(character: str) -> bool:
    """Letters, digits, marks on letters, and the private characters that rare names are typed with."""
    return character.isalnum() or unicodedata.category(character) in ("Mn", "Mc", "Co")
