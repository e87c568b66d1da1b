"""Every reconsideration and lawsuit of a case: its answer clock, how it ended, and what must follow (ARL, ALL).

Read from the whole history, a decision that fell included: what a remedy took away was contested all the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from hengtu.law import deadlines
from hengtu.law.acts import LegalAct
from hengtu.law.deadlines import Deadline
from hengtu.law.procedure.outcomes import COURT_OUTCOMES, DISCREDITING, REVIEW_OUTCOMES, UNDOING
from hengtu.law.procedure.remedies import day_said
from hengtu.law.procedure.settlement import settle
from hengtu.law.procedure.situation import Situation, day_of

RECONSIDERATION, LAWSUIT = "reconsideration", "lawsuit"
KINDS = {RECONSIDERATION: "行政复议", LAWSUIT: "行政诉讼"}
# The word a rate uses, by outcome: a party's own withdrawal and what was not taken on are told apart.
UPHELD, CHANGED, REVOKED, UNLAWFUL, ORDERED, ENDED = "upheld", "changed", "revoked", "unlawful", "ordered", "ended"
RATES = {
    UPHELD: "维持（驳回请求）",
    CHANGED: "变更",
    REVOKED: "撤销、确认无效",
    UNLAWFUL: "确认违法",
    ORDERED: "责令履行、重新作出",
    ENDED: "不受理、撤回、驳回起诉",
}
# ``dismissed`` is not here: reconsideration refuses what was asked, a court refuses to hear it.
_RATE_OF = {
    "upheld": UPHELD, "changed": CHANGED, "revoked": REVOKED, "void": REVOKED, "unlawful": UNLAWFUL,
    "ordered": ORDERED, "not_accepted": ENDED, "ended": ENDED,
}  # fmt: skip
STARTS = {
    "reconsideration_applied": RECONSIDERATION,
    "reconsideration_received": RECONSIDERATION,
    "lawsuit_received": LAWSUIT,
}
ANSWERS = {"reconsideration_answered": RECONSIDERATION, "lawsuit_answered": LAWSUIT}
ENDS = {"reconsideration_decided": RECONSIDERATION, "lawsuit_judged": LAWSUIT}
REDECIDING = (
    "decided", "not_punished", "not_established", "investigation_ended", "filing_cancelled", "spot_decided",
    "decision_revoked",
)  # fmt: skip


@dataclass(frozen=True)
class FollowUp:
    """One thing an outcome calls for. ``kind`` is the act that does it; ``done_on`` None while it is open."""

    kind: str
    zh: str
    basis: tuple[str, ...]
    due_on: date | None = None
    done_on: date | None = None


@dataclass(frozen=True)
class Contest:
    """One reconsideration or lawsuit, the first act to the last.

    ``applied_on`` is when the party turned to the body, ``received`` the act by which its copy reached the agency (None
    before), ``ended`` the outcome in force, ``judged`` a judgment that is not in force yet.
    """

    kind: str
    started: LegalAct
    received: LegalAct | None = None
    answered: LegalAct | None = None
    judged: LegalAct | None = None
    ended: LegalAct | None = None
    follow_ups: tuple[FollowUp, ...] = ()

    @property
    def id(self) -> str:
        return self.started.uid

    @property
    def zh(self) -> str:
        return KINDS[self.kind]

    @property
    def acts(self) -> tuple[LegalAct, ...]:
        """The acts it is made of, in the order of its course."""
        course = (self.started, self.received, self.answered, self.judged, self.ended)
        return tuple({act.uid: act for act in course if act is not None}.values())

    @property
    def body(self) -> str:
        """Before whom: the reconsideration body or the court."""
        said = self.received or self.started
        return str(said.payload.get("court" if self.kind == LAWSUIT else "body") or "")

    @property
    def reference(self) -> str:
        """The number the body or the court gave it."""
        said = self.received or self.started
        return str(said.payload.get("court_case" if self.kind == LAWSUIT else "case_ref") or "")

    @property
    def applied_on(self) -> date:
        return day_said(self.started, "applied_on", "filed_on")

    @property
    def received_on(self) -> date | None:
        return day_said(self.received, "received_on") if self.received else None

    @property
    def term(self) -> str:
        """The term in which the agency answers, empty while no copy has come."""
        if self.received is None:
            return ""
        if self.kind == LAWSUIT:
            return "litigation_answer"
        return f"reconsideration_reply_{self.received.payload.get('procedure', 'ordinary')}"

    @property
    def answer_due(self) -> Deadline | None:
        """Until when the agency hands in its answer and its evidence (ARL:48, ARL:54, ALL:67)."""
        return deadlines.due(self.term, self.received_on) if self.term and self.received_on else None

    @property
    def outcome(self) -> str:
        return str(self.ended.payload.get("outcome") or "") if self.ended else ""

    @property
    def outcome_zh(self) -> str:
        names = COURT_OUTCOMES if self.kind == LAWSUIT else REVIEW_OUTCOMES
        return names.get(self.outcome, "")

    @property
    def rate(self) -> str:
        """Under which word of :data:`RATES` it is counted; empty while it runs."""
        if self.outcome == "dismissed":
            return ENDED if self.kind == LAWSUIT else UPHELD
        return _RATE_OF.get(self.outcome, "")

    @property
    def ended_on(self) -> date | None:
        return day_said(self.ended, "received_on") if self.ended else None

    @property
    def is_unanswered(self) -> bool:
        """Whether the agency still has to answer."""
        return self.received is not None and self.answered is None and self.ended is None and self.judged is None


def contests_of(history: tuple[LegalAct, ...]) -> tuple[Contest, ...]:
    """Return every reconsideration and lawsuit of a case, oldest first, with what its outcome calls for.

    Args:
        history: every act of the case as it was done, oldest first.
    """
    running: dict[str, Contest] = {}
    found: list[Contest] = []
    for act in history:
        kind = STARTS.get(act.kind) or ANSWERS.get(act.kind) or ENDS.get(act.kind)
        if kind is None:
            continue
        contest = _with(running.get(kind), kind, act)
        if contest is None:
            continue
        running[kind] = contest
        if contest.ended is not None:
            found.append(running.pop(kind))
    ordered = sorted([*found, *running.values()], key=lambda each: history.index(each.started))
    return tuple(replace(each, follow_ups=tuple(_called_for(history, each))) for each in ordered)


def _with(contest: Contest | None, kind: str, act: LegalAct) -> Contest | None:
    if act.kind in STARTS:
        begun = contest or Contest(kind, act)
        return begun if act.kind == "reconsideration_applied" else replace(begun, received=act)
    if contest is None:
        return None
    if act.kind in ANSWERS:
        return replace(contest, answered=act)
    in_force = act.kind == "reconsideration_decided" or act.payload.get("in_force") is True
    return replace(contest, ended=act) if in_force else replace(contest, judged=act)


# --- what follows --------------------------------------------------------------------------------------------------


def _called_for(history: tuple[LegalAct, ...], contest: Contest) -> Iterator[FollowUp]:
    ended = contest.ended
    if ended is None:
        return
    place = history.index(ended)
    now, then = Situation.of(history), Situation.of(history[: place + 1])
    later = history[place + 1 :]
    if contest.outcome in DISCREDITING and then.acts[-1].payload.get("was_published"):
        yield _withdrawal(ended, later)
    if settle(then, day_of(ended.occurred_at)).refund_yuan > 0:
        yield _refund(now, later)
    if contest.outcome in UNDOING or contest.outcome == "ordered":
        yield _new_decision(ended, later)


def _withdrawal(ended: LegalAct, later: tuple[LegalAct, ...]) -> FollowUp:
    due = deadlines.due("withdraw_publication", day_said(ended, "received_on")).due_on
    done = _first(later, "publication_withdrawn")
    return FollowUp("publication_withdrawn", "撤回公开并说明理由", ("APL:48p2",), due, done)


def _refund(now: Situation, later: tuple[LegalAct, ...]) -> FollowUp:
    """What is refunded in parts is done with the last of them. No text names a day."""
    open_yet = settle(now, day_of(now.acts[-1].occurred_at)).refund_yuan > 0
    back = [act for act in later if act.kind == "fine_refunded"]
    done = day_of(back[-1].occurred_at) if back and not open_yet else None
    return FollowUp("fine_refunded", "退还多收的款项", ("APL:75p2",), None, done)


def _new_decision(ended: LegalAct, later: tuple[LegalAct, ...]) -> FollowUp:
    """Decided anew, or ended in another lawful way; the body or the court may have set a day."""
    named = ended.payload.get("redo_by")
    done = _first(later, *REDECIDING, "case_closed", "spot_case_closed")
    due_on = date.fromisoformat(str(named)) if named else None
    return FollowUp("decided", "重新作出决定或者依法终结", ("ARL:64", "ALL:70"), due_on, done)


def _first(later: tuple[LegalAct, ...], *kinds: str) -> date | None:
    return next((day_of(act.occurred_at) for act in later if act.kind in kinds), None)


def opinions_of(history: tuple[LegalAct, ...]) -> tuple[tuple[LegalAct, Deadline, LegalAct | None], ...]:
    """Return the opinions of reconsideration bodies: ``(opinion, until when to report, the report)`` (ARL:76)."""
    found = []
    for place, act in enumerate(history):
        if act.kind == "reconsideration_opinion_received":
            due = deadlines.due("reconsideration_opinion_feedback", day_said(act, "received_on"))
            report = next((each for each in history[place:] if each.kind == "reconsideration_opinion_reported"), None)
            found.append((act, due, report))
    return tuple(found)
