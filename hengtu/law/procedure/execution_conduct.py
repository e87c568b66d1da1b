"""The way of an order that was not followed: verified, reminded, announced, done by others (ACL:44 to ACL:52)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from hengtu.law import deadlines
from hengtu.law.acts import LegalAct
from hengtu.law.calendar import ONE_DAY
from hengtu.law.dates_zh import day_zh
from hengtu.law.procedure.corrections import Correction, Standing, correction_of
from hengtu.law.procedure.execution_money import own_decided, resting_of
from hengtu.law.procedure.execution_phases import Phase, State, in_a_row
from hengtu.law.procedure.remedies import lapse_of
from hengtu.law.procedure.situation import Situation, day_of, service_day

CORRECT = ("APL:28p1",)
SUBSTITUTE = ("ACL:50", "ACL:51")


def conduct_phases(situation: Situation) -> tuple[Phase, ...]:
    """Return the phases of an order that is to be followed; empty where it is done or nobody looks any more."""
    correction = correction_of(situation)
    if correction.standing in (Standing.NOTHING, Standing.DONE) or _over(situation, correction):
        return ()
    found = tuple(resting_of(situation)) or tuple(_enforced(situation, correction)) or tuple(_corrected(correction))
    return in_a_row(found)


def _over(situation: Situation, correction: Correction) -> bool:
    """A closed case is over unless somebody said that they would look again; elsewhere others see to it."""
    if situation.has("enforcement_ended", "filing_cancelled", "case_transferred", "not_filed"):
        return True
    closed = situation.has("case_closed", "spot_case_closed")
    return closed and correction.standing not in (Standing.FOLLOW_UP, Standing.REPORTED)


# --- looked at -------------------------------------------------------------------------------------------------------


def _corrected(correction: Correction) -> Iterator[Phase]:
    started = correction.verified or correction.ordered or correction.closed
    first = day_of(started.occurred_at) if started else day_of(correction.reports[0].occurred_at)
    if correction.standing is Standing.NOT_DONE:
        why = "核查时没有改正：再次责令改正；危害交通安全、环境、资源的，催告后代履行；法律授权拆除的，公告后执行。"
        yield Phase(State.NOT_CORRECTED, first, why, (*CORRECT, "ACL:50"), "correction_ordered")
        return
    due_on, looks_from = correction.due_on, correction.verify_from
    if due_on is not None and not correction.reports:
        why = f"改正期限到{day_zh(due_on)}。"
        yield Phase(State.CORRECTING, first, why, CORRECT, then="期满或者当事人报告以后核查。")
        first = due_on + ONE_DAY
    until = deadlines.due("correction_verify", looks_from).due_on if looks_from else None
    said = "当事人报告已经改正，" if correction.reports else "" if due_on is None else "改正期限已满，"
    limit = f"{day_zh(until)}以前" if until else ""
    why = f"{said}由两名执法人员{limit}到现场或者凭材料核查（五个工作日是系统设置）。"
    yield Phase(State.TO_VERIFY, first, why, CORRECT, "correction_verified", until)


# --- enforced --------------------------------------------------------------------------------------------------------


def _enforced(situation: Situation, correction: Correction) -> Iterator[Phase]:
    ordered = correction.ordered
    if ordered is None:
        return
    since = situation.acts[situation.acts.index(ordered) + 1 :]
    decided = _latest(since, "substitute_decided", "enforcement_decided")
    if decided is not None and decided.kind == "substitute_decided":
        yield from _to_be_performed(decided)
    elif decided is not None and decided.payload.get("power") != "auction":
        yield from _own(situation, decided)
    elif (announced := _latest(since, "demolition_announced")) is not None:
        yield from _announced(situation, announced)
    elif (reminder := _latest_substitute(since)) is not None:
        yield from _reminded(reminder)


def _latest(acts: tuple[LegalAct, ...], *kinds: str) -> LegalAct | None:
    return next((act for act in reversed(acts) if act.kind in kinds), None)


def _latest_substitute(acts: tuple[LegalAct, ...]) -> LegalAct | None:
    found = (act for act in reversed(acts) if act.kind == "reminder_served")
    return next((act for act in found if act.payload.get("purpose") == "substitute"), None)


def _own(situation: Situation, decided: LegalAct) -> Iterator[Phase]:
    carried = situation.last("enforcement_carried_out")
    if carried is None or not situation.after(decided, "enforcement_carried_out"):
        yield from own_decided(decided)
        return
    why = "强制执行已经实施，核查是否恢复原状、改正到位。"
    yield Phase(State.TO_VERIFY, day_of(carried.occurred_at), why, CORRECT, "correction_verified")


def _to_be_performed(decided: LegalAct) -> Iterator[Phase]:
    first, named = day_of(decided.occurred_at), decided.payload.get("perform_on")
    on = date.fromisoformat(str(named)) if named else first
    why = (
        f"已经决定代履行，定在{day_zh(on)}；三个工作日前催告，派员到场监督，费用按成本确定，不在夜间和法定节假日实施。"
    )
    if on > first:
        yield Phase(State.SUBSTITUTE_DECIDED, first, why, (*SUBSTITUTE, "ACL:43"), then=f"{day_zh(on)}实施。")
    yield Phase(
        State.SUBSTITUTE_DECIDED, max(first, on), why, (*SUBSTITUTE, "ACL:43"), "substitute_performed", on
    )  # fmt: skip


def _announced(situation: Situation, announced: LegalAct) -> Iterator[Phase]:
    first, due_on = day_of(announced.occurred_at), date.fromisoformat(str(announced.payload["due_on"]))
    lapse = lapse_of(situation).last_on
    ready = max(due_on, lapse or due_on) + ONE_DAY
    why = (
        f"公告限期{day_zh(due_on)}以前自行拆除；复议和起诉的期限到{day_zh(lapse) if lapse else '复议、诉讼结束以后'}。"
    )
    yield Phase(State.ANNOUNCED, first, why, ("ACL:44",), then=f"最早{day_zh(ready)}可以决定强制拆除。")
    if lapse is not None:
        able = "公告期满、复议和起诉的期限都已届满，催告以后仍不拆除的，由负责人决定强制执行。"
        step = "enforcement_decided" if _own_reminder(situation) else "reminder_served"
        yield Phase(State.OWN_READY, ready, able, ("ACL:35", "ACL:37", "ACL:44"), step)


def _own_reminder(situation: Situation) -> bool:
    return any(act.payload.get("purpose") == "own" for act in situation.all("reminder_served"))


def _reminded(reminder: LegalAct) -> Iterator[Phase]:
    first, named = service_day(reminder), reminder.payload.get("due_on")
    limit = date.fromisoformat(str(named)) if named else first
    why = f"催告限期{day_zh(limit)}以前自己履行。"
    yield Phase(State.REMINDED, first, why, SUBSTITUTE, then=f"{day_zh(limit + ONE_DAY)}起可以决定代履行。")
    able = "催告以后仍不履行，后果危害交通安全、环境或者资源的，由负责人决定代履行。"
    yield Phase(State.SUBSTITUTE_READY, limit + ONE_DAY, able, SUBSTITUTE, "substitute_decided")
