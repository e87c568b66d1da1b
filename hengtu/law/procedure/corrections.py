"""Where the correction of the violation stands: ordered, reported by the party, verified by officers (APL:28p1)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from hengtu.law import deadlines
from hengtu.law.acts import LegalAct
from hengtu.law.dates_zh import day_zh
from hengtu.law.deadlines import Deadline
from hengtu.law.procedure.situation import Situation, day_of
from hengtu.law.promises import last_day

DONE, NOT_DONE, FOLLOW_UP, NOT_NEEDED = "done", "not_done", "follow_up", "not_needed"
# What a verification finds, under ``result``.
RESULTS = {DONE: "已经改正", NOT_DONE: "没有改正", FOLLOW_UP: "正在改正，继续跟踪"}
# How it was found out, under ``how``.
WAYS = {"on_site": "到现场核查", "papers": "核对当事人提交的材料", "records": "调取系统记录、监控资料"}
# What a closing states, under ``correction_is``.
STATED = {DONE: "已经改正", NOT_NEEDED: "不需要改正", FOLLOW_UP: "正在跟踪改正"}
PERFORMED = ("substitute_performed", "cleared_at_once")  # somebody else did it in the party's place (ACL:50, ACL:52)
CLOSED = ("case_closed", "spot_case_closed")


class Standing(StrEnum):
    """How far the correction has come. ``NOTHING``: nobody ordered, reported or verified anything."""

    NOTHING = "nothing"
    OPEN = "open"
    REPORTED = "reported"
    NOT_DONE = "not_done"
    FOLLOW_UP = "follow_up"
    DONE = "done"

    @property
    def zh(self) -> str:
        return _NAMES[self]


_NAMES = {
    Standing.NOTHING: "没有责令改正",
    Standing.OPEN: "责令改正，还没有核查",
    Standing.REPORTED: "当事人报告已经改正，等核查",
    Standing.NOT_DONE: "核查时没有改正",
    Standing.FOLLOW_UP: "正在跟踪改正",
    Standing.DONE: "已经改正",
}


@dataclass(frozen=True)
class Correction:
    """The latest order and what followed it.

    ``reports`` are those after the last verification, oldest first; ``looked_from`` is the day from which that
    verification was to be done.
    """

    ordered: LegalAct | None = None
    reports: tuple[LegalAct, ...] = ()
    verified: LegalAct | None = None
    performed: LegalAct | None = None
    closed: LegalAct | None = None
    looked_from: date | None = None

    @property
    def standing(self) -> Standing:
        """Return how far it has come; a report after a failed check waits for the next check."""
        if self.performed is not None or (self.ordered is not None and self.ordered.payload.get("done_on")):
            return Standing.DONE
        if self.reports and self._result != DONE:
            return Standing.REPORTED
        if self._result:
            return Standing(self._result)
        if self.closed is not None:
            return Standing.FOLLOW_UP
        return Standing.OPEN if self.ordered is not None else Standing.NOTHING

    @property
    def _result(self) -> str:
        return str(self.verified.payload.get("result") or "") if self.verified else ""

    @property
    def due_on(self) -> date | None:
        """The last day to correct it: the named day, or the next working day (CPL:85p3)."""
        return last_day(self.named_on)[0] if self.named_on else None

    @property
    def named_on(self) -> date | None:
        """The day that the order names, or the follow-up in its place."""
        said, key = self.ordered, "due_on"
        if self.standing is Standing.FOLLOW_UP:
            said, key = self.closed or self.verified, "follow_up_on"
        named = said.payload.get(key) if said else None
        return date.fromisoformat(str(named)) if named else None

    @property
    def waits_for_verification(self) -> bool:
        """Whether officers still have to look; orders of before anybody verified are taken at the closing's word."""
        if self.standing is Standing.OPEN:
            return self.ordered is not None and self.ordered.payload.get("to_verify") is True
        return self.standing in (Standing.REPORTED, Standing.FOLLOW_UP)

    @property
    def verify_from(self) -> date | None:
        """The day from which officers can look: of the party's report, else of the end of its term; None if none."""
        if not self.waits_for_verification:
            return None
        days = [day_of(self.reports[0].occurred_at)] if self.reports else []
        days += [self.due_on] if self.due_on else []
        started = self.ordered or self.verified
        return min(days) if days else day_of(started.occurred_at) if started else None


def correction_of(situation: Situation) -> Correction:
    """Return where the correction of a case stands after all its acts."""
    if "correction" not in situation.memo:
        found = Correction()
        for act in situation.acts:
            found = _with(found, act)
        situation.memo["correction"] = found
    known: Correction = situation.memo["correction"]
    return known


def _with(before: Correction, act: LegalAct) -> Correction:
    if act.kind == "correction_ordered":
        return Correction(act)
    if act.kind == "correction_reported":
        return replace(before, reports=(*before.reports, act))
    if act.kind == "correction_verified":
        return replace(before, verified=act, reports=(), closed=None, looked_from=before.verify_from)
    if act.kind in PERFORMED and before.ordered is not None:
        return replace(before, performed=act)
    if act.kind in CLOSED and act.payload.get("follow_up_on"):
        return replace(before, closed=act)
    return before


def correction_due(situation: Situation) -> tuple[date, Deadline, date | None] | None:
    """Return start, deadline and end of the party's term to correct; None where no day was named."""
    found = correction_of(situation)
    started, named = found.closed or found.verified or found.ordered, found.named_on
    if started is None or named is None or not (found.waits_for_verification or found.verified):
        return None
    start = day_of(started.occurred_at)
    due_on, _, provisional = last_day(named)
    said = [f"文书写明在{day_zh(named)}以前改正。"]
    said += [f"当日不是工作日，顺延到{day_zh(due_on)}（民事诉讼法第八十五条）。"] if due_on != named else []
    counted = deadlines.due("correction_due", start)
    due = replace(counted, due_on=due_on, explanation=tuple(said), provisional=provisional, asked=None)
    return start, due, _ended(found)


def correction_verify(situation: Situation) -> tuple[date, Deadline, date | None] | None:
    """Return start, deadline and end of the agency's time to verify; None while there is nothing to look at."""
    found = correction_of(situation)
    start, ended = found.verify_from, None
    if start is None and found.verified is not None:
        start, ended = found.looked_from, day_of(found.verified.occurred_at)
    return (start, deadlines.due("correction_verify", start), ended) if start is not None else None


def _ended(found: Correction) -> date | None:
    ended = found.verified or found.performed
    ends = ended is not None and found.standing in (Standing.DONE, Standing.NOT_DONE)
    return day_of(ended.occurred_at) if ended is not None and ends else None
