"""Notice and promise: listed, told, signed by who may, waited for, checked with proof, never twice in the period."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from hengtu.law.dates_zh import day_zh
from hengtu.law.objections import Objection, curable, late, void
from hengtu.law.procedure.clocks import clock_of, has_passed, last_moment
from hengtu.law.procedure.matters import Matter
from hengtu.law.procedure.moment import Moment
from hengtu.law.procedure.promises import (
    END_GROUNDS,
    ENDED,
    OFFERED,
    OPEN,
    UNDO_A_CHECK,
    last_promise,
    promises_of,
    state_of,
)
from hengtu.law.procedure.situation import day_of
from hengtu.law.promises import (
    BASIS,
    BROKEN,
    KEPT,
    RESULTS,
    EarlierPromise,
    PromiseList,
    closed_by,
    ended_list,
    may_again_on,
    promise_list,
    read_earlier,
    repeated,
)

SIGNERS = {"self": "当事人本人", "legal_representative": "法定代表人或者负责人", "agent": "受委托的人"}


def item_is_listed(moment: Moment) -> Iterator[Objection]:
    """Every item of the case stands on a list in force that day, and on no strict list (APL:33p1)."""
    place = moment.case.jurisdiction
    for matter in moment.case.matters:
        strict = closed_by(jurisdiction=place, violation=matter.violation, on=moment.on)
        if strict is not None:
            yield void(
                "promise_closed_by_strict_list",
                f"本事项列入《{strict['source']}》，不适用裁量性的告知承诺",
                BASIS,
                "请依法立案处理；依法应当不予处罚的情形仍然适用。",
            )
        elif promise_list(jurisdiction=place, violation=matter.violation, on=moment.on) is None:
            yield _not_listed(moment, matter)


def _not_listed(moment: Moment, matter: Matter) -> Objection:
    gone = ended_list(jurisdiction=moment.case.jurisdiction, violation=matter.violation, on=moment.on)
    if gone is not None and gone.effective_to is not None:
        why = f"《{gone.source}》自{day_zh(gone.effective_to)}起不再施行"
        return void("promise_list_ended", f"{why}，不能再据以告知承诺", BASIS, "请按现行规定办理。")
    return void(
        "not_on_promise_list",
        "本事项没有列入本地的告知承诺清单",
        BASIS,
        "请按一般规定办理；本地清单有本事项而没有载入的，请先由法制机构载入清单。",
    )


def harm_is_slight(moment: Moment) -> Iterator[Objection]:
    """What is known does not say that harm is more than slight; what is not known stands against nobody."""
    for matter in moment.case.matters:
        harm = {**matter.facts, **(moment.asked("facts") or {})}.get("harm_level")
        if harm not in (None, "none", "minor"):
            yield void(
                "harm_not_slight",
                "查明的危害后果不是轻微，不能适用告知承诺",
                BASIS,
                "请依法立案处理；危害后果记载有误的，先更正。",
            )


def one_promise_at_a_time(moment: Moment) -> Iterator[Objection]:
    """Nobody is asked twice: one notice, then one promise, until it is checked or ended."""
    state = state_of(moment.situation)
    if state in (OFFERED, OPEN):
        what = "已经告知过，正在等当事人签订" if state == OFFERED else "已经签订承诺，正在承诺期内"
        yield void("promise_open", f"本案{what}", BASIS, "请等当事人签订或者承诺期满；情况有变的，先终止告知承诺。")
    elif state == KEPT:
        yield void("promise_open", "当事人已经履行过承诺", BASIS, "请办结；核查有误的，先终止告知承诺。")


def party_is_identified(moment: Moment) -> Iterator[Objection]:
    """Earlier promises are found by number; a party of whom only a name is known cannot be looked up."""
    if moment.asked("identified") is False:
        yield curable(
            "party_not_identified",
            "当事人没有登记证件号码或者统一社会信用代码，查不到以前是否承诺过",
            BASIS,
            "请先核实当事人身份，在当事人登记中补上证件号码或者信用代码。",
        )


def no_promise_in_the_period(moment: Moment) -> Iterator[Objection]:
    """A party that promised within the period of the list is not given another promise (the list; APL:33p1)."""
    for matter in moment.case.matters:
        rule = promise_list(jurisdiction=moment.case.jurisdiction, violation=matter.violation, on=moment.on)
        last = repeated(rule, matter.violation, _earlier(moment, matter), on=moment.on) if rule else None
        if rule is not None and last is not None:
            yield _repeated(rule, last)


def _repeated(rule: PromiseList, last: EarlierPromise) -> Objection:
    where = f"（{last.case}）" if last.case else ""
    scope = "同一事项" if rule.counts == "item" else "清单内的事项"
    again = may_again_on(rule, last)
    return void(
        "promise_repeated",
        f"当事人{day_zh(last.signed_on)}已经就{scope}签订过承诺{where}；《{rule.source}》规定"
        f" {rule.again_after_days} 日内不再适用",
        BASIS,
        f"请依法立案处理；{day_zh(again)}起才可以再次适用。",
        earliest_on=again,
    )


def _earlier(moment: Moment, matter: Matter) -> tuple[EarlierPromise, ...]:
    """What the service found of the party, by number and not by name, and the promises of this very case."""
    own = tuple(
        EarlierPromise(matter.violation, day_of(each.signed.occurred_at), "本案")
        for each in promises_of(moment.situation)
        if each.signed is not None and _counts(each.state, each.ended and each.ended.payload.get("ground"))
    )
    return (*read_earlier(moment.asked("earlier") or ()), *own)


def _counts(state: str, ground: object) -> bool:
    """A promise that the agency should not have asked for is no promise of the party's."""
    return state != ENDED or ground != "offered_wrongly"


def something_was_offered(moment: Moment) -> Iterator[Objection]:
    """Only what was told is promised."""
    if state_of(moment.situation) != OFFERED:
        yield curable("promise_not_offered", "还没有告知，或者已经签订过", BASIS, "请先告知，再由当事人签订承诺。")


def signer_may_promise(moment: Moment) -> Iterator[Objection]:
    """The party, its legal representative, or whoever holds a written authority, signs in person."""
    who, citizen = moment.asked("signer_is"), moment.case.matters[0].party.is_citizen
    allowed = {"self", "agent"} if citizen else {"legal_representative", "agent"}
    if who not in SIGNERS:
        yield curable("signer_is_missing", "没有写明由谁签订", BASIS, f"请在{'、'.join(SIGNERS.values())}中选择。")
    elif who not in allowed:
        wanted = "当事人本人" if citizen else "法定代表人、负责人"
        yield curable(
            "promise_without_authority",
            f"{SIGNERS[str(who)]}不能代这名当事人签订承诺",
            BASIS,
            f"请由{wanted}签订，或者由受委托的人持授权委托书签订。",
        )
    elif who == "agent" and not moment.asked("authority"):
        yield curable(
            "promise_without_authority", "受委托的人没有授权委托书", BASIS, "请写明授权委托书的日期和权限，并附卷。"
        )
    if moment.asked("signed") is not True:
        yield curable("promise_unsigned", "承诺书没有签字或者盖章", BASIS, "请当事人在承诺书上签字或者盖章。")


def due_day_fits(moment: Moment) -> Iterator[Objection]:
    """The promised day lies after the signing and within what the list allows."""
    day = _day(moment, "due_on")
    if day is None:
        return
    if day <= moment.on:
        yield curable(
            "promise_due_before_signing",
            f"承诺的改正日{day_zh(day)}不在签订日{day_zh(moment.on)}之后",
            BASIS,
            "请写明签订以后的一个日期；当场已经改正的，不需要承诺，直接记录改正。",
        )
    yield from _within_the_list(moment, moment.on, day)


def _within_the_list(moment: Moment, start: date, day: date) -> Iterator[Objection]:
    violation = moment.case.matters[0].violation
    rule = promise_list(jurisdiction=moment.case.jurisdiction, violation=violation, on=start)
    if rule is not None and day > start + timedelta(days=rule.longest_days):
        last = start + timedelta(days=rule.longest_days)
        yield curable(
            "promise_too_long",
            f"承诺的期限超过《{rule.source}》规定的 {rule.longest_days} 日",
            BASIS,
            f"请写一个不晚于{day_zh(last)}的日期。",
        )


def moved_once_and_later(moment: Moment) -> Iterator[Objection]:
    """The day moves once, to a later day, before it is over."""
    promise = last_promise(moment.situation)
    if promise is None or promise.state != OPEN or promise.due_on is None:
        yield curable("promise_not_running", "没有正在履行的承诺", BASIS, "请核对案件进程。")
        return
    if promise.moved is not None:
        yield void("promise_moved_twice", "承诺的期限已经改过一次，不能再改", BASIS, "请在期满后核查。")
    if moment.on > promise.due_on:
        yield void(
            "promise_is_over",
            f"承诺期已经在{day_zh(promise.due_on)}届满",
            BASIS,
            "请核查是否履行；没有履行有正当理由的，写入核查情况。",
        )
    day = _day(moment, "due_on")
    if day is None or promise.promised_on is None:
        return
    if day <= promise.promised_on:
        yield curable("promise_not_later", "新的日期没有晚于原来的日期", BASIS, "请写一个更晚的日期。")
    yield from _within_the_list(moment, promise.promised_on, day)


def a_promise_runs(moment: Moment) -> Iterator[Objection]:
    """Only a promise that was signed and neither checked nor ended is checked."""
    if state_of(moment.situation) != OPEN:
        yield curable("promise_not_running", "没有正在履行的承诺", BASIS, "请核对案件进程；已经核查过的不再核查。")


def check_is_due_and_proved(moment: Moment) -> Iterator[Objection]:
    """Kept may be found any day; not kept only after the last day; both with what was seen (APL:33p1, APL:40)."""
    promise, result = last_promise(moment.situation), moment.asked("result")
    if promise is None or promise.state != OPEN or promise.due_on is None:
        return  # objected to as out of order
    if result not in RESULTS:
        yield curable("result_missing", "没有写明核查结果", BASIS, f"请在{'、'.join(RESULTS.values())}中选择。")
    elif result == BROKEN and moment.on <= promise.due_on:
        yield void(
            "promise_still_running",
            f"承诺期到{day_zh(promise.due_on)}才届满，还不能认定没有履行",
            BASIS,
            "请在期满以后核查；另有新的违法事实的，终止告知承诺。",
            earliest_on=promise.due_on + timedelta(days=1),
        )
    if not moment.asked("exhibits") and not moment.asked("proof"):
        yield curable(
            "check_evidence_missing",
            "核查没有证据",
            ("APL:40",),
            "请附照片、复检单等证据，或者写明核查记录的名称。",
        )


def checked_in_time(moment: Moment) -> Iterator[Objection]:
    """A check after its term is done all the same, with a reason; the term is this system's setting."""
    clock = clock_of(moment.situation, "promise_check")
    if clock is not None and clock.is_open and has_passed(clock, moment.act.occurred_at):
        yield late(
            "promise_check_late",
            f"核查应当在{last_moment(clock)}以前进行（本系统设置的期限）",
            BASIS,
            "请写明迟延的原因，由负责人批准。",
        )


def there_is_something_to_end(moment: Moment) -> Iterator[Objection]:
    """An offer, a running promise, or a check that found it kept can be ended; a broken promise has ended by itself."""
    if state_of(moment.situation) not in (OFFERED, OPEN, KEPT):
        yield void("promise_not_running", "没有可以终止的承诺", BASIS, "请核对案件进程。")


def end_has_a_ground_that_fits(moment: Moment) -> Iterator[Objection]:
    """What runs may be ended on any ground; a check that found it kept only because it was wrong."""
    state, ground = state_of(moment.situation), moment.asked("ground")
    if ground not in END_GROUNDS:
        yield curable("ground_missing", "没有写明终止的情形", BASIS, f"请在{'、'.join(END_GROUNDS.values())}中选择。")
    elif state == KEPT and ground not in UNDO_A_CHECK:
        yield curable(
            "promise_was_kept",
            "已经核查为履行的承诺，只能因核查有误或者新的事实终止",
            BASIS,
            "请核对情形。",
        )
    elif state == OPEN and ground == "declined":
        yield curable("promise_was_signed", "当事人已经签订承诺", BASIS, "当事人反悔的，选择撤回承诺。")


def promise_is_waited_for(moment: Moment) -> Iterator[Objection]:
    """While a promise runs the agency keeps its own word: it neither files nor decides."""
    promise = last_promise(moment.situation)
    if promise is not None and promise.state == OPEN and promise.due_on is not None:
        yield curable(
            "promise_running",
            f"当事人已经承诺在{day_zh(promise.due_on)}以前改正，承诺还没有核查",
            BASIS,
            "请等期满核查以后再办；有新的违法事实的，先终止告知承诺。",
        )


def kept_promise_counts(moment: Moment) -> Iterator[Objection]:
    """Whoever kept the promise is not prosecuted for the same violation."""
    promise = last_promise(moment.situation)
    if promise is not None and promise.state == KEPT:
        yield void(
            "promise_kept",
            "当事人已经按承诺改正，核查为已履行，不再为同一违法行为处罚",
            BASIS,
            "请办理不予立案或者不予处罚；核查有误的，先终止告知承诺。",
        )


def _day(moment: Moment, key: str) -> date | None:
    day = moment.asked(key)
    return date.fromisoformat(day) if day else None
