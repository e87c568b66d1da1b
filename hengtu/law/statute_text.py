"""The structure of a statute's text: chapters, articles 条, clauses 款, items 项, points 目. Read and written.

A text is plain lines. ``第…条`` followed by a blank opens an article; each further line is a clause, ``（一）`` an item
and ``1.`` a point of what stands above it. Headings (编, 章, 节) give the articles below them their place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from hengtu.law.citations import chinese_number
from hengtu.law.numerals import NUMERAL, number_of

_ARTICLE = re.compile(rf"第({NUMERAL})条(?:之({NUMERAL}))?(?:[\s　]+|$)(.*)", re.DOTALL)
_HEADING = re.compile(rf"第({NUMERAL})(编|分编|章|节)(?:[\s　]+|$)(.*)")
_ITEM = re.compile(rf"[（(]({NUMERAL})[)）][\s　]*(.*)", re.DOTALL)
_POINT = re.compile(r"([0-9]{1,2})[.．、][\s　]*(.*)", re.DOTALL)
_TIGHT_ARTICLE = re.compile(rf"第({NUMERAL})条(?![\s　之、，,和及或与至的]|规定|所列|所称|第|$)(.+)", re.DOTALL)
_LEVELS = ("编", "分编", "章", "节")
_LINE_ENDS = re.compile(r"\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")


@dataclass(frozen=True)
class Item:
    """One item 项 with its points 目."""

    text: str
    points: tuple[str, ...] = ()


@dataclass(frozen=True)
class Clause:
    """One clause 款: what stands before its items, and the items."""

    text: str
    items: tuple[Item, ...] = ()


@dataclass(frozen=True)
class Article:
    """One article. ``number``: ``64`` or ``12-1`` (第十二条之一). ``place``: its headings, outermost first."""

    number: str
    clauses: tuple[Clause, ...]
    place: tuple[str, ...] = ()

    @property
    def shape(self) -> tuple[int, ...]:
        """The number of items in each clause: what a citation can be checked against."""
        return tuple(len(clause.items) for clause in self.clauses)

    @property
    def title(self) -> str:
        return article_zh(self.number)

    @property
    def body(self) -> str:
        """The words of the article, one line per clause, item and point."""
        return "\n".join(_lines_of(self))


@dataclass(frozen=True)
class Fault:
    """One place that cannot be read: the line or row (from 1), what stands there, what is wrong and what to do."""

    line: int
    text: str
    problem: str


@dataclass(frozen=True)
class Statute:
    """A text taken apart. ``preamble``: the lines before the first article that are no heading."""

    articles: tuple[Article, ...]
    preamble: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()


def article_zh(number: str) -> str:
    """Return how an article is called.

    Example:
        >>> article_zh("12-1")
        '第十二条之一'
    """
    article, _, inserted = number.partition("-")
    return f"第{chinese_number(int(article))}条" + (f"之{chinese_number(int(inserted))}" if inserted else "")


def order_of(number: str) -> tuple[int, int]:
    """Return what articles are sorted by."""
    article, _, inserted = number.partition("-")
    return int(article), int(inserted or 0)


def number_in(label: str) -> str | None:
    """Return the number of an article from its label (第六十四条, 第12条之一, 64); None where it is none."""
    bare = label.strip()
    found = _ARTICLE.fullmatch(bare)
    if found is not None and not found[3]:
        return _number(found[1], found[2])
    plain = re.fullmatch(r"(\d{1,4})(?:-(\d{1,2}))?", bare)
    return _number(plain[1], plain[2]) if plain else None


def read_statute(text: str) -> Statute:
    """Take a text apart; what cannot be read is given back as faults, with the articles that could.

    Args:
        text: lines; blank ones and a table of contents do not matter.
    """
    return _Reader(_LINE_ENDS.split(text)).statute()


def read_body(text: str) -> tuple[tuple[Clause, ...], tuple[str, ...]]:
    """Take the words of one article apart, as they stand in a cell. Returns clauses and what is wrong with them."""
    reader = _Reader(())
    article = _Draft("1", ())
    for line in _LINE_ENDS.split(text):
        if line.strip():
            reader.content(article, line.strip(), 1)
    return article.frozen().clauses, tuple(fault.problem for fault in reader.faults)


def write_statute(articles: Iterable[Article], preamble: Sequence[str] = ()) -> str:
    """Return the text that ``read_statute`` reads back to the same articles."""
    lines = [*preamble]
    place: tuple[str, ...] = ()
    for article in articles:
        lines += _headings(place, article.place)
        place = article.place
        first, *rest = _lines_of(article)
        lines += [f"{article.title}　{first}", *rest]
    return "\n".join(lines)


def _headings(before: tuple[str, ...], now: tuple[str, ...]) -> Iterator[str]:
    same = 0
    while same < min(len(before), len(now)) and before[same] == now[same]:
        same += 1
    yield from now[same:]


def _lines_of(article: Article) -> Iterator[str]:
    for clause in article.clauses:
        yield clause.text
        for number, item in enumerate(clause.items, start=1):
            yield f"（{chinese_number(number)}）{item.text}"
            yield from (f"{place}.{point}" for place, point in enumerate(item.points, start=1))


@dataclass
class _Draft:
    """An article while it is read."""

    number: str
    place: tuple[str, ...]
    clauses: list[tuple[str, list[tuple[str, list[str]]]]] = field(default_factory=list)

    def frozen(self) -> Article:
        clauses = tuple(
            Clause(text, tuple(Item(words, tuple(points)) for words, points in items)) for text, items in self.clauses
        )
        return Article(self.number, clauses, self.place)


class _Reader:
    """Reads line by line; remembers the headings above and the last article."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self.place: dict[str, str] = {}
        self.drafts: list[_Draft] = []
        self.preamble: list[str] = []
        self.faults: list[Fault] = []

    def statute(self) -> Statute:
        for number, line in enumerate(self.lines, start=1):
            words = line.strip()
            if words:
                self._line(words, number)
        articles = [draft.frozen() for draft in self.drafts]
        for empty in (article for article in articles if not article.clauses):
            self.faults.append(Fault(0, empty.title, f"{empty.title}没有内容，请补上条文"))
        return Statute(tuple(articles), tuple(self.preamble), tuple(self.faults))

    def _line(self, words: str, line: int) -> None:
        heading, article = _HEADING.fullmatch(words), self._article_in(words)
        if heading is not None and number_of(heading[1]) is not None:
            self._headed(heading[2], words)
        elif article is not None:
            self._opened(*article, words, line)
        elif self.drafts:
            self.content(self.drafts[-1], words, line)
        elif words.replace("　", "").replace(" ", "") != "目录":
            self.preamble.append(words)

    def _headed(self, level: str, words: str) -> None:
        depth = _LEVELS.index(level)
        self.place = {name: text for name, text in self.place.items() if _LEVELS.index(name) < depth}
        self.place[level] = words

    def _article_in(self, words: str) -> tuple[str, str] | None:
        found = _ARTICLE.fullmatch(words)
        if found is not None:
            number = _number(found[1], found[2])
            return None if number is None else (number, found[3].strip())
        tight = _TIGHT_ARTICLE.fullmatch(words)  # 第五条公路的建设… without a blank: only where five is next
        number = _number(tight[1], None) if tight else None
        return (number, tight[2].strip()) if tight and number and order_of(number)[0] == self._next() else None

    def _next(self) -> int:
        return order_of(self.drafts[-1].number)[0] + 1 if self.drafts else 1

    def _opened(self, number: str, rest: str, words: str, line: int) -> None:
        known = [draft.number for draft in self.drafts]
        if number in known:
            self.faults.append(Fault(line, words, f"{article_zh(number)}出现了两次，请删去一处"))
        elif known and order_of(number) < order_of(known[-1]):
            self.faults.append(Fault(line, words, f"{article_zh(number)}排在{article_zh(known[-1])}之后，请核对次序"))
        elif order_of(number)[0] > self._next():
            missing = article_zh(str(self._next()))
            self.faults.append(Fault(line, words, f"{article_zh(number)}之前缺{missing}，请补上或者核对条号"))
        draft = _Draft(number, tuple(self.place.values()))
        self.drafts.append(draft)
        if rest:
            self.content(draft, rest, line)

    def content(self, draft: _Draft, words: str, line: int) -> None:
        """Put a line under an article: as a clause, an item of its last clause, or a point of its last item."""
        item, point = _ITEM.fullmatch(words), _POINT.fullmatch(words)
        number = number_of(item[1]) if item else None
        if item is not None and number is not None:
            self._item(draft, number, item[2], words, line)
        elif point is not None and draft.clauses and draft.clauses[-1][1]:
            self._point(draft, int(point[1]), point[2], words, line)
        else:
            draft.clauses.append((words, []))

    def _item(self, draft: _Draft, number: int, text: str, words: str, line: int) -> None:
        if not draft.clauses:
            self.faults.append(Fault(line, words, f"{article_zh(draft.number)}的项前面没有款，请补上领起的一句"))
            draft.clauses.append(("", []))
        items = draft.clauses[-1][1]
        if number != len(items) + 1:
            wanted = chinese_number(len(items) + 1)
            self.faults.append(Fault(line, words, f"{article_zh(draft.number)}这里应当是第{wanted}项，请核对"))
        if not text:
            self.faults.append(Fault(line, words, f"{article_zh(draft.number)}第{chinese_number(number)}项没有内容"))
        items.append((text, []))

    def _point(self, draft: _Draft, number: int, text: str, words: str, line: int) -> None:
        points = draft.clauses[-1][1][-1][1]
        if number != len(points) + 1:
            self.faults.append(Fault(line, words, f"{article_zh(draft.number)}这里应当是第{len(points) + 1}目，请核对"))
        points.append(text)


def _number(article: str, inserted: str | None) -> str | None:
    first, second = number_of(article), number_of(inserted) if inserted else 0
    if not first or second is None or first > 999:
        return None
    return f"{first}-{second}" if second else str(first)
