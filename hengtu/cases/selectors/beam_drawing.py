"""The beam in points: whole numbers for an SVG of a given width, so that templates compute nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from hengtu.law.procedure.matters import plain

EDGE = 14  # room at both ends
TICK_ROOM = 52  # a number of six digits beside the next one
NAME_ROOM = 30
LABEL_ROOM = 150  # the words beside the weight
CELL = 28  # what overlaps within it is counted: room for three digits
APART = 7  # dots nearer to each other than this overlap
HEIGHT, DOT_ROOM = 80, 18


@dataclass(frozen=True)
class Bar:
    """A tier, or the part beyond what was notified. ``form``: on, off or no; ``name`` empty where it has no room."""

    x: int
    width: int
    middle: int
    name: str
    form: str


@dataclass(frozen=True)
class Tick:
    x: int
    text_x: int
    anchor: str
    text: str


@dataclass(frozen=True)
class Weight:
    """The amount on the beam; ``path`` is its shape."""

    x: int
    path: str
    text: str
    text_x: int
    anchor: str
    is_outside: bool


@dataclass(frozen=True)
class Dot:
    """A similar decision below the beam; ``text`` is a count that stands in place of dots that would overlap."""

    x: int
    text: str = ""


@dataclass(frozen=True)
class Drawing:
    """One picture of the beam, ``width`` points wide; the line runs from EDGE to ``right``."""

    width: int
    right: int
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    weight: Weight | None
    dots: tuple[Dot, ...] = ()

    @property
    def height(self) -> int:
        return HEIGHT + (DOT_ROOM if self.dots else 0)


def draw(
    width: int,
    low: float,
    high: float,
    bands: Sequence[tuple[str, float, float, bool]],
    amount: float | None,
    ceiling: float | None,
    alike: Sequence[tuple[float, int]] = (),
) -> Drawing:
    """Return the picture of an amount between ``low`` and ``high`` yuan.

    Args:
        bands: name, from, to, whether the facts meet it. amount: yuan, may lie outside.
        ceiling: what was notified; everything above is drawn as not allowed.
        alike: amounts of similar decisions and how many of each; those outside the picture stand at its ends.
    """
    scale = _Scale(width, min(low, amount if amount is not None else low), max(high, amount or high))
    bars = [_bar(scale, *band) for band in bands] or [_bar(scale, "", low, high, False)]
    if ceiling is not None and ceiling < high:
        bars.append(_beyond(scale, ceiling, high))
    marks = sorted({low, high, *(edge for band in bands for edge in band[1:3])})
    outside = amount is not None and (not low <= amount <= high or (ceiling is not None and amount > ceiling))
    return Drawing(
        width,
        width - EDGE,
        tuple(bars),
        tuple(_ticks(scale, marks)),
        _weight(scale, amount, outside) if amount is not None else None,
        tuple(_dots(scale, alike)),
    )


@dataclass(frozen=True)
class _Scale:
    width: int
    low: float
    high: float

    def at(self, yuan: float) -> int:
        span = (self.high - self.low) or 1
        return round(EDGE + (yuan - self.low) / span * (self.width - 2 * EDGE))


def _bar(scale: _Scale, name: str, low: float, high: float, is_met: bool) -> Bar:
    left, right = scale.at(low), scale.at(high)
    room = right - left
    shown = name if room >= NAME_ROOM and room >= 14 * len(name) else ""
    return Bar(left, max(room - 1, 1), left + room // 2, shown, "on" if is_met else "off")


def _beyond(scale: _Scale, ceiling: float, high: float) -> Bar:
    left, right = scale.at(ceiling), scale.at(high)
    return Bar(left, right - left, left + (right - left) // 2, "", "no")


def _ticks(scale: _Scale, marks: Sequence[float]) -> list[Tick]:
    """Both ends always; between them what has room."""
    first, *between, last = marks
    found = [Tick(scale.at(first), scale.at(first) - 6, "start", plain(first))]
    taken = scale.at(first) + TICK_ROOM // 2
    for mark in between:
        x = scale.at(mark)
        has_room = x - taken >= TICK_ROOM // 2 and scale.at(last) - x >= TICK_ROOM
        found.append(Tick(x, x, "middle", plain(mark) if has_room else ""))
        taken = x + TICK_ROOM // 2 if has_room else taken
    return [*found, Tick(scale.at(last), scale.at(last) + 6, "end", plain(last))]


def _weight(scale: _Scale, amount: float, outside: bool) -> Weight:
    x = scale.at(amount)
    fits = x + LABEL_ROOM <= scale.width
    return Weight(
        x=x,
        path=f"M{x - 6} 6h12v9l-6 8-6-8z",
        text=f"拟处罚 {plain(amount)} 元",
        text_x=x + 13 if fits else x - 13,
        anchor="start" if fits else "end",
        is_outside=outside,
    )


def _dots(scale: _Scale, alike: Sequence[tuple[float, int]]) -> list[Dot]:
    """A dot each, or a count where they would overlap; the sentence and the table have the exact numbers."""
    cells: dict[int, dict[int, int]] = {}
    for yuan, times in alike:
        x = min(max(scale.at(yuan), EDGE), scale.width - EDGE)
        cell = cells.setdefault((x - EDGE) // CELL, {})
        cell[x] = cell.get(x, 0) + times
    return [dot for cell in cells.values() for dot in _in_cell(cell)]


def _in_cell(found: dict[int, int]) -> list[Dot]:
    places = sorted(found)
    apart = all(later - earlier >= APART for earlier, later in pairwise(places))
    if apart and set(found.values()) == {1}:
        return [Dot(x) for x in places]
    total = sum(found.values())
    middle = round(sum(x * times for x, times in found.items()) / total)
    return [Dot(middle, str(total) if total < 1000 else "999+")]
