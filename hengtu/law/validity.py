"""Whether a citation holds on a day, told from dated data; and the citations that stand in running text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from hengtu.law.citations import cite
from hengtu.law.instruments import Place, Text, basis_at, instrument_ids, instrument_of, place_of, texts_of
from hengtu.law.numerals import NUMERAL, number_of
from hengtu.law.rulebook import rule_cache

NONE_FOLLOWS = "-"


class Validity(StrEnum):
    """What can be said of a citation on a day."""

    IN_FORCE = "in_force"
    REPEALED = "repealed"
    NOT_YET = "not_yet"
    UNKNOWN_ARTICLE = "unknown_article"
    NOT_LOADED = "not_loaded"  # nothing can be said: the instrument, its text of that day or the article is not loaded


@dataclass(frozen=True)
class CitationState:
    """The answer for one citation. ``since`` and ``until`` bound the text or article meant; ``successor`` is an id."""

    state: Validity
    basis: str
    since: date | None = None
    until: date | None = None
    successor: str | None = None

    @property
    def message(self) -> str:
        """The answer as a sentence without its full stop."""
        what = cite(self.basis)
        if self.state is Validity.REPEALED:
            return f"{what}自{_zh(self.until)}起不再有效"
        if self.state is Validity.NOT_YET:
            return f"{what}自{_zh(self.since)}起才施行"
        if self.state is Validity.UNKNOWN_ARTICLE:
            return f"当日有效的文本里没有{what}"
        return f"{what}有效" if self.state is Validity.IN_FORCE else f"{what}的文本没有载入，系统不能判断"

    @property
    def way_out(self) -> str:
        """What to cite instead."""
        if self.successor:
            return f"请改引{cite(self.successor)}"
        if self.state is Validity.NOT_YET:
            return "请引用当日有效的规定"
        return "请在法规库核对现行条文后改引"


@dataclass(frozen=True)
class Cited:
    """One citation found in a text: its id, and the words it was read from."""

    basis: str
    words: str


def citation_state(basis: str, on: date) -> CitationState:
    """Return whether a citation holds on a day.

    Args:
        basis: citation id, e.g. ``APL:64i1``, ``公路安全保护条例66``.
        on: civil day on which it is relied upon.
    Returns: ``not_loaded`` whenever the data do not suffice; never a guess.
    """
    place = place_of(basis)
    texts = texts_of(place.instrument) if place and place.known else ()
    if place is None or not texts:
        return CitationState(Validity.NOT_LOADED, basis)
    text = next((each for each in texts if each.holds(on)), None)
    if text is None:
        return _out_of_force(basis, texts, on)
    return _in_text(basis, place, text, texts, on)


def _out_of_force(basis: str, texts: tuple[Text, ...], on: date) -> CitationState:
    first, last = texts[0], texts[-1]
    if on < first.since:
        state = Validity.NOT_LOADED if first.is_amended else Validity.NOT_YET
        return CitationState(state, basis, since=first.since)
    gone = [text for text in texts if text.until is not None and text.until <= on]
    text = gone[-1] if gone else last
    return CitationState(Validity.REPEALED, basis, text.since, text.until, text.replaced_by)


def _in_text(basis: str, place: Place, text: Text, texts: tuple[Text, ...], on: date) -> CitationState:
    if not place.article:
        return CitationState(Validity.IN_FORCE, basis, text.since, text.until)
    ended = text.ended.get(place.article)
    if ended is not None and on >= ended.until:
        return CitationState(Validity.REPEALED, basis, text.since, ended.until, ended.successor)
    if text.articles is None:
        was_read = text.confirmed and (text.read is None or place.article in text.read)
        state = Validity.IN_FORCE if was_read else Validity.NOT_LOADED
        return CitationState(state, basis, text.since, text.until)
    if place.article in text.articles:
        fits = _has(text.articles[place.article], place.clause, place.item)
        state = Validity.IN_FORCE if fits else Validity.UNKNOWN_ARTICLE
        return CitationState(state, basis, text.since, text.until)
    return _absent(basis, place, text, texts)


def _absent(basis: str, place: Place, text: Text, texts: tuple[Text, ...]) -> CitationState:
    """The article is not in the text in force: it went with an older one, comes with a later one, or never was."""
    older = [each for each in texts if each.since < text.since]
    was_there = any(each.articles is not None and place.article in each.articles for each in older)
    if was_there or place.article in text.successors:
        successor = text.successors.get(place.article)
        found = None if successor == NONE_FOLLOWS else successor
        return CitationState(Validity.REPEALED, basis, older[-1].since if older else None, text.since, found)
    for later in texts:
        if later.since > text.since and later.articles is not None and place.article in later.articles:
            return CitationState(Validity.NOT_YET, basis, since=later.since)
    return CitationState(Validity.UNKNOWN_ARTICLE, basis, text.since, text.until)


def _has(clauses: Any, clause: int, item: int) -> bool:
    """Whether an article has a clause and an item. An item without a clause may stand in any (APL:64i1)."""
    if clause > len(clauses):
        return False
    counts = [clauses[clause - 1]] if clause else list(clauses)
    return item <= max(counts, default=0)


# --- citations in running text -------------------------------------------------------------------------------------

_N = NUMERAL
_PLACE = rf"第({_N})条(?:之({_N}))?(?:第({_N})款)?(?:第[（(]?({_N})[)）]?项)?"
_ONE = re.compile(_PLACE)
_LIST = rf"{_PLACE}(?:(?:、|，|,|和|及|以及|与){_PLACE})*"
# what may stand before a name without marks: nothing that could make it part of a longer one (某省公路安全保护条例)
_BEFORE = r"(?:(?<![\u4e00-\u9fff])|(?<=[反据照按和及与或])|(?<=共和国))"
_EDITION = r"(?:[（(][^（）()《》]{1,30}[）)])?"


def citations_in(text: str) -> tuple[Cited, ...]:
    """Return the citations of articles in a text, in their order, each once.

    Read are titles in book marks (《…》第…条第…款第…项, several articles joined by 、 or 和) and the short names of
    known instruments without marks. An instrument that is not known is named as it was written.

    Example:
        >>> [each.basis for each in citations_in("违反《中华人民共和国行政处罚法》第三十三条第一款、第四十条")]
        ['APL:33p1', 'APL:40']
    """
    found: dict[str, Cited] = {}
    for match in _pattern().finditer(text):
        name = match["marked"] or match["short"]
        instrument = instrument_of(name) or name
        for place in _ONE.finditer(match["places"]):
            basis = _basis(instrument, place)
            if basis is not None:
                found.setdefault(basis, Cited(basis, f"《{name}》{place[0]}"))
    return tuple(found.values())


def _basis(instrument: str, place: re.Match[str]) -> str | None:
    article, insert, clause, item = (number_of(part) if part else 0 for part in place.groups())
    if not article or insert is None or clause is None or item is None:
        return None
    return basis_at(instrument, f"{article}-{insert}" if insert else str(article), clause, item)


@rule_cache
def _pattern() -> re.Pattern[str]:
    names = {text.short for identity in instrument_ids() for text in texts_of(identity)}
    shorts = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True) if len(name) > 2)
    short = rf"|{_BEFORE}(?P<short>{shorts})" if shorts else "|(?P<short>(?!))"
    return re.compile(rf"(?:《(?P<marked>[^《》]{{2,80}})》{_EDITION}{short})(?P<places>{_LIST})")


def invalid_citations(text: str, days: frozenset[date]) -> Iterator[CitationState]:
    """Yield what a text cites that holds on none of the days; what cannot be judged is left alone.

    Args:
        days: those on which it may rest: of the act, and of the violation (APL:37).
    """
    for cited in citations_in(text):
        states = [citation_state(cited.basis, day) for day in sorted(days)]
        if states and all(each.state in REFUSING for each in states):
            yield states[-1]


REFUSING = frozenset({Validity.REPEALED, Validity.NOT_YET, Validity.UNKNOWN_ARTICLE})


def texts_in(payload: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield every text of a payload with the key it stands under, nested ones under the outermost key."""
    for key, value in payload.items():
        for text in _texts(value):
            yield key, text


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for member in value.values():
            yield from _texts(member)
    elif isinstance(value, list | tuple):
        for member in value:
            yield from _texts(member)


def _zh(day: date | None) -> str:
    return "" if day is None else f"{day.year}年{day.month}月{day.day}日"
