"""The coercive measures of a case, each with its own history: a case may hold several, and each runs by itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from hengtu.law.acts import LegalAct
from hengtu.law.dates_zh import day_zh
from hengtu.law.powers import KIND_NAMES, measure_kind
from hengtu.law.procedure.situation import Situation, day_of
from hengtu.law.procedure.things import Row, holder_of, named_things, rows_of_acts, thing_id

OPENING = ("measure_approved", "urgent_measure_taken")
# What speaks of one measure names it under this key; with one measure alone it need not.
NAMED_BY = "of_measure"
# the five cases in which a measure is lifted (ACL:28p1)
LIFTING_GROUNDS = {
    "no_violation": "当事人没有违法行为",
    "unrelated": "查封、扣押的与违法行为无关",
    "decided": "已经作出处理决定，不再需要",
    "expired": "期限已经届满",
    "other": "其他不再需要的情形",
}
ENDING = frozenset({"measure_lifted", "property_disposed", "crime_goods_handed_over"})


@dataclass(frozen=True)
class Measure:
    """One sealing or seizure. ``id`` is the uid of the act that opened it: its approval, or the urgent act."""

    id: str
    kind: str
    name: str
    opened: LegalAct
    urgent: LegalAct | None = None
    approved: LegalAct | None = None
    refused: LegalAct | None = None
    taken: LegalAct | None = None
    extended: LegalAct | None = None
    tests: tuple[LegalAct, ...] = ()
    kept: LegalAct | None = None
    ended: LegalAct | None = None
    announced: LegalAct | None = None
    custody: tuple[LegalAct, ...] = ()
    ends: tuple[LegalAct, ...] = ()

    @property
    def rows(self) -> tuple[Row, ...]:
        """What was sealed or seized, line by line; where no list was made the measure's own object is the one thing."""
        return rows_of_acts((self.urgent, self.taken)) or (Row(self.name or KIND_NAMES[self.kind]),)

    @property
    def thing_ids(self) -> tuple[str, ...]:
        return tuple(thing_id(self.id, number) for number in range(1, len(self.rows) + 1))

    @property
    def began(self) -> LegalAct | None:
        """The act from which the thirty days run: what was seized in urgency was seized then (ACL:25p1)."""
        return self.urgent or self.taken

    @property
    def is_in_force(self) -> bool:
        return self.began is not None and self.ended is None

    @property
    def waits_for_approval(self) -> bool:
        return self.urgent is not None and self.approved is None and self.refused is None and self.ended is None

    @property
    def waits_to_be_taken(self) -> bool:
        """Approved, not carried out yet; an urgent one still lacks its decision and list (ACL:24)."""
        return self.approved is not None and self.taken is None and self.ended is None

    @property
    def article(self) -> str:
        """The article that grants it, as the act that opened it names it."""
        return str(self.opened.payload.get("granting_article") or "")

    @property
    def testing_days(self) -> tuple[tuple[date, date], ...]:
        """Spans of testing that do not count: fixed in length and told in writing beforehand (ACL:25p3)."""
        spans = ((act.payload.get("from_on"), act.payload.get("to_on")) for act in self.tests)
        return tuple((date.fromisoformat(first), date.fromisoformat(last)) for first, last in spans if first and last)

    @property
    def label(self) -> str:
        """How lists call it: its name and the day it began, or was approved."""
        act = self.began or self.opened
        return f"{self.name or KIND_NAMES[self.kind]}（{day_zh(day_of(act.occurred_at))}）"


def measures_of(situation: Situation) -> tuple[Measure, ...]:
    """Return every measure of a case in the order in which they were opened."""
    found: list[Measure] = []
    for act in situation.acts:
        _take_in(found, act)
    return tuple(found)


def measures_in_force(situation: Situation) -> tuple[Measure, ...]:
    """Return the measures that hold something now."""
    return tuple(measure for measure in measures_of(situation) if measure.is_in_force)


def named_measure(candidates: Iterable[Measure], act: LegalAct) -> Measure | None:
    """Return the measure an act speaks of: the one it names, or the only one; None where it does not say which."""
    known, named = tuple(candidates), act.payload.get(NAMED_BY) or _holder_named(act)
    if named:
        return next((measure for measure in known if measure.id == named), None)
    return known[0] if len(known) == 1 else None


def _holder_named(act: LegalAct) -> str:
    """The measure that the things an act names belong to."""
    return next((holder_of(each) for each in named_things(act)), "")


def _take_in(found: list[Measure], act: LegalAct) -> None:
    if act.kind == "urgent_measure_taken":
        found.append(_opened(act, urgent=act))
    elif act.kind == "measure_approved":
        waiting = [each for each in found if each.waits_for_approval and each.kind == _kind(act)]
        if waiting:
            _write(found, waiting[0], approved=act)
        else:
            found.append(_opened(act, approved=act))
    elif act.kind == "measure_taken":
        _of(found, act, [each for each in found if each.waits_to_be_taken], taken=act)
    elif act.kind == "urgent_measure_refused":
        _of(found, act, [each for each in found if each.waits_for_approval], refused=act)
    else:
        _take_in_what_follows(found, act)


def _take_in_what_follows(found: list[Measure], act: LegalAct) -> None:
    held = [each for each in found if each.is_in_force]
    if act.kind == "crime_goods_handed_over":  # what was seized goes with the case (ACL:21, TRF:12)
        for each in held:
            _write(found, each, ended=act)
    elif act.kind in ENDING:
        _end(found, act, held)
    elif act.kind == "measure_extended":
        _of(found, act, held, extended=act)
    elif act.kind == "property_taken_in":
        _keep(found, act, held)
    elif act.kind == "unclaimed_announced":
        _of(found, act, held, announced=act)
    elif act.kind == "testing_period_told":
        measure = _meant(held, act)
        if measure is not None:
            _write(found, measure, tests=(*measure.tests, act))


def _end(found: list[Measure], act: LegalAct, held: list[Measure]) -> None:
    """A measure ends with the last of its things; what perishes and is sold by name leaves its price in its place."""
    measure = _meant(held, act)
    if measure is None or price_is_held(act):
        return
    ends = (*measure.ends, act)
    _write(found, measure, ends=ends, **({"ended": act} if _covers(measure, ends) else {}))


def price_is_held(act: LegalAct) -> bool:
    """Whether a sale leaves the measure on the price: goods that perish, sold one by one (ACL:28p2)."""
    return act.kind == "property_disposed" and act.payload.get("how") == "sold_perishable" and bool(named_things(act))


def _keep(found: list[Measure], act: LegalAct, held: list[Measure]) -> None:
    """The list is with its keeper when its last thing is."""
    measure = _meant(held, act)
    if measure is None:
        return
    custody = (*measure.custody, act)
    gone = (*custody, *measure.ends)
    _write(found, measure, custody=custody, **({"kept": act} if _covers(measure, gone) else {}))


def _covers(measure: Measure, acts: Iterable[LegalAct]) -> bool:
    """Whether acts together speak of every thing of a measure; one that names none speaks of all."""
    named = [named_things(act) for act in acts]
    return not all(named) or set(measure.thing_ids) <= {each for things in named for each in things}


def _of(found: list[Measure], act: LegalAct, candidates: list[Measure], **what: LegalAct) -> None:
    measure = _meant(candidates, act)
    if measure is not None:
        _write(found, measure, **what)


def _meant(candidates: list[Measure], act: LegalAct) -> Measure | None:
    """An act on file that does not say which counts for the oldest: nothing that was done is left out."""
    return named_measure(candidates, act) or next(iter(candidates), None)


def _write(found: list[Measure], measure: Measure, **what: LegalAct | tuple[LegalAct, ...]) -> None:
    found[found.index(measure)] = replace(measure, **what)  # type: ignore[arg-type]


def _opened(act: LegalAct, *, urgent: LegalAct | None = None, approved: LegalAct | None = None) -> Measure:
    name = str(act.payload.get("measure") or "")
    return Measure(identity_of(act), _kind(act), name, act, urgent, approved)


def _kind(act: LegalAct) -> str:
    return measure_kind(str(act.payload.get("measure") or ""))


def identity_of(act: LegalAct) -> str:
    """Return what other acts call this one by: its uid, or its instant where a history carries no uids."""
    return act.uid or f"{act.kind}@{act.occurred_at.isoformat()}"
