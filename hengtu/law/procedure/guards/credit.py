"""Guards of repairing a credit record: the promise, the conditions, a proof that says only what is so."""

from __future__ import annotations

from collections.abc import Iterator

from hengtu.law.objections import Objection, curable, void
from hengtu.law.procedure.credit_repair import (
    ANSWERS,
    CHECKS,
    NOT_MET,
    PROVED,
    REFUSED,
    Standing,
    asked_about,
    conditions_of,
    open_repairs,
    party_of,
    repaired_on,
    repairs_of,
)
from hengtu.law.procedure.moment import Moment
from hengtu.law.procedure.shares import share_of
from hengtu.law.procedure.situation import Situation


def is_punished(moment: Moment) -> Iterator[Objection]:
    """There is a penalty that stands; what was revoked leaves nothing to repair."""
    if not any(penalty.punishes for penalty in moment.situation.decided.values()):
        yield curable(
            "nothing_to_repair", "没有有效的处罚决定，没有要修复的记录", (), "决定被撤销的，公开的信息由机关撤回。"
        )


def promise_is_given(moment: Moment) -> Iterator[Objection]:
    """The party makes its promise itself, or by an agent who may promise."""
    if not str(moment.asked("promise") or "").strip():
        yield curable("promise_missing", "还没有作出信用承诺", (), "请看过承诺的内容，同意以后再提交。")


def not_asked_already(moment: Moment) -> Iterator[Objection]:
    """One application at a time; a record that was repaired is not repaired again."""
    party = party_of(moment.act)
    running = [each for each in repairs_of(moment.situation, party) if each.standing.is_open]
    if running:
        yield curable(
            "repair_running", f"已经申请过，{running[0].standing.zh}", (), "请等答复；没有同意的，补齐以后可以再申请。"
        )
    elif repaired_on(moment.situation, party) is not None:
        yield curable("repaired_already", "信用平台已经同意修复", (), "不用再申请。")


def repair_conditions_hold(moment: Moment) -> Iterator[Objection]:
    """Performed, corrected, published, and shown long enough; the months are a setting, no article is claimed."""
    yield from _unmet(moment, moment.share)


def _unmet(moment: Moment, share: Situation) -> Iterator[Objection]:
    for each in conditions_of(share, moment.on):
        message = f"“{each.zh}”还不具备：{each.words}"
        if each.earliest_on and not each.is_met:
            yield void(each.code, message, (), each.remedy, each.earliest_on)
        elif not each.is_met:
            yield curable(each.code, message, (), each.remedy)


def check_says_what_is_so(moment: Moment) -> Iterator[Objection]:
    """A proof is given only where everything holds; a refusal says what is missing."""
    result = moment.asked("result")
    if result not in CHECKS:
        yield curable("result_missing", "还没有写核对的结果", (), "请选择出具证明，或者条件还不具备。")
    elif result == PROVED:
        repair = asked_about(moment.situation, moment.act)
        yield from _unmet(moment, share_of(moment.situation, repair.party) if repair else moment.situation)
    elif result == NOT_MET and not str(moment.asked("reason") or "").strip():
        yield curable("reason_missing", "没有写还差什么", (), "请写明还差什么、怎样补。")


def something_to_check(moment: Moment) -> Iterator[Objection]:
    """An application waits for the agency."""
    if not open_repairs(moment.situation, Standing.CHECKING):
        yield curable("no_repair_waiting", "没有等核对的信用修复申请", (), "请先登记当事人的申请。")


def something_to_answer(moment: Moment) -> Iterator[Objection]:
    """A proof lies with the platform and waits for its answer."""
    if not open_repairs(moment.situation, Standing.WITH_PLATFORM):
        yield curable("no_repair_with_platform", "没有等信用平台答复的申请", (), "请先核对申请，出具证明。")


def answer_is_whole(moment: Moment) -> Iterator[Objection]:
    """The answer is one of two, and a refusal gives the platform's reason."""
    result = moment.asked("result")
    if result not in ANSWERS:
        yield curable("result_missing", "还没有写答复的结果", (), "请选择同意修复或者不同意修复。")
    elif result == REFUSED and not str(moment.asked("reason") or "").strip():
        yield curable("reason_missing", "没有写不同意的理由", (), "请照信用平台的答复写明理由。")
