"""A procedure chart in points: boxes, lines and words at whole numbers, so that SVG and print compute nothing.

Top down, nothing crosses: the main line stands in the middle; what the party may do hangs on its left, what may happen
besides on its right, each by one straight line. A column that is still taken pushes the next row down, and a term is
broken before a box beside it, so no word ever meets a box.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from hengtu.law.citations import cited
from hengtu.law.procedure.charts import PARTY, Chart, ChartRow, ChartStep, TermNote

NAME, SMALL = 13, 10  # sizes of type, in points
LEADING = 4
PAD = 6
GAP = 6  # between a row and the next, besides its terms
ARROW = 14  # the last part of a line, with its head
NARROW = 0x2E80  # below it a character takes about half the width
EDGE = 8
BETWEEN = "　"  # actor and articles
NO_START = "，。、；：）》”"


@dataclass(frozen=True)
class Words:
    """One line of text; ``x`` and ``y`` are the start of its baseline."""

    x: int
    y: int
    text: str
    size: int
    form: str


@dataclass(frozen=True)
class Box:
    """A rectangle. ``form``: agency, party, court, or cases for what may happen besides."""

    x: int
    y: int
    width: int
    height: int
    form: str


@dataclass(frozen=True)
class Stroke:
    """A straight line; with ``has_head`` it ends in an arrow head pointing down."""

    x1: int
    y1: int
    x2: int
    y2: int
    has_head: bool = False

    @property
    def head(self) -> str:
        """The path of the arrow head."""
        return f"M{self.x2 - 4} {self.y2 - 7}h8l-4 7z"


@dataclass(frozen=True)
class Drawing:
    """One picture of a chart, ``width`` × ``height`` points."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    strokes: tuple[Stroke, ...]
    words: tuple[Words, ...]


@dataclass(frozen=True)
class Look:
    """Where things stand: left, middle and right columns as (x, width). On a phone all share one column."""

    width: int
    middle: tuple[int, int]
    left: tuple[int, int]
    right: tuple[int, int]
    trunk: int
    is_stacked: bool = False


DESK = Look(760, middle=(258, 244), left=(8, 212), right=(540, 212), trunk=380)
PHONE = Look(340, middle=(6, 328), left=(36, 298), right=(36, 298), trunk=20, is_stacked=True)


def draw(chart: Chart, look: Look = DESK) -> Drawing:
    """Return the picture of a chart."""
    return _Sheet(chart, look).drawing()


def wrapped(text: str, size: int, width: int) -> list[str]:
    """Break a text into lines of a width; no line begins with a closing mark, and no last sign stands alone.

    Either may make a line longer by one sign; the edges of a box leave room for it.

    >>> wrapped("送达决定书，当场交付", 10, 50)
    ['送达决定书，', '当场交付']
    """
    lines, line, used = [], "", 0.0
    for position, sign in enumerate(text, start=1):
        needed = size * (0.56 if ord(sign) < NARROW else 1)
        if line and used + needed > width and sign not in NO_START and position < len(text):
            lines.append(line)
            line, used = "", 0.0
        line += sign
        used += needed
    return [*lines, line] if line else lines


def term_words(note: TermNote) -> str:
    """A term as it stands on a chart: its length, from when, and the article or whose number it is."""
    basis = grouped(note.basis)
    whose = "系统默认" if note.is_setting else "本地规定" if note.is_local else basis
    return f"{note.since}{note.words}" + (f"（{whose}）" if whose else "")


def grouped(bases: Sequence[str]) -> str:
    """Cite several articles, an instrument named once: 行政处罚法第四十四条、第六十二条."""
    said, last = [], ""
    for basis in bases:
        words = cited((basis,))
        name = words.partition("第")[0]
        said.append(words.removeprefix(name) if name and name == last and words != name else words)
        last = name
    return "、".join(each for each in said if each)


@dataclass
class _Block:
    """Words that belong together, broken for a width; ``height`` counts its edges."""

    lines: list[tuple[str, int, str]] = field(default_factory=list)

    def add(self, text: str, size: int, form: str, width: int) -> None:
        self.lines += [(line, size, form) for line in wrapped(text, size, width - 2 * (PAD + LEADING))]

    @property
    def height(self) -> int:
        return 2 * PAD + sum(size + LEADING for _, size, _ in self.lines) - LEADING

    def placed(self, x: int, y: int) -> Iterator[Words]:
        down = y + PAD
        for text, size, form in self.lines:
            yield Words(x + PAD, down + size - 1, text, size, form)
            down += size + LEADING


class _Sheet:
    """A chart being drawn. ``taken``: down to where the left and the right column are filled."""

    def __init__(self, chart: Chart, look: Look) -> None:
        self.chart, self.look = chart, look
        self.boxes: list[Box] = []
        self.strokes: list[Stroke] = []
        self.words: list[Words] = []
        self.taken = {look.left: 0, look.right: 0}

    def drawing(self) -> Drawing:
        y, above = EDGE, 0
        for position, row in enumerate(self.chart.rows):
            top = self._top(row, self._terms(row, y) if position else y)
            bottom = self._row(row, top)
            if position:
                self.strokes.append(Stroke(self.look.trunk, above, self.look.trunk, top, has_head=True))
            above = self.middle_bottom
            y = bottom + GAP
        height = max(y, *self.taken.values()) + EDGE
        return Drawing(self.look.width, height, tuple(self.boxes), tuple(self.strokes), tuple(self.words))

    def _top(self, row: ChartRow, y: int) -> int:
        """Where a row begins: below whatever still fills a column it needs."""
        if self.look.is_stacked:
            return y
        return max([y, *(self.taken[column] + GAP for _, column, _ in self._sides(row) if self.taken[column])])

    def _terms(self, row: ChartRow, y: int) -> int:
        """Write the terms into a step beside the arrow that leads to it; return where its box begins."""
        x = self.look.trunk + 12
        for note in row.step.terms:
            end = self.look.width if self.look.is_stacked or y > self.taken[self.look.right] else self.look.right[0]
            for line in wrapped(term_words(note), SMALL, end - x - PAD - SMALL):
                self.words.append(Words(x, y + SMALL, line, SMALL, "term"))
                y += SMALL + LEADING
        return y + ARROW

    def _row(self, row: ChartRow, y: int) -> int:
        x, width = self.look.middle
        block = self._of_step(row.step, width)
        self._put(block, x, y, width, row.step.form)
        self.middle_bottom = y + block.height
        bottom = self.middle_bottom
        for steps, column, form in self._sides(row):
            if self.look.is_stacked:
                bottom = self._beneath(steps, column, form, bottom)
            else:
                self.taken[column] = self._beside(steps, column, form, y)
        return bottom

    def _sides(self, row: ChartRow) -> Iterator[tuple[Sequence[ChartStep], tuple[int, int], str]]:
        if row.rights:
            yield row.rights, self.look.left, PARTY
        if row.cases:
            yield row.cases, self.look.right, "cases"

    def _beside(self, steps: Sequence[ChartStep], column: tuple[int, int], form: str, y: int) -> int:
        x, width = column
        block = self._of_side(steps, width)
        self._put(block, x, y, width, form)
        left, right = self.look.middle[0], sum(self.look.middle)
        ends = (x + width, left) if x < left else (right, x)
        height = y + min(block.height, self.middle_bottom - y) // 2
        self.strokes.append(Stroke(ends[0], height, ends[1], height))
        return y + block.height

    def _beneath(self, steps: Sequence[ChartStep], column: tuple[int, int], form: str, y: int) -> int:
        x, width = column
        block = self._of_side(steps, width)
        top = y + 2 * GAP
        self._put(block, x, top, width, form)
        self.strokes.append(Stroke(self.look.trunk, top + PAD + NAME, x, top + PAD + NAME))
        return top + block.height

    def _put(self, block: _Block, x: int, y: int, width: int, form: str) -> None:
        self.boxes.append(Box(x, y, width, block.height, form))
        self.words += block.placed(x, y)

    def _of_step(self, step: ChartStep, width: int) -> _Block:
        block = _Block()
        block.add(step.name, NAME, "name", width)
        basis = grouped(step.basis)
        block.add(BETWEEN.join(each for each in (step.actor, basis) if each), SMALL, "note", width)
        return block

    def _of_side(self, steps: Sequence[ChartStep], width: int) -> _Block:
        block = _Block()
        for step in steps:
            block.add(step.name, SMALL + 1, "name", width)
            said = "；".join(term_words(note) for note in step.terms) or grouped(step.basis)
            if said:
                block.add(said, SMALL, "note", width)
        return block
