"""What one phase of carrying out a decision is: which state from which day, the next lawful step, and why not yet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from hengtu.law.calendar import ONE_DAY


class State(StrEnum):
    """Where the carrying out of a decision stands. The order is that of the way, never that of money."""

    TERM = "term"
    PLAN = "plan"
    PLAN_MISSED = "plan_missed"
    OVERDUE = "overdue"
    REMINDED = "reminded"
    WINDOW_SHUT = "window_shut"
    WINDOW_OPEN = "window_open"
    WINDOW_MISSED = "window_missed"
    COURT_ASKED = "court_asked"
    COURT_ACCEPTED = "court_accepted"
    COURT_REFUSED = "court_refused"
    COURT_RULED = "court_ruled"
    AGREEMENT = "agreement"
    AGREEMENT_BROKEN = "agreement_broken"
    OWN_READY = "own_ready"
    OWN_DECIDED = "own_decided"
    CORRECTING = "correcting"
    TO_VERIFY = "to_verify"
    NOT_CORRECTED = "not_corrected"
    ANNOUNCED = "announced"
    SUBSTITUTE_READY = "substitute_ready"
    SUBSTITUTE_DECIDED = "substitute_decided"
    REMEDY = "remedy"
    STAYED = "stayed"
    SUSPENDED = "suspended"

    @property
    def zh(self) -> str:
        return NAMES[self]


NAMES = {
    State.TERM: "缴款期内",
    State.PLAN: "延期、分期中",
    State.PLAN_MISSED: "有一期没有缴",
    State.OVERDUE: "逾期，等催告",
    State.REMINDED: "已经催告，期限未满",
    State.WINDOW_SHUT: "等法院申请期开始",
    State.WINDOW_OPEN: "可以申请法院执行",
    State.WINDOW_MISSED: "过了申请法院的期限",
    State.COURT_ASKED: "等法院受理",
    State.COURT_ACCEPTED: "等法院裁定",
    State.COURT_REFUSED: "法院不受理、不准予执行",
    State.COURT_RULED: "法院准予执行",
    State.AGREEMENT: "执行协议履行中",
    State.AGREEMENT_BROKEN: "没有按协议履行",
    State.OWN_READY: "可以决定自行强制执行",
    State.OWN_DECIDED: "等实施强制执行",
    State.CORRECTING: "改正期内",
    State.TO_VERIFY: "等核查改正",
    State.NOT_CORRECTED: "没有改正",
    State.ANNOUNCED: "公告自行拆除期内",
    State.SUBSTITUTE_READY: "可以决定代履行",
    State.SUBSTITUTE_DECIDED: "等实施代履行",
    State.REMEDY: "复议、诉讼中",
    State.STAYED: "停止执行",
    State.SUSPENDED: "中止执行",
}
MONEY, CONDUCT = "money", "conduct"
OBLIGATIONS = {MONEY: "缴纳罚没款", CONDUCT: "改正、恢复"}


@dataclass(frozen=True)
class Phase:
    """One stretch of days in one state, as long as nobody does anything.

    ``first_on`` to ``last_on`` inclusive, None: open. ``step``: the kind of act that may be done in it, "" where there
    is nothing to do but wait; ``due_on``: its last day. ``why``: what the state rests on, or why nothing can be done
    yet; ``then``: what comes next and from when. ``adds_from``: from this day an additional fine runs; ``pause``: why
    it rests.
    """

    state: State
    first_on: date
    why: str
    basis: tuple[str, ...]
    step: str = ""
    due_on: date | None = None
    last_on: date | None = None
    then: str = ""
    adds_from: date | None = None
    pause: str = ""

    @property
    def is_ours(self) -> bool:
        """Whether the agency can do something now, rather than wait."""
        return bool(self.step)

    @property
    def turns_on(self) -> date | None:
        """The day that matters next: of the step, else the one on which the waiting ends."""
        return self.due_on or (self.last_on if not self.step else self.first_on)

    def covers(self, on: date) -> bool:
        return self.first_on <= on and (self.last_on is None or on <= self.last_on)


def in_a_row(phases: Iterable[Phase]) -> tuple[Phase, ...]:
    """Give each phase its last day, which is the day before the next begins; one that never has a day is left out."""
    known = sorted(phases, key=lambda each: each.first_on)
    ends = [each.first_on - ONE_DAY for each in known[1:]]
    found = [replace(phase, last_on=end) for phase, end in zip(known, [*ends, None], strict=True)]
    return tuple(each for each in found if each.last_on is None or each.last_on >= each.first_on)


def phase_on(phases: tuple[Phase, ...], on: date) -> Phase | None:
    """Return the phase of a day; before the first of them, the first."""
    return next((each for each in phases if each.covers(on)), phases[0] if phases else None)
