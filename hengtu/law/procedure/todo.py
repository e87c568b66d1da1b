"""What there is to do on a case: every act it waits for now, whose hand is due, from when and until when.

A pure reading of the acts, without asking what day it is today: worklists are written from it and can be written anew.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from hengtu.law.acts import LegalAct
from hengtu.law.calendar import ONE_DAY
from hengtu.law.procedure.arrows import Procedure
from hengtu.law.procedure.check import Possible, possible_acts
from hengtu.law.procedure.clocks import CLOCKS, Clock, clocks_of
from hengtu.law.procedure.corrections import correction_of
from hengtu.law.procedure.hands import Hand, hand_of
from hengtu.law.procedure.next_act import aside_of, line_of, sent_back
from hengtu.law.procedure.promises import last_promise
from hengtu.law.procedure.situation import Situation
from hengtu.law.procedure.versions import procedure_of

# Reasons that only another act removes; what its own form can mend does not keep an act off the list.
REVIEW = frozenset({"review_missing", "review_not_passed", "review_outdated"})
DISCUSSION = frozenset({"discussion_missing", "discussion_unsigned", "discussion_outdated"})
OTHER_ACTS = frozenset(
    {
        "notice_not_served",
        "notice_not_served_to_party",
        "hearing_not_held",
        "points_unanswered",
        "offered_evidence_unseen",
        "reminder_statement_unanswered",
        "not_carried_out",
        "measure_not_lifted",
        "registration_open",
        "case_not_decided",
        "publication_not_withdrawn",
        "refund_open",
        "correction_not_verified",
        "correction_not_done",
        "promise_running",
        "promise_kept",
    }
)
WAITS = REVIEW | DISCUSSION | OTHER_ACTS
# Acts whose own limit has no number: the ninety days of the case are not theirs.
UNHURRIED = frozenset({"recusal_decided", "police_answered"})
DECIDING = ("decided", "not_punished")
OVER = ("decided", "not_punished", "not_established", "investigation_ended")


@dataclass(frozen=True)
class Todo:
    """One act the case waits for.

    ``ready_on``: first civil day on which it may be done, None when at once. ``due_on``: last day, of the clock
    ``term``; None where no number is fixed. ``cause`` is the act that brought it about.
    """

    kind: str
    hand: Hand
    ready_on: date | None
    due_on: date | None
    term: str
    cause: LegalAct


def todos_of(history: Iterable[LegalAct], clocks: Iterable[Clock] | None = None) -> tuple[Todo, ...]:
    """Return what is to be done after these acts, in the order of the procedure; empty when the case is at its end.

    Args:
        history: every act of the case.
        clocks: those of the same history, when the caller has them already.

    Raises: NoProcedure.
    """
    acts = tuple(history)
    if not acts:
        return ()
    situation = Situation.of(acts)
    running = _nearest(clock for clock in (clocks or clocks_of(situation)) if clock.is_open)
    procedure = procedure_of(acts)
    reading = _Reading(situation, procedure, _possible(acts, situation), running)
    return tuple(reading.todo(kind) for kind in dict.fromkeys(_kinds(reading)))


def _nearest(clocks: Iterable[Clock]) -> dict[str, Clock]:
    """Of several clocks of one term the one that runs out first counts for the list."""
    latest_first = sorted(clocks, key=lambda clock: clock.due.due_on or date.max, reverse=True)
    return {clock.term: clock for clock in latest_first}


@dataclass(frozen=True)
class _Reading:
    situation: Situation
    procedure: Procedure
    possible: dict[str, Possible]
    running: dict[str, Clock]

    def codes(self, kind: str) -> frozenset[str]:
        """Codes of what only another act removes."""
        found = self.possible.get(kind)
        return frozenset(objection.code for objection in found.objections) & WAITS if found else frozenset()

    def earliest(self, kind: str) -> date | None:
        found = self.possible.get(kind)
        days = [objection.earliest_on for objection in found.objections if objection.earliest_on] if found else []
        return max(days, default=None)

    def todo(self, kind: str) -> Todo:
        clock = self._clock(kind)
        due_on = clock.due.due_on if clock else None
        ready_on = self.earliest(_decision(self.situation) if kind == "legal_reviewed" else kind)
        if kind == "hearing_held":
            ready_on = due_on = _hearing_on(self.situation)
        if kind == "promise_checked":
            ready_on = _promised(self.situation)
        if kind == "correction_verified":
            ready_on = correction_of(self.situation).verify_from
        return Todo(kind, hand_of(kind), ready_on, due_on, clock.term if clock else "", self._cause(kind))

    def _clock(self, kind: str) -> Clock | None:
        """The clock that this act ends; else the nearest one of the agency that runs until the case is decided."""
        running = self.running
        own = [running[rule.term] for rule in CLOCKS if rule.term in running and kind in rule.ends]
        if kind == "paid" and "pay_fine" in running:
            own = [running["pay_fine"]]
        if not own and kind not in UNHURRIED and not self.situation.has(*OVER):
            own = [running[term] for term in ("case_decision", "filing_decision") if term in running]
        return min(own, key=lambda clock: clock.due.due_on or date.max, default=None)

    def _cause(self, kind: str) -> LegalAct:
        arrow = self.procedure.arrow(kind)
        before = [each for group in arrow.after for each in group.split("|")] if arrow else []
        return self.situation.last(*before) or self.situation.acts[-1]


def _possible(acts: tuple[LegalAct, ...], situation: Situation) -> dict[str, Possible]:
    """Ask only about what could be on the list, as of the last act: later days change dates, not what is to do."""
    asked = {*line_of(situation), *aside_of(situation), *DECIDING, "discussed", "measure_lifted"}
    at = max(act.occurred_at for act in acts)
    return {possible.kind: possible for possible in possible_acts(acts, at, kinds=asked)}


def _kinds(reading: _Reading) -> Iterator[str]:
    situation = reading.situation
    if "seizure" in reading.running and "measure_lifted" in reading.possible:
        yield "measure_lifted"
    yield from (kind for kind in aside_of(situation) if kind in reading.possible)
    line = line_of(situation)
    if sent_back(situation):  # mended step by step; nothing else helps
        yield from line[:1]
        return
    for kind in line:
        wanted = _decision(situation) if kind == "decided" else kind
        if wanted in reading.possible and _is_called_for(reading, wanted):
            yield wanted
    if reading.codes("decided") and reading.codes("decided") <= DISCUSSION:
        yield "discussed"


def _is_called_for(reading: _Reading, kind: str) -> bool:
    situation = reading.situation
    if kind == "legal_reviewed":  # the last step before the decision: it judges the case as it will be decided
        if situation.has("hearing_held") and not situation.has("hearing_reported"):
            return False
        codes = reading.codes(_decision(situation))
        return bool(codes & REVIEW) and codes <= REVIEW | DISCUSSION
    if kind == "notice_served":
        return _decision(situation) == "decided"
    if kind == "correction_ordered":
        return situation.has("investigated") and not situation.has("not_established", "investigation_ended")
    if kind == "decision_published":
        return "publish_penalty" in reading.running
    if kind == "case_closed" and "decision_served" in reading.possible:
        return False
    return not reading.codes(kind)


def _decision(situation: Situation) -> str:
    """How the case will be decided: a report that proposes no penalty leads to none."""
    proposed = situation.proposed.values()
    return "not_punished" if proposed and not any(penalty.punishes for penalty in proposed) else "decided"


def _promised(situation: Situation) -> date | None:
    """The first day on which it can be said that a promise was not kept; that it was may be found before."""
    promise = last_promise(situation)
    return promise.due_on + ONE_DAY if promise and promise.due_on else None


def _hearing_on(situation: Situation) -> date | None:
    notice = situation.last("hearing_notice_served")
    resumed = situation.last("hearing_resumed")
    if notice is not None and resumed is not None and situation.after(notice, "hearing_resumed"):
        notice = resumed
    announced = notice.payload.get("hearing_on") if notice else None
    return date.fromisoformat(announced) if announced else None


def handler_ids(situation: Situation) -> frozenset[str]:
    """Return the ids of the officers who handle the case: those who investigate, and those a lead was given to."""
    given = situation.last("lead_assigned")
    named: Collection[str] = given.payload.get("officers") or () if given else ()
    if named and not situation.has("case_filed"):
        return frozenset(str(each) for each in named)
    return situation.investigators | frozenset(str(each) for each in named)
