"""The way of an unpaid fine: term, plan, reminder, court or own power, agreement (APL:66 to APL:73, ACL:34)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from hengtu.law import deadlines
from hengtu.law.acts import LegalAct
from hengtu.law.calendar import ONE_DAY
from hengtu.law.dates_zh import day_zh
from hengtu.law.procedure.court_window import court_window
from hengtu.law.procedure.execution_phases import Phase, State, in_a_row
from hengtu.law.procedure.remedies import (
    SERVED,
    day_said,
    lapse_of,
    pauses_of,
    pending,
    stayed,
    suspended,
)
from hengtu.law.procedure.settlement import PAYMENTS, paid_by, pay_by, settle
from hengtu.law.procedure.situation import Situation, day_of, service_day

COURT_STEPS = ("court_applied", "court_accepted", "court_refused", "court_objected", "court_ruled")
COURT_BASIS = ("ACL:53", "ALI:156")


def money_phases(situation: Situation) -> tuple[Phase, ...]:
    """Return the phases of what is still to be paid; empty where nothing is owed or nothing is pursued any more."""
    served = situation.last(*SERVED)
    if served is None or situation.has("enforcement_ended") or _settled(situation) or _over(situation):
        return ()
    found = tuple(_resting(situation)) or tuple(_at_the_court(situation)) or tuple(_pursued(situation))
    return in_a_row(_with_the_addition(situation, each) for each in found)


def _settled(situation: Situation) -> bool:
    return settle(situation, day_of(situation.acts[-1].occurred_at)).outstanding_yuan == 0


def _over(situation: Situation) -> bool:
    """A closed case is over, unless it was closed while the court was at it."""
    return situation.has("case_closed", "spot_case_closed") and not situation.has("court_accepted")


# --- what rests or is with somebody else ------------------------------------------------------------------------------


def _resting(situation: Situation) -> Iterator[Phase]:
    yield from resting_of(situation)
    if not stayed(situation) and not suspended(situation) and (name := pending(situation)):
        yield from _remedy(situation, name)


def resting_of(situation: Situation) -> Iterator[Phase]:
    """What nobody may go on with: execution stayed by a body that may, or suspended on a ground of the statute."""
    ordered, rest = situation.last("stay_ordered"), situation.last("enforcement_suspended")
    if stayed(situation) and ordered is not None:
        why = "复议机关、人民法院或者本机关决定停止执行。"
        yield Phase(State.STAYED, day_of(ordered.occurred_at), why, ("APL:73p1",), then="停止执行结束以后继续。")
    elif suspended(situation) and rest is not None:
        first = day_of(rest.occurred_at)
        due = deadlines.due("suspended_enforcement", first).due_on
        why = "有法定情形，正在中止执行；情形消失的，恢复执行。"
        yield Phase(State.SUSPENDED, first, why, ("ACL:39",), "enforcement_resumed")
        if due is not None:
            over = f"中止到{day_zh(due)}满三年，没有恢复执行，可以终结。"
            yield Phase(State.SUSPENDED, due + ONE_DAY, over, ("ACL:39p2", "ACL:40"), "enforcement_ended")


ANSWERS = (
    ("reconsideration_received", "reconsideration_answered", "reconsideration_decided"),
    ("lawsuit_received", "lawsuit_answered", "lawsuit_judged"),
)


def _remedy(situation: Situation, name: str) -> Iterator[Phase]:
    """Neither stays execution by itself; the additional fine rests, and the court is not asked (APL:73, ACL:53)."""
    first = day_of(situation.acts[-1].occurred_at)
    for starts, answer, end in ANSWERS:
        started = situation.last(starts)
        if started is None or situation.after(started, answer, end):
            continue
        first = min(first, day_of(started.occurred_at))
        why = f"{name}还在进行：先按期答复。期间不停止执行，加处罚款不计算，也不能申请法院执行。"
        yield Phase(State.REMEDY, first, why, ("APL:73p1", "APL:73p3"), answer, _answer_due(started))
        return
    why = f"{name}还在进行，期间不停止执行，加处罚款不计算，也不能申请法院执行。"
    yield Phase(State.REMEDY, first, why, ("APL:73p1", "APL:73p3", "ACL:53"), then="结果出来以后登记。")


def _answer_due(started: LegalAct) -> date | None:
    procedure = started.payload.get("procedure", "ordinary")
    term = "litigation_answer" if started.kind == "lawsuit_received" else f"reconsideration_reply_{procedure}"
    return deadlines.due(term, day_said(started, "received_on")).due_on


def _at_the_court(situation: Situation) -> Iterator[Phase]:
    last = situation.last(*COURT_STEPS)
    if last is None:
        return
    day = day_of(last.occurred_at)
    if last.kind in ("court_applied", "court_objected"):
        due = deadlines.due("court_accept", day).due_on
        why = f"已经向法院提出，法院五个工作日内受理，到{_said(due)}。"
        yield Phase(State.COURT_ASKED, day, why, ("ACL:56p1",), "court_accepted", due)
    elif last.kind == "court_accepted":
        long = last.payload.get("hears_parties") is True
        due = deadlines.due("court_order", day, extended=long).due_on
        why = f"法院已经受理，{'三十日' if long else '七日'}内裁定，到{_said(due)}。"
        yield Phase(State.COURT_ACCEPTED, day, why, ("ACL:57", "ACL:58"), "court_ruled", due)
    elif last.kind == "court_ruled":
        why = "法院裁定准予执行，由法院执行或者按裁定组织实施；收到款项登记缴款。"
        yield Phase(State.COURT_RULED, day, why, ("ACL:57",))
    else:
        yield from _refused_by_the_court(last, day)


def _refused_by_the_court(last: LegalAct, day: date) -> Iterator[Phase]:
    due = deadlines.due("court_objection", day_said(last, "received_on")).due_on
    why = f"不服裁定的，{_said(due)}以前向上一级人民法院提出。"
    yield Phase(State.COURT_REFUSED, day, why, ("ACL:56p2", "ACL:58p3"), "court_objected", due)
    if due is not None:
        stands = "裁定已经生效：有错误的撤销或者改正原决定，没有可以执行的依法终结执行。"
        yield Phase(State.COURT_REFUSED, due + ONE_DAY, stands, ("ACL:58p3", "ACL:40"), "enforcement_ended")


def _said(day: date | None) -> str:
    return day_zh(day) if day else "（放假安排公布以后才能算）"


# --- what the agency pursues ------------------------------------------------------------------------------------------


def _pursued(situation: Situation) -> Iterator[Phase]:
    decided = situation.last("enforcement_decided")
    auction = decided is not None and decided.payload.get("power") == "auction"
    if auction and decided is not None and not situation.after(decided, "enforcement_carried_out"):
        yield from own_decided(decided)
        return
    plan = _plan_that_runs(situation)
    if plan is not None:
        yield from _planned(situation, plan)
    if plan is None or plan.kind == "instalments_granted":
        yield from _after_the_term(situation, plan)


def own_decided(decided: LegalAct) -> Iterator[Phase]:
    """A decision to enforce waits for its day, and for daylight of a working day (ACL:43)."""
    first, named = day_of(decided.occurred_at), decided.payload.get("execute_on")
    on = date.fromisoformat(str(named)) if named else first
    why = f"已经决定强制执行，定在{day_zh(on)}；不在夜间和法定节假日实施。"
    if on > first:
        yield Phase(State.OWN_DECIDED, first, why, ("ACL:37", "ACL:43"), then="到日子由两名执法人员实施。")
    yield Phase(State.OWN_DECIDED, max(first, on), why, ("ACL:37", "ACL:43"), "enforcement_carried_out", on)


def _plan_that_runs(situation: Situation) -> LegalAct | None:
    """The deferral, the instalments or the agreement that still stands."""
    plan = situation.last("instalments_granted", "enforcement_agreed")
    if plan is None:
        return None
    broken = situation.after(plan, "deferral_ended", "enforcement_resumed")
    return None if broken else plan


def first_unpaid(situation: Situation, plan: LegalAct) -> date | None:
    """Return the last day of the first part of a plan that the payments since do not cover; None where all are."""
    position = situation.acts.index(plan)
    paid = sum(paid_by(act) for act in situation.acts[position + 1 :] if act.kind in PAYMENTS)
    wanted = 0.0
    for part in sorted(plan.payload.get("instalments") or (), key=lambda each: each["due_on"]):
        wanted += float(part["amount_yuan"])
        if round(paid - wanted, 2) < 0:
            return date.fromisoformat(part["due_on"])
    return None


def _planned(situation: Situation, plan: LegalAct) -> Iterator[Phase]:
    first, due = day_of(plan.occurred_at), first_unpaid(situation, plan)
    agreed = plan.kind == "enforcement_agreed"
    state, broken = (State.AGREEMENT, State.AGREEMENT_BROKEN) if agreed else (State.PLAN, State.PLAN_MISSED)
    basis = ("ACL:42",) if agreed else ("APL:66p2",)
    name = "执行协议" if agreed else "延期、分期"
    yield Phase(state, first, f"{name}还在履行，下一期到{_said(due)}。", basis, then="没有按期缴纳的，终止安排。")
    if due is not None and (agreed or due < _last_part(plan)):
        step = "enforcement_resumed" if agreed else "deferral_ended"
        why = f"{day_zh(due)}到期的一期没有缴；不等后面各期，可以终止安排，没缴的部分全部到期。"
        yield Phase(broken, due + ONE_DAY, why, ("ACL:42p2",) if agreed else ("APL:66p2", "APL:72p2"), step)


def _last_part(plan: LegalAct) -> date:
    days = [date.fromisoformat(part["due_on"]) for part in plan.payload.get("instalments") or ()]
    return max(days, default=day_of(plan.occurred_at))


def _after_the_term(situation: Situation, plan: LegalAct | None) -> Iterator[Phase]:
    served, term = situation.last(*SERVED), pay_by(situation)
    if served is None or term is None:
        return
    reminder = _standing_reminder(situation, term)
    if reminder is None and plan is None and not situation.after(served, "deferral_ended"):
        why = f"送达后十五日内缴纳，到{day_zh(term)}届满；以前不催告。"
        yield Phase(State.TERM, service_day(served), why, ("APL:67p3",), then="逾期的，加处罚款并催告。")
    if reminder is None:
        yield from _to_be_reminded(situation, term)
    elif reminder.payload.get("purpose") == "own":
        yield from _reminded_for_own(situation, reminder)
    else:
        yield from _towards_the_court(situation, reminder)


def _standing_reminder(situation: Situation, term: date) -> LegalAct | None:
    """The latest reminder about money that was served after the term; an earlier one was about another term."""
    found = [act for act in situation.all("reminder_served") if act.payload.get("purpose") != "substitute"]
    return found[-1] if found and service_day(found[-1]) > term else None


def _to_be_reminded(situation: Situation, term: date) -> Iterator[Phase]:
    window = court_window(situation)
    shuts = window.window.due_on if window else None
    last = latest_reminder(shuts) if shuts else None
    why = f"缴款期限到{day_zh(term)}届满，没有缴清。强制执行以前先书面催告，写明当日应缴数额和陈述申辩的权利。"
    limit = f"最迟{day_zh(last)}送达，才赶得上申请法院的期限。" if last else ""
    yield Phase(State.OVERDUE, term + ONE_DAY, f"{why}{limit}", ("ACL:34", "ACL:35"), "reminder_served", last)
    if shuts is not None:
        yield _missed(shuts, "reminder_served")


def latest_reminder(shuts: date) -> date | None:
    """Return the last day on which a reminder can be served so that ten working days end inside the window."""
    day = shuts - ONE_DAY * 10
    for _ in range(30):
        opens = deadlines.due("reminder", day).not_before
        if opens is None or opens <= shuts:
            return day
        day -= ONE_DAY
    return None


def _missed(shuts: date, step: str) -> Phase:
    why = (
        f"申请人民法院强制执行的三个月到{day_zh(shuts)}届满。没有正当理由的，法院不受理；有的，写明理由并由负责人批准"
        "逾期申请。当事人仍可以自动缴纳，也可以达成执行协议。"
    )
    return Phase(State.WINDOW_MISSED, shuts + ONE_DAY, why, COURT_BASIS, step)


def _towards_the_court(situation: Situation, reminder: LegalAct) -> Iterator[Phase]:
    window, first = court_window(situation), service_day(reminder)
    if window is None or window.reminded_from is None or window.window.not_before is None:
        why = "".join(lapse_of(situation).sentences)
        yield Phase(State.WINDOW_SHUT, first, why, COURT_BASIS)
        return
    waited, opens, shuts = window.reminded_from, window.window.not_before, window.window.due_on
    then = f"最早{day_zh(max(waited, opens))}可以申请人民法院强制执行。"
    why = f"催告书{day_zh(first)}送达，满十个工作日到{day_zh(waited - ONE_DAY)}。"
    yield Phase(State.REMINDED, first, why, ("ACL:54",), then=then)
    if opens > waited:
        both = "".join(window.window.explanation[:2])
        yield Phase(State.WINDOW_SHUT, waited, f"复议和起诉的期限都届满以后才能申请。{both}", COURT_BASIS, then=then)
    able = "复议、起诉的期限都已届满，催告已满十个工作日，仍没有缴清：由负责人批准，申请人民法院强制执行。"
    yield Phase(State.WINDOW_OPEN, max(waited, opens), able, (*COURT_BASIS, "ACL:54"), "court_applied", shuts)
    if shuts is not None:
        yield _missed(shuts, "court_applied")


def _reminded_for_own(situation: Situation, reminder: LegalAct) -> Iterator[Phase]:
    """Goods that are seized already may be auctioned once both remedies have lapsed (ACL:46p3)."""
    first, named = service_day(reminder), reminder.payload.get("due_on")
    limit = date.fromisoformat(str(named)) if named else first
    lapse = lapse_of(situation).last_on
    ready = max(limit, lapse or limit) + ONE_DAY
    why = f"催告的履行期限到{day_zh(limit)}；拍卖抵缴还要等复议和起诉的期限都届满（{_said(lapse)}）。"
    yield Phase(State.REMINDED, first, why, ("ACL:35", "ACL:46p3"), then=f"最早{day_zh(ready)}可以决定。")
    able = "催告期满、复议和起诉的期限都已届满：可以决定拍卖已经查封、扣押的财物抵缴；其余仍申请法院执行。"
    window = court_window(situation)
    shuts = window.window.due_on if window else None
    yield Phase(State.OWN_READY, ready, able, ("ACL:37", "ACL:46p3"), "enforcement_decided", shuts)


# --- the additional fine beside it ------------------------------------------------------------------------------------


def _with_the_addition(situation: Situation, phase: Phase) -> Phase:
    """Say from when the additional fine runs, and what it rests for; it is reckoned elsewhere."""
    decision = situation.decision
    if not any(penalty.amount_yuan for penalty in situation.decided.values()):
        return phase
    if decision is not None and decision.payload.get("additional_fine_told") is False:
        return replace(phase, pause="决定书没有告知加处罚款，不计算")
    resting = [pause.zh for pause in pauses_of(situation) if pause.last is None]
    if phase.state in (State.TERM, State.PLAN, State.AGREEMENT):
        return replace(phase, pause="、".join(resting))
    return replace(phase, adds_from=_adds_from(situation), pause="、".join(resting))


def _adds_from(situation: Situation) -> date | None:
    """The first day after what was to be paid and was not: of the part that was missed, else of the term."""
    plan, term = situation.last("instalments_granted", "enforcement_agreed"), pay_by(situation)
    missed = first_unpaid(situation, plan) if plan is not None else None
    day = missed if missed is not None and (term is None or missed < term) else term
    return day + ONE_DAY if day else None
