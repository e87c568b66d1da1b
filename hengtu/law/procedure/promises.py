"""Where the promise of a party stands, read from the acts: told, signed, moved, checked or ended."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from hengtu.law import deadlines
from hengtu.law.acts import LegalAct
from hengtu.law.deadlines import Deadline
from hengtu.law.procedure.situation import Situation, day_of
from hengtu.law.promises import BROKEN, KEPT, last_day

OFFERED, OPEN, ENDED = "offered", "open", "ended"
STATES = {OFFERED: "已告知，当事人还没有签订", OPEN: "承诺期内", KEPT: "已履行", BROKEN: "没有履行", ENDED: "已终止"}
# Why a promise ends without a check of its own; the last two also undo a check that found it kept.
END_GROUNDS = {
    "declined": "当事人不愿签订",
    "party_withdrew": "当事人撤回承诺",
    "offered_wrongly": "不符合告知承诺的条件",
    "new_facts": "查明了新的违法事实或者更重的情节",
    "check_was_wrong": "核查结论有误，或者当事人隐瞒情况",
}
UNDO_A_CHECK = frozenset({"new_facts", "check_was_wrong"})
KINDS = ("promise_offered", "promise_signed", "promise_due_moved", "promise_checked", "promise_ended")


@dataclass(frozen=True)
class Promise:
    """One promise of a case: the acts it consists of; ``ended`` is the act that took it back."""

    offered: LegalAct
    signed: LegalAct | None = None
    moved: LegalAct | None = None
    checked: LegalAct | None = None
    ended: LegalAct | None = None

    @property
    def state(self) -> str:
        """A key of :data:`STATES`."""
        if self.ended is not None:
            return ENDED
        if self.checked is not None:
            return KEPT if self.checked.payload.get("result") == KEPT else BROKEN
        return OPEN if self.signed is not None else OFFERED

    @property
    def promised_on(self) -> date | None:
        """The day the party wrote down, moved once at most; None before signing."""
        said = self.moved or self.signed
        day = said.payload.get("due_on") if said else None
        return date.fromisoformat(day) if day else None

    @property
    def due_on(self) -> date | None:
        """The last day to keep it: the promised day, or the next working day (CPL:85p3)."""
        return last_day(self.promised_on)[0] if self.promised_on else None

    @property
    def rule(self) -> str:
        """The id of the list it rests on."""
        return str(self.offered.payload.get("list") or "")


def promises_of(situation: Situation) -> tuple[Promise, ...]:
    """Return every promise of a case, oldest first; a new notice begins a new one."""
    found: list[Promise] = []
    for act in situation.acts:
        if act.kind == "promise_offered":
            found.append(Promise(act))
        elif act.kind in KINDS and found:
            found[-1] = replace(found[-1], **{_PLACES[act.kind]: act})
    return tuple(found)


_PLACES = {
    "promise_signed": "signed", "promise_due_moved": "moved", "promise_checked": "checked", "promise_ended": "ended",
}  # fmt: skip


def last_promise(situation: Situation) -> Promise | None:
    """Return the latest promise; None where none was ever offered."""
    if "promise" not in situation.memo:
        situation.memo["promise"] = next(reversed(promises_of(situation)), None)
    found: Promise | None = situation.memo["promise"]
    return found


def state_of(situation: Situation) -> str:
    """Return the state of the latest promise, empty where there is none."""
    promise = last_promise(situation)
    return promise.state if promise else ""


def promise_due(situation: Situation) -> tuple[date, Deadline, date | None] | None:
    """Return start, deadline and end of the party's own term; None before anything was signed."""
    promise = last_promise(situation)
    if promise is None or promise.signed is None or promise.promised_on is None:
        return None
    start = day_of(promise.signed.occurred_at)
    due_on, said, provisional = last_day(promise.promised_on)
    due = replace(
        deadlines.due("promise_due", start), due_on=due_on, explanation=said, provisional=provisional, asked=None
    )
    return start, due, _end_of(promise)


def promise_check(situation: Situation) -> tuple[date, Deadline, date | None] | None:
    """Return start, deadline and end of the agency's term to check, which begins when the promise is due."""
    promise = last_promise(situation)
    due_on = promise.due_on if promise else None
    if promise is None or due_on is None:
        return None
    return due_on, deadlines.due("promise_check", due_on), _end_of(promise)


def waiting_days(situation: Situation) -> tuple[tuple[date, date], ...]:
    """Return the days on which the agency waited for a promise, inclusive: from signing until due, checked or ended."""
    spans = []
    for promise in promises_of(situation):
        if promise.signed is None or promise.due_on is None:
            continue
        first = day_of(promise.signed.occurred_at) + timedelta(days=1)
        last = min(day for day in (promise.due_on, _end_of(promise)) if day is not None)
        if first <= last:
            spans.append((first, last))
    return tuple(spans)


def _end_of(promise: Promise) -> date | None:
    act = promise.checked or promise.ended
    return day_of(act.occurred_at) if act else None
