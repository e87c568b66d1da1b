"""Procedure charts 执法流程图, read from the procedure tables: the steps in their order, who acts, within which term.

A chart names the kinds of act of its main line and the steps it is about. Everything else comes from the tables: the
order from what each arrow needs and excludes, the words, articles and hands from the arrows, the terms from the
clocks. A further arrow of a step appears by itself, beside the step of the main line it follows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from hengtu.law.citations import printable
from hengtu.law.deadlines import UNITS_ZH, term_named
from hengtu.law.procedure.arrows import Arrow, Procedure
from hengtu.law.procedure.clocks import CLOCKS, ClockRule
from hengtu.law.procedure.hands import Hand, hand_of
from hengtu.law.procedure.versions import MAIN_LINE, procedure_on
from hengtu.law.term_layers import layer_for

AGENCY, PARTY, COURT = "agency", "party", "court"
RECORDED_OF_COURT = "登记法院"
# Clocks that no act ends by itself; on a chart they belong to the step they make possible.
LEADS_TO = {"pay_fine": "paid"}
# Whose doing a step is in the eyes of the public, where the hand that records it is another's.
ACTORS = {
    "paid": "当事人，由银行代收",
    "statement_heard": "当事人提出，执法人员听取并复核",
    "spot_statement_heard": "当事人提出，执法人员听取并复核",
    "reminder_answered": "当事人提出，执法人员听取并复核",
    "recusal_requested": "当事人",
}
# Acts that make a clock pointless and are not what its term is for: (term, kind of act).
MOOT = frozenset(
    {
        ("litigation", "reconsideration_applied"),
        ("additional_fine", "paid"),
        ("additional_fine_then_enforce", "paid"),
        ("reminder", "paid"),
        ("substitute_reminder", "reminder_served"),
        ("suspended_enforcement", "enforcement_ended"),
        ("urgent_measure_report", "measure_lifted"),
        ("unclaimed_vehicle", "measure_lifted"),
        ("case_decision", "case_transferred"),
        ("filing_decision", "lead_transferred"),
    }
)
# No clock runs for them: a guard looks (counted back from the hearing), or only a place or the house has a number.
FURTHER = (
    ClockRule("hearing_hold", ("hearing_requested",), ("hearing_held",)),
    ClockRule("hearing_notice", ("hearing_notice_served",), ("hearing_held",)),
    ClockRule("legal_review", ("report_approved",), ("legal_reviewed",)),
)


@dataclass(frozen=True)
class ChartSpec:
    """What a chart is about. ``steps`` may end in ``*``; ``inside`` are steps of the house that no party meets."""

    id: str
    zh: str
    basis: tuple[str, ...]
    line: tuple[str, ...]
    steps: tuple[str, ...]
    also: tuple[str, ...] = ()
    inside: frozenset[str] = frozenset()


@dataclass(frozen=True)
class TermNote:
    """A term in words: ``7个工作日内``. ``since`` says from when where it does not run from the step before.

    ``basis``: citation ids that may be printed; empty where the number is a setting of the system (``is_setting``) or a
    place has fixed it for itself (``is_local``).
    """

    term: str
    words: str
    since: str
    basis: tuple[str, ...]
    is_setting: bool
    is_local: bool = False


@dataclass(frozen=True)
class ChartStep:
    """One step: what, by whom, under which articles, within which terms. ``form`` is agency, party or court."""

    kind: str
    name: str
    actor: str
    form: str
    why: str
    basis: tuple[str, ...]
    terms: tuple[TermNote, ...] = ()


@dataclass(frozen=True)
class ChartRow:
    """A step of the main line, what the party may do there, and what may happen instead or besides."""

    step: ChartStep
    rights: tuple[ChartStep, ...] = ()
    cases: tuple[ChartStep, ...] = ()


@dataclass(frozen=True)
class Chart:
    """A whole chart, top down. ``version`` names the table it was read from."""

    id: str
    zh: str
    basis: tuple[str, ...]
    version: str
    since: date
    rows: tuple[ChartRow, ...]


_WITH = {"notice_served": ("notice_served", "statement_heard"), "legal_reviewed": ("legal_reviewed", "discussed")}
_ORDINARY = ("lead_registered", *(more for kind in MAIN_LINE["ordinary"] for more in _WITH.get(kind, (kind,))))
_INSIDE = frozenset(
    {"lead_assigned", "lead_transfer_answered", "case_transfer_answered", "testimony_withdrawn", "review_taken",
     "review_handed_on", "review_answered", "adviser_consulted", "adviser_opined", "discussion_adjourned",
     "registration_approved", "evidence_collected", "investigation_resumed", "lead_merged", "promise_due_moved",
     "promise_ended", "promise_checked", "promise_signed", "softer_measure_taken", "softer_measure_followed"}
)  # fmt: skip
SPECS = (
    ChartSpec(
        "summary", "简易程序流程图", ("APL:51", "APL:52"), ("identity_shown", *MAIN_LINE["summary"]), ("S*",),
        also=("recusal_requested", "deferral_applied", "reconsideration_applied"),
    ),
    ChartSpec(
        "ordinary", "普通程序流程图", ("APL:54", "APL:57"), _ORDINARY, ("O*", "X*"),
        also=("recusal_requested", "hearing_requested", "deferral_applied", "reconsideration_applied"),
        inside=_INSIDE,
    ),
    ChartSpec(
        "hearing", "听证流程图", ("APL:63", "APL:64"),
        ("notice_served", "hearing_requested", "hearing_appointed", "hearing_notice_served", "hearing_held",
         "hearing_reported"),
        ("H*",),
    ),
    ChartSpec(
        "measures", "行政强制措施流程图", ("ACL:18", "ACL:19"),
        ("measure_approved", "measure_taken", "property_taken_in", "measure_lifted", "property_returned"), ("C*",),
        inside=frozenset({"property_noted", "property_handed_over", "proceeds_settled"}),
    ),
    ChartSpec(
        "execution", "执行流程图", ("APL:66", "ACL:53"),
        ("decision_served", "paid", "reminder_served", "court_applied", "court_accepted", "court_ruled",
         "case_closed"),
        ("E*",), also=("reconsideration_applied",), inside=frozenset({"deferral_ended"}),
    ),
)  # fmt: skip


def chart_ids() -> tuple[str, ...]:
    """Return the ids of all charts, in the order in which they are shown."""
    return tuple(spec.id for spec in SPECS)


def chart(identity: str, on: date, *, place: str | None = None, procedure: Procedure | None = None) -> Chart:
    """Return a chart as the tables in force on a day have it.

    Args:
        place: name or division code; terms a place fixes for itself go first.
        procedure: read this table instead of the one in force.
    Raises: KeyError for an unknown chart; NoProcedure, LawError ``unknown_jurisdiction``.
    Source: APL:39, GB118
    """
    spec = next((each for each in SPECS if each.id == identity), None)
    if spec is None:
        raise KeyError(identity)
    table = procedure or procedure_on(on)
    rows = _Reading(spec, table, on, place).rows()
    return Chart(spec.id, spec.zh, spec.basis, table.version, table.effective_from, rows)


def is_drawn(spec: ChartSpec, arrow: Arrow) -> bool:
    """Whether an arrow has a place on a chart."""
    if arrow.kind in spec.line or arrow.kind in spec.also:
        return True
    of_steps = any(arrow.step == step or (step[-1] == "*" and arrow.step.startswith(step[:-1])) for step in spec.steps)
    return of_steps and arrow.kind not in spec.inside


class _Reading:
    """One table read for one chart."""

    def __init__(self, spec: ChartSpec, table: Procedure, on: date, place: str | None) -> None:
        self.spec, self.on, self.place = spec, on, place
        self.arrows = {arrow.kind: arrow for arrow in table.arrows}
        self.drawn = [arrow for arrow in table.arrows if is_drawn(spec, arrow)]
        self.line = _in_order([self.arrows[kind] for kind in spec.line if kind in self.arrows])
        self.places = {arrow.kind: position for position, arrow in enumerate(self.line)}

    def rows(self) -> tuple[ChartRow, ...]:
        beside: dict[int, list[ChartStep]] = {}
        for arrow in self.drawn:
            if arrow.kind not in self.places:
                position = max(self._follows(arrow, frozenset()), self._same_step(arrow))
                beside.setdefault(position, []).append(self._step(arrow, position))
        for position, right in self._rights_without_act():
            beside.setdefault(position, []).append(right)
        return tuple(self._row(position, arrow, beside.get(position, [])) for position, arrow in enumerate(self.line))

    def _row(self, position: int, arrow: Arrow, beside: Sequence[ChartStep]) -> ChartRow:
        rights = tuple(step for step in beside if step.form == PARTY)
        cases = tuple(step for step in beside if step.form != PARTY)
        return ChartRow(self._step(arrow, position - 1), rights, cases)

    def _same_step(self, arrow: Arrow) -> int:
        """Where the main line comes to the step the arrow belongs to; 0 where it never does."""
        return next((position for position, each in enumerate(self.line) if each.step == arrow.step), 0)

    def _follows(self, arrow: Arrow, seen: frozenset[str]) -> int:
        """The step of the main line after which an arrow may come: the last that each of its needs asks for."""
        return max((self._earliest(need, seen | {arrow.kind}) for need in arrow.after), default=0)

    def _earliest(self, need: str, seen: frozenset[str]) -> int:
        found = [self.places[kind] for kind in need.split("|") if kind in self.places]
        if not found:
            others = [self.arrows[kind] for kind in need.split("|") if kind in self.arrows and kind not in seen]
            found = [self._follows(other, seen) for other in others]
        return min(found, default=0)

    def _step(self, arrow: Arrow, before: int) -> ChartStep:
        hand = hand_of(arrow.kind)
        of_court = arrow.zh.startswith(RECORDED_OF_COURT)
        return ChartStep(
            kind=arrow.kind,
            name=arrow.zh.removeprefix("登记") if of_court else arrow.zh,
            actor="人民法院" if of_court else ACTORS.get(arrow.kind, hand.zh),
            form=COURT if of_court else PARTY if _is_right(arrow) else AGENCY,
            why=arrow.why,
            basis=tuple(each for each in arrow.source if printable(each)),
            terms=tuple(self._terms(arrow, before)),
        )

    def _terms(self, arrow: Arrow, before: int) -> Iterator[TermNote]:
        """The terms within which (or after which) the act is done, where they start on this chart."""
        previous = self.line[before].kind if 0 <= before < len(self.line) else ""
        for rule in (*CLOCKS, *FURTHER):
            ends = (*rule.ends, LEADS_TO.get(rule.term, ""))
            starts = [kind for kind in rule.starts if kind in self.places]
            if arrow.kind not in self.places:
                starts = [kind for kind in rule.starts if self._shows(kind)]
            if (rule.term, arrow.kind) in MOOT or arrow.kind not in ends or not starts:
                continue
            if note := self._note(rule.term, previous in rule.starts):
                yield note
        if arrow.kind not in self.places:
            yield from self._terms_it_starts(arrow.kind)

    def _terms_it_starts(self, kind: str) -> Iterator[TermNote]:
        """What must follow on the main line, where only this step beside it starts the clock."""
        for rule in CLOCKS:
            next_on_line = [each for each in rule.ends if each in self.places and (rule.term, each) not in MOOT]
            if kind in rule.starts and next_on_line and not set(rule.starts) & set(self.places):
                note = self._note(rule.term, is_next=True)
                if note is not None:
                    follows = self.arrows[next_on_line[0]].zh
                    yield replace(note, since="此后", words=f"{note.words}{follows}")

    def _rights_without_act(self) -> Iterator[tuple[int, ChartStep]]:
        """What the party may do outside this house, told by its term alone: go to court."""
        for rule in CLOCKS:
            term = term_named(rule.term)
            acts = [kind for kind in (*rule.ends, LEADS_TO.get(rule.term, "")) if kind in self.arrows]
            starts = [self.places[kind] for kind in rule.starts if kind in self.places]
            if term["binds"] != "party" or not starts or not acts or hand_of(acts[0]) is not Hand.OFFICER:
                continue
            note = self._note(rule.term, is_next=True)
            if note is not None:
                name = "提起行政诉讼" if rule.term == "litigation" else str(term["name"])
                yield starts[0], ChartStep(rule.term, name, "当事人", PARTY, "", (), (note,))

    def _shows(self, kind: str) -> bool:
        return any(arrow.kind == kind for arrow in self.drawn)

    def _note(self, term_id: str, is_next: bool) -> TermNote | None:
        return term_note(term_id, self.on, place=self.place, is_next=is_next)


def term_note(term_id: str, on: date, *, place: str | None = None, is_next: bool = False) -> TermNote | None:
    """Return a term in words as it stands at a place on a day; None where neither law nor place gives a number.

    Args:
        is_next: leave out from when it runs.
    Raises: LawError ``unknown_term``, ``unknown_jurisdiction``.
    """
    term = term_named(term_id)
    layer = layer_for(term_id, place, on) if place else None
    own = layer or term
    if own["unit"] == "none":
        return None
    is_setting = layer is None and (term["kind"] == "setting" or not term["confirmed"])
    basis = () if is_setting or layer else tuple(each for each in term["basis"] if printable(each))
    since = "" if is_next else f"自{term['starts_from']}起"
    return TermNote(term_id, _words(term, own["amount"], own["unit"]), since, basis, is_setting, layer is not None)


def _words(term: Mapping[str, Any], amount: int, unit: str) -> str:
    length = f"{amount}{UNITS_ZH[unit]}"
    if term.get("count") == "back":
        return f"{length}以前"
    return f"满{length}后" if term["kind"] == "earliest" else f"{length}内"


def _is_right(arrow: Arrow) -> bool:
    return hand_of(arrow.kind) is Hand.PARTY or arrow.kind == "recusal_requested"


def _in_order(arrows: Sequence[Arrow]) -> tuple[Arrow, ...]:
    """Sort by what each arrow needs and excludes; where the table leaves it open, as they were given."""
    waiting, found = list(arrows), []
    while waiting:
        free = (each for each in waiting if not any(_precedes(other, each, arrows) for other in waiting))
        chosen = next(free, waiting[0])
        waiting.remove(chosen)
        found.append(chosen)
    return tuple(found)


def _precedes(first: Arrow, second: Arrow, line: Sequence[Arrow]) -> bool:
    """Whether the table puts one act before another: the later needs it, or it must not come after the later."""
    if first.kind == second.kind:
        return False
    kinds = [arrow.kind for arrow in line]
    for need in second.after:
        there = [kind for kind in need.split("|") if kind in kinds]
        if there[:1] == [first.kind]:
            return True
    return second.kind in first.before
