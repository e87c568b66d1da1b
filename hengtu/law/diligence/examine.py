"""One act asked again, as of when it occurred: which items its kind needs, and how each of them stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from hengtu.law.acts import LegalAct
from hengtu.law.diligence.items import Item, Mend, guards_of, items_on
from hengtu.law.objections import Objection, Severity
from hengtu.law.procedure import day_of, objections_to
from hengtu.law.procedure.arrows import Arrow, Procedure
from hengtu.law.procedure.check import ask
from hengtu.law.procedure.moment import Moment
from hengtu.law.procedure.situation import Situation
from hengtu.law.procedure.versions import procedure_of

# What each kind of mending is done by: an act of this kind must still be possible.
CORRECTING = "act_corrected"


class Standing(StrEnum):
    """How an item stands: held; noted (not there, but no article asks for it); made good (late with reason and
    approval, explained); lacking."""

    HELD = "held"
    NOTED = "noted"
    MADE_GOOD = "made_good"
    LACKING = "lacking"


class State(StrEnum):
    """How an act stands as a whole."""

    WHOLE = "whole"
    MENDABLE = "mendable"
    LACKING = "lacking"


@dataclass(frozen=True)
class Known:
    """What is known of the record beside the acts.

    ``held``: items of the record that are there; ``lacking`` and ``made_good``: item to what is missing, or how it was
    made good, in words. An item in none of them is not asked of this act. ``late_reason``: why it was done late, as
    approved; empty where it was in time.
    """

    held: frozenset[str] = frozenset()
    lacking: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    made_good: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    late_reason: str = ""


@dataclass(frozen=True)
class Finding:
    """One item of one act. ``words`` says what is missing or how it was made good; ``can_mend`` whether it still can
    be, lawfully, today."""

    item: Item
    standing: Standing
    words: str = ""
    basis: tuple[str, ...] = ()
    can_mend: bool = False


@dataclass(frozen=True)
class Examined:
    """An act asked again. ``objections`` are all that the law has against it as of when it occurred."""

    act: LegalAct
    name: str
    step: str
    procedure: str
    findings: tuple[Finding, ...]
    objections: tuple[Objection, ...]

    @property
    def gaps(self) -> tuple[Finding, ...]:
        return tuple(each for each in self.findings if each.standing is Standing.LACKING)

    @property
    def to_mend(self) -> tuple[Finding, ...]:
        """Only what can still be lawfully mended."""
        return tuple(each for each in self.gaps if each.can_mend)

    @property
    def state(self) -> State:
        if not self.gaps:
            return State.WHOLE
        return State.MENDABLE if self.to_mend else State.LACKING


def examine(history: Sequence[LegalAct], position: int, known: Known, *, place: str) -> Examined:
    """Ask one act of a case again.

    Args:
        history: every act of the case so far, in the order in which they were recorded.
        position: of the act within it; what was recorded before is what was known when it was done.
        known: what the record holds beside the acts. place: name or division code of the agency.
    Raises: UnknownKind, NoProcedure as ``law.procedure``; IndexError for a position outside.
    Source: APL:42p1, APL:47, APL:55p1, and the article of each item
    """
    act = history[position]
    before = tuple(history[:position])
    procedure = procedure_of(history)
    arrow = procedure.arrow(act.kind)
    objections = objections_to(before, act)
    findings = tuple(_findings(act, before, arrow, known, place)) if arrow else ()
    now = Situation.of(tuple(history))
    marked = tuple(_with_way_out(each, act, procedure, now) for each in findings)
    name, step = (arrow.zh, arrow.step) if arrow else (act.kind, "")
    return Examined(act, name, step, procedure.version, marked, objections)


def _findings(act: LegalAct, before: tuple[LegalAct, ...], arrow: Arrow, known: Known, place: str) -> Iterator[Finding]:
    situation = Situation.of(tuple(each for each in before if each.occurred_at <= act.occurred_at))
    moment = Moment(situation, act)
    asked = guards_of(arrow)
    for item in items_on(place, day_of(act.occurred_at)):
        by_record = _of_record(item, act, known)
        by_guards = _of_guards(item, arrow, moment, known) if item.guards & asked else None
        found = [each for each in (by_guards, by_record) if each is not None]
        if found:
            yield max(found, key=lambda each: list(Standing).index(each.standing))


def _of_guards(item: Item, arrow: Arrow, moment: Moment, known: Known) -> Finding:
    guards = [guard for guard in (*arrow.by, *arrow.carries, *arrow.gates) if guard.__name__ in item.guards]
    found = [each for guard in guards for each in ask(guard, moment)]
    refused = next((each for each in found if each.severity is not Severity.LATE), None)
    if refused is not None:
        return Finding(item, Standing.LACKING, refused.message, refused.basis)
    if found and known.late_reason:
        return Finding(item, Standing.MADE_GOOD, f"{found[0].message}；{known.late_reason}", found[0].basis)
    if found:
        return Finding(item, Standing.LACKING, found[0].message, found[0].basis)
    return Finding(item, Standing.HELD)


def _of_record(item: Item, act: LegalAct, known: Known) -> Finding | None:
    if item.record == "certificate":
        return _certificates(item, act)
    if not item.record:
        return None
    if item.record in known.lacking and not item.basis:
        return Finding(item, Standing.NOTED, known.lacking[item.record])
    if item.record in known.lacking:
        return Finding(item, Standing.LACKING, known.lacking[item.record], item.basis)
    if item.record in known.made_good:
        return Finding(item, Standing.MADE_GOOD, known.made_good[item.record])
    return Finding(item, Standing.HELD) if item.record in known.held else None


def _certificates(item: Item, act: LegalAct) -> Finding | None:
    """Everybody who acts as an officer holds a certificate valid that day, as the act itself says."""
    officers = [actor for actor in act.by if "officer" in actor.roles or actor.certificate_valid is not None]
    if not officers:
        return None
    without = [actor.name or actor.id for actor in officers if actor.certificate_valid is False]
    if without:
        return Finding(item, Standing.LACKING, f"{'、'.join(without)}的执法证件当日无效", item.basis)
    return Finding(item, Standing.HELD)


def _with_way_out(finding: Finding, act: LegalAct, procedure: Procedure, now: Situation) -> Finding:
    if finding.standing is not Standing.LACKING:
        return finding
    can = can_mend(finding.item.mend, act.kind, procedure, now)
    return Finding(finding.item, finding.standing, finding.words, finding.basis, can)


def can_mend(mend: Mend, kind: str, procedure: Procedure, now: Situation) -> bool:
    """Whether a way of mending is still lawful for an act of a kind, as the case stands now.

    Redoing is possible until an act that ends its time was done; a correction until the tables close it; supplying a
    film or an explanation always is.
    """
    if mend is Mend.NONE:
        return False
    if mend in (Mend.SUPPLY, Mend.EXPLAIN):
        return True
    arrow = procedure.arrow(kind if mend is Mend.REDO else CORRECTING)
    if arrow is None or (mend is Mend.REDO and arrow.once):
        return False
    return not (arrow.before and now.has(*arrow.before))
