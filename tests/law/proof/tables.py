"""Sound benchmark tables from a seed, of every shape that is published, and one mistake put into each."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import pairwise, product
from typing import Any

from hengtu.law.rulebook import records

WORDS = ("轻微", "一般", "较重", "严重", "特别严重")
NUMBERS = ("area_m2", "duration_days", "economic_loss", "excess_kg", "certificate_expired_days", "depth_cm")
CLASSES = ("road_class", "harm_level", "circumstances", "road_damage_level")
FLAGS = ("refuses_correction", "caused_accident", "corrected_promptly", "dangerous_section")
KINDS_WITHOUT_ORDER = ("pipeline_kind", "ship_kind", "operation_kind")
SHARES = ("multiple_of_illegal_gains", "percent_of_contract_price", "multiple_of_timber_value")
PENALTY = {"kind": "fine", "basis": "fixed_range", "mandatory": True}


@dataclass(frozen=True)
class Span:
    """Numbers from ``low`` to ``high``; None without bound; an end belongs to the span where it is closed."""

    low: int | None
    high: int | None
    low_closed: bool
    high_closed: bool

    def condition(self, key: str) -> str:
        parts = [] if self.low is None else [f"{key} {'>=' if self.low_closed else '>'} {self.low}"]
        parts += [] if self.high is None else [f"{key} {'<=' if self.high_closed else '<'} {self.high}"]
        return " and ".join(parts)


@dataclass(frozen=True)
class Values:
    """Some values of an enum, or one of a flag."""

    values: tuple[Any, ...]

    def condition(self, key: str) -> str:
        if isinstance(self.values[0], bool):
            return f"{key} == {str(self.values[0]).lower()}"
        listed = ", ".join(f"'{value}'" for value in self.values)
        return f"{key} == {listed}" if len(self.values) == 1 else f"{key} in [{listed}]"


Piece = Span | Values


@dataclass(frozen=True)
class Row:
    """One tier: what it covers, how heavy it is (counted from 0), and what it costs."""

    pieces: dict[str, Piece]
    weight: int
    outcome: dict[str, Any]
    word: str = ""
    written: str = ""

    @property
    def condition(self) -> str:
        return self.written or " and ".join(piece.condition(key) for key, piece in self.pieces.items())


@dataclass(frozen=True)
class Draft:
    """Rows of a table, the penalty of the statute they rest on, and tiers that exempt."""

    rows: tuple[Row, ...]
    penalties: tuple[dict[str, Any], ...]
    exempting: tuple[dict[str, Any], ...] = field(default=())

    def as_table(self, name: str) -> dict[str, Any]:
        words = [row.word or WORDS[row.weight] for row in self.rows]
        rows = zip(words, self.rows, strict=True)
        tiers = [{"tier": word, "when": row.condition, "outcome": row.outcome} for word, row in rows]
        return {"id": name, "role": "ladder", "tiers": [*self.exempting, *tiers]}

    @property
    def version(self) -> dict[str, Any]:
        return {"effective_from": "2025-01-01", "penalties": list(self.penalties)}

    def with_row(self, position: int, **changed: Any) -> Draft:
        rows = list(self.rows)
        rows[position] = replace(rows[position], **changed)
        return replace(self, rows=tuple(rows))


# --- sound tables ---------------------------------------------------------------------------------------------------


def sound(seed: int) -> Draft:
    """Return a sound table: ladders of one to three facts, by kind, by share of a value, or with a remainder."""
    chance = random.Random(seed)
    shape = chance.choice((_ladder, _grid, _grid, _cube, _by_share, _two_measures, _by_kind, _with_remainder))
    draft = shape(chance)
    rows = list(draft.rows)
    chance.shuffle(rows)
    exempting = (_exemption(chance),) if chance.random() < 0.4 else ()
    return replace(draft, rows=tuple(rows), exempting=exempting)


def _ladder(chance: random.Random) -> Draft:
    return _by_axes(chance, [_numbers(chance, chance.randint(2, 5))])


def _grid(chance: random.Random) -> Draft:
    other = chance.choice((_class, _flag))(chance)
    return _by_axes(chance, [_numbers(chance, chance.randint(2, 3)), other])


def _cube(chance: random.Random) -> Draft:
    return _by_axes(chance, [_numbers(chance, 2), _class(chance, parts=2), _flag(chance)])


def _with_remainder(chance: random.Random) -> Draft:
    """The heaviest tier is whatever the others leave: ``not (…)``."""
    draft = _ladder(chance)
    heaviest = max(range(len(draft.rows)), key=lambda n: draft.rows[n].weight)
    rest = " or ".join(f"({row.condition})" for n, row in enumerate(draft.rows) if n != heaviest)
    return draft.with_row(heaviest, written=f"not ({rest})")


def _by_kind(chance: random.Random) -> Draft:
    """Kinds that have no order: only the words say which is heavier."""
    key = chance.choice(KINDS_WITHOUT_ORDER)
    return _by_axes(chance, [(key, _groups(chance, list(records("facts")[key]["values"]), chance.randint(2, 3)))])


def _by_share(chance: random.Random) -> Draft:
    basis = chance.choice(SHARES)
    low, high = chance.choice(((1, 5), (2, 10), (2, 4), (1, 3)))
    return _by_axes(chance, [_numbers(chance, chance.randint(2, 3))], {"basis": basis, "min": low, "max": high})


def _two_measures(chance: random.Random) -> Draft:
    """A fixed range up to some gains, a multiple of them above: each tier has two rows."""
    line = chance.choice((10000, 20000, 30000))
    fixed = {**PENALTY, "min": line, "max": 5 * line, "when": f"illegal_gains <= {line}"}
    times = {**PENALTY, "basis": "multiple_of_illegal_gains", "min": 2, "max": 10, "when": f"illegal_gains > {line}"}
    axis = _numbers(chance, chance.randint(2, 3))
    below = _by_axes(chance, [axis], fixed).rows
    above = _by_axes(chance, [axis], times).rows
    gains = (Span(None, line, False, True), Span(line, None, False, False))
    rows = [
        replace(row, pieces={**row.pieces, "illegal_gains": span})
        for part, span in zip((below, above), gains, strict=True)
        for row in part
    ]
    return Draft(tuple(rows), (fixed, times))


Axis = tuple[str, list[Piece]]


def _by_axes(chance: random.Random, axes: list[Axis], penalty: dict[str, Any] | None = None) -> Draft:
    statute = {**PENALTY, "min": chance.choice((0, 200, 1000)), "max": chance.choice((5000, 20000, 30000))}
    statute |= penalty or {}
    heaviest = sum(len(pieces) - 1 for _, pieces in axes)
    steps = _steps(chance, statute["min"], statute["max"], heaviest + 1)
    rows = []
    for chosen in product(*(range(len(pieces)) for _, pieces in axes)):
        weight = sum(chosen)
        pieces = {key: pieces[n] for (key, pieces), n in zip(axes, chosen, strict=True)}
        rows.append(Row(pieces, weight, _outcome(chance, statute["basis"], steps[weight], steps[weight + 1])))
    return Draft(tuple(rows), ({key: value for key, value in statute.items() if key != "when"},))


def _outcome(chance: random.Random, basis: str, low: float, high: float) -> dict[str, Any]:
    return {"kind": "fine", "basis": basis, "min": low, "max": high}


def _steps(chance: random.Random, low: float, high: float, parts: int) -> list[float]:
    """Return the ends of ranges that rise strictly from the minimum of the statute to its maximum."""
    inside = chance.sample(range(1, 20), parts - 1)
    return [low, *(round(low + (high - low) * each / 20, 2) for each in sorted(inside)), high]


def _numbers(chance: random.Random, parts: int) -> Axis:
    key = chance.choice(NUMBERS)
    cuts = sorted(chance.sample(range(2, 200), parts - 1))
    from_above = chance.random() < 0.5  # the cut belongs to the part above it: X以上
    ends = [None, *cuts, None]
    spans = [Span(low, high, from_above, not from_above) for low, high in pairwise(ends)]
    return key, list(spans)


def _class(chance: random.Random, parts: int = 0) -> Axis:
    key = chance.choice(CLASSES)
    return key, _groups(chance, records("facts")[key]["order"], parts or chance.randint(2, 3))


def _groups(chance: random.Random, values: list[str], parts: int) -> list[Piece]:
    cuts = [0, *sorted(chance.sample(range(1, len(values)), parts - 1)), len(values)]
    return [Values(tuple(values[low:high])) for low, high in pairwise(cuts)]


def _flag(chance: random.Random) -> Axis:
    key = chance.choice(FLAGS)
    lighter = records("facts")[key]["worse"] == "false"
    return key, [Values((lighter,)), Values((not lighter,))]


def _exemption(chance: random.Random) -> dict[str, Any]:
    condition = "first_offence == true and harm_level in ['none', 'minor'] and removed_when_ordered == true"
    return {"tier": "不予处罚", "when": condition, "outcome": {"kind": "none"}}


# --- one mistake ----------------------------------------------------------------------------------------------------


def broken(seed: int) -> tuple[str, str, Draft]:
    """Return what was done to a sound table, the check that must find it, and the table."""
    chance = random.Random(seed)
    wanted = MISTAKES[seed % len(MISTAKES)]
    for attempt in range(1000):
        found = wanted(chance, sound(seed * 1000 + attempt))
        if found is not None:
            return wanted.__name__.strip("_"), *found
    raise AssertionError(f"no table takes the mistake {wanted.__name__}")


Mistake = Callable[[random.Random, Draft], tuple[str, Draft] | None]


def _row(chance: random.Random, draft: Draft, kind: type) -> tuple[int, str, Any] | None:
    """Choose a row with a piece of some kind that is written out, and the piece."""
    found = [
        (n, key, piece)
        for n, row in enumerate(draft.rows)
        for key, piece in row.pieces.items()
        if isinstance(piece, kind) and not row.written and key != "illegal_gains"
    ]
    whole = any(row.written for row in draft.rows)
    return chance.choice(found) if found and not whole else None


def _moved(draft: Draft, n: int, key: str, piece: Piece) -> Draft:
    return draft.with_row(n, pieces={**draft.rows[n].pieces, key: piece})


def missing_row(chance: random.Random, draft: Draft) -> tuple[str, Draft] | None:
    if len(draft.rows) < 3 or any(row.written for row in draft.rows):
        return None
    gone = chance.randrange(len(draft.rows))
    return "gap", replace(draft, rows=tuple(row for n, row in enumerate(draft.rows) if n != gone))


def end_left_out(chance: random.Random, draft: Draft) -> tuple[str, Draft] | None:
    """The wrong sign at an edge: a value belongs to nobody."""
    chosen = _row(chance, draft, Span)
    if chosen is None:
        return None
    n, key, span = chosen
    if span.low is not None and span.low_closed:
        return "gap", _moved(draft, n, key, replace(span, low_closed=False))
    if span.high is not None and span.high_closed:
        return "gap", _moved(draft, n, key, replace(span, high_closed=False))
    return None


def end_shared(chance: random.Random, draft: Draft) -> tuple[str, Draft] | None:
    """The wrong sign at an edge: X以上Y以下 for both neighbours."""
    chosen = _row(chance, draft, Span)
    if chosen is None:
        return None
    n, key, span = chosen
    if span.high is not None and not span.high_closed:
        return "overlap", _moved(draft, n, key, replace(span, high_closed=True))
    if span.low is not None and not span.low_closed:
        return "overlap", _moved(draft, n, key, replace(span, low_closed=True))
    return None


def span_too_long(chance: random.Random, draft: Draft) -> tuple[str, Draft] | None:
    chosen = _row(chance, draft, Span)
    if chosen is None or chosen[2].high is None:
        return None
    n, key, span = chosen
    return "overlap", _moved(draft, n, key, replace(span, high=span.high + 3))


def span_too_short(chance: random.Random, draft: Draft) -> tuple[str, Draft] | None:
    chosen = _row(chance, draft, Span)
    if chosen is None or chosen[2].low is None:
        return None
    n, key, span = chosen
    high = span.high if span.high is None or span.high > span.low + 3 else span.low + 4
    return ("gap", _moved(draft, n, key, replace(span, low=span.low + 2))) if high == span.high else None


def value_lost(chance: random.Random, draft: Draft) -> tuple[str, Draft] | None:
    chosen = _row(chance, draft, Values)
    if chosen is None or len(chosen[2].values) < 2:
        return None
    n, key, piece = chosen
    return "gap", _moved(draft, n, key, Values(piece.values[1:]))


def value_twice(chance: random.Random, draft: Draft) -> tuple[str, Draft] | None:
    chosen = _row(chance, draft, Values)
    if chosen is None or isinstance(chosen[2].values[0], bool):
        return None
    n, key, piece = chosen
    every = records("facts")[key]["values"]
    others = sorted(set(every) - set(piece.values))
    return "overlap", _moved(draft, n, key, Values((*piece.values, chance.choice(others))))


def amounts_swapped(chance: random.Random, draft: Draft) -> tuple[str, Draft] | None:
    """Two neighbours on one fact: the heavier gets what the lighter should."""
    pairs = [
        (n, m)
        for n, one in enumerate(draft.rows)
        for m, other in enumerate(draft.rows)
        if other.weight == one.weight + 1
        and one.outcome["basis"] == other.outcome["basis"]
        and sum(one.pieces[key] != other.pieces[key] for key in one.pieces) == 1
    ]
    if not pairs:
        return None
    n, m = chance.choice(pairs)
    one, other = draft.rows[n].outcome, draft.rows[m].outcome
    check = "word" if set(draft.rows[n].pieces) & set(KINDS_WITHOUT_ORDER) else "monotone"
    return check, draft.with_row(n, outcome=other).with_row(m, outcome=one)


def direction_reversed(chance: random.Random, draft: Draft) -> tuple[str, Draft] | None:
    """The whole ladder upside down: amounts stay inside the statute, but fall."""
    if len({row.outcome["basis"] for row in draft.rows}) > 1 or len({row.weight for row in draft.rows}) < 2:
        return None
    by_weight = {row.weight: row.outcome for row in draft.rows}
    heaviest = max(by_weight)
    rows = tuple(replace(row, outcome=by_weight[heaviest - row.weight]) for row in draft.rows)
    check = "word" if set(draft.rows[0].pieces) & set(KINDS_WITHOUT_ORDER) else "monotone"
    return check, replace(draft, rows=rows)


def words_swapped(chance: random.Random, draft: Draft) -> tuple[str, Draft] | None:
    by_weight = sorted({row.weight for row in draft.rows})
    if len(by_weight) < 2 or len(draft.rows) != len(by_weight):
        return None
    low, high = by_weight[0], by_weight[-1]
    rows = tuple(
        replace(row, word=WORDS[high if row.weight == low else low]) if row.weight in {low, high} else row
        for row in draft.rows
    )
    return "word", replace(draft, rows=rows)


def above_the_maximum(chance: random.Random, draft: Draft) -> tuple[str, Draft] | None:
    heaviest = max(range(len(draft.rows)), key=lambda n: draft.rows[n].weight)
    outcome = draft.rows[heaviest].outcome
    return "statute", draft.with_row(heaviest, outcome={**outcome, "max": outcome["max"] + chance.choice((1, 5))})


def below_the_minimum(chance: random.Random, draft: Draft) -> tuple[str, Draft] | None:
    lightest = min(range(len(draft.rows)), key=lambda n: draft.rows[n].weight)
    outcome = draft.rows[lightest].outcome
    if outcome["min"] == 0:
        return None
    return "statute", draft.with_row(lightest, outcome={**outcome, "min": outcome["min"] / 2})


def ends_turned(chance: random.Random, draft: Draft) -> tuple[str, Draft] | None:
    n = chance.randrange(len(draft.rows))
    outcome = draft.rows[n].outcome
    return "outcome", draft.with_row(n, outcome={**outcome, "min": outcome["max"], "max": outcome["min"]})


def only_warned(chance: random.Random, draft: Draft) -> tuple[str, Draft] | None:
    lightest = min(range(len(draft.rows)), key=lambda n: draft.rows[n].weight)
    return "statute", draft.with_row(lightest, outcome={"kind": "warning"})


def wrong_measure(chance: random.Random, draft: Draft) -> tuple[str, Draft] | None:
    """Times the gains where the statute has a range in yuan: no range holds for every sum."""
    n = chance.randrange(len(draft.rows))
    outcome = draft.rows[n].outcome
    if outcome["basis"] != "fixed_range" or "illegal_gains" in draft.rows[n].pieces:
        return None
    return "statute", draft.with_row(n, outcome={**outcome, "basis": "multiple_of_illegal_gains", "min": 1, "max": 2})


MISTAKES: tuple[Mistake, ...] = (
    missing_row, end_left_out, end_shared, span_too_long, span_too_short, value_lost, value_twice, amounts_swapped,
    direction_reversed, words_swapped, above_the_maximum, below_the_minimum, ends_turned, only_warned, wrong_measure,
)  # fmt: skip
