"""What was handled leniently in a case, act by act: what counts and lists of leniency are made from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from hengtu.law.acts import LegalAct
from hengtu.law.grounds import grounds
from hengtu.law.procedure.promises import STATES, promises_of, state_of
from hengtu.law.procedure.situation import Situation, day_of
from hengtu.law.procedure.softer import softer_of
from hengtu.law.promises import KEPT
from hengtu.law.softer import MEASURES

UNPUNISHED, PROMISE, SOFTER = "unpunished", "promise", "softer"
KINDS = {UNPUNISHED: "不予处罚", PROMISE: "告知承诺", SOFTER: "柔性措施"}
LISTED, PROMISED, NOT_PROVED, TIME_BARRED = "listed", "promise_kept", "not_proved", "time_barred"
DONE, WAITING = "done", "waiting"


@dataclass(frozen=True)
class LenientOutcome:
    """One line: a decision not to punish, a promise, or a softer measure.

    ``code``: ground, state of the promise, or measure; ``on``: civil day of the act that began it; ``due_on``: until
    when a promise runs or when somebody looks again; ``ended_on``: day of the check or follow-up.
    """

    kind: str
    code: str
    act: str
    on: date
    due_on: date | None = None
    ended_on: date | None = None
    rule: str = ""


def codes_of(kind: str) -> dict[str, str]:
    """Return the codes of a kind in the order in which they are counted, in words."""
    if kind == SOFTER:
        return dict(MEASURES)
    if kind == PROMISE:
        return {code: zh for code, zh in STATES.items() if code != "offered"}
    first = {LISTED: "符合不予处罚清单", "first_minor_corrected": "初次违法、危害轻微并及时改正"}
    own = {each.id: each.zh for each in grounds().values()}
    return {**first, **{key: zh for key, zh in own.items() if key not in first}, PROMISED: "按承诺改正（告知承诺）"}


def outcomes_of(situation: Situation) -> tuple[LenientOutcome, ...]:
    """Return every lenient outcome of a case, in the order unpunished, promises, softer measures.

    An offer that nobody signed is no promise; what a remedy took out of the case is not counted.
    """
    return (*_unpunished(situation), *_promises(situation), *_softer(situation))


def _unpunished(situation: Situation) -> Iterator[LenientOutcome]:
    for act in situation.acts:
        code = way_of(situation, act)
        if code:
            yield LenientOutcome(UNPUNISHED, code, act.uid, day_of(act.occurred_at))


def way_of(situation: Situation, act: LegalAct) -> str:
    """Return on which ground an act lets the party go unpunished; empty for any other act."""
    ground = str(act.payload.get("ground") or "")
    if act.kind == "not_filed":
        return ground
    if act.kind == "not_established":
        return NOT_PROVED
    if act.kind == "investigation_ended":
        return TIME_BARRED if ground == TIME_BARRED else ""
    if act.kind != "not_punished":
        return ""
    report = situation.last("report_approved")
    named = ground or str(report.payload.get("ground") or "" if report else "")
    if named in grounds():
        return named
    return PROMISED if state_of(situation) == KEPT else LISTED


def _promises(situation: Situation) -> Iterator[LenientOutcome]:
    for each in promises_of(situation):
        if each.signed is not None:
            end = each.checked or each.ended
            ended_on = day_of(end.occurred_at) if end else None
            on = day_of(each.signed.occurred_at)
            yield LenientOutcome(PROMISE, each.state, each.signed.uid, on, each.due_on, ended_on, each.rule)


def _softer(situation: Situation) -> Iterator[LenientOutcome]:
    for each in softer_of(situation):
        if each.kind:
            ended_on = day_of(each.followed.occurred_at) if each.followed else None
            on = day_of(each.taken.occurred_at)
            yield LenientOutcome(SOFTER, each.kind, each.taken.uid, on, each.follow_up_on, ended_on)
