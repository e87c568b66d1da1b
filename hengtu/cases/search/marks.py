"""Which parts of a text were looked for: the text in pieces, each marked or not, so that a page can escape them all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hengtu.lib.search_words import squeezed
from hengtu.lib.syllables import SURNAMES, readings

Pieces = tuple[tuple[str, bool], ...]
SHORTEST_LATIN = 2


def marked(text: str, needles: Iterable[str], *, spoken: bool = False) -> Pieces:
    """Cut a text at what was looked for.

    Args:
        needles: parts of the query in plain form; dots and brackets of the text are looked over.
        spoken: letters may also be the pinyin of characters, as in names.
    Example:
        >>> marked("陵K·3F728", ["k3f7"])
        (('陵', False), ('K·3F7', True), ('28', False))
    """
    letters, places = _letters(text)
    hit = [False] * len(text)
    for needle in needles:
        for start, end in _spans(letters, needle, spoken):
            hit[places[start] : places[end - 1] + 1] = [True] * (places[end - 1] + 1 - places[start])
    return tuple(_pieces(text, hit))


def _letters(text: str) -> tuple[str, list[int]]:
    """Return the squeezed text and, for each of its characters, the place it has in the text as written."""
    letters, places = "", []
    for place, character in enumerate(text):
        some = squeezed(character)
        letters += some
        places += [place] * len(some)
    return letters, places


def _spans(letters: str, needle: str, spoken: bool) -> Iterator[tuple[int, int]]:
    wanted = squeezed(needle)
    if not wanted or (wanted.isascii() and len(wanted) < SHORTEST_LATIN):
        return
    found = list(_occurrences(letters, wanted))
    if not found and wanted.isdecimal():
        found = list(_occurrences(letters, wanted.lstrip("0") or "0"))
    yield from found
    if spoken and wanted.isascii() and wanted.isalpha():
        yield from _spoken_spans(letters, wanted)


def _occurrences(letters: str, wanted: str) -> Iterator[tuple[int, int]]:
    start = letters.find(wanted)
    while start >= 0:
        yield start, start + len(wanted)
        start = letters.find(wanted, start + len(wanted))


def _spoken_spans(letters: str, wanted: str) -> Iterator[tuple[int, int]]:
    for start in range(len(letters)):
        ends = {_end_in_full(letters, start, wanted), _end_by_initials(letters, start, wanted)} - {0}
        if ends:
            yield start, max(ends)


def _end_in_full(letters: str, place: int, wanted: str) -> int:
    """Return where the characters from ``place`` on, read out, have covered what is wanted; 0 if they do not."""
    if not wanted:
        return place
    if place >= len(letters):
        return 0
    for syllable in _said(letters[place]):
        if syllable.startswith(wanted):
            return place + 1
        if wanted.startswith(syllable):
            end = _end_in_full(letters, place + 1, wanted[len(syllable) :])
            if end:
                return end
    return 0


def _end_by_initials(letters: str, place: int, wanted: str) -> int:
    some = letters[place : place + len(wanted)]
    agree = (any(said[0] == initial for said in _said(one)) for one, initial in zip(some, wanted, strict=False))
    return place + len(wanted) if len(some) == len(wanted) and all(agree) else 0


def _said(character: str) -> tuple[str, ...]:
    surname = SURNAMES.get(character)
    return (*readings(character), *([surname] if surname else []))


def _pieces(text: str, hit: list[bool]) -> Iterator[tuple[str, bool]]:
    start = 0
    for place in range(1, len(text) + 1):
        if place == len(text) or hit[place] != hit[start]:
            yield text[start:place], hit[start]
            start = place
