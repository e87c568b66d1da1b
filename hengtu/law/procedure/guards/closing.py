"""Before a case is closed: corrected, closed in a way that fits, nothing stayed."""

from __future__ import annotations

from collections.abc import Iterator

from hengtu.law.dates_zh import day_zh
from hengtu.law.objections import Objection, curable
from hengtu.law.procedure.closing_kinds import CLOSING_KINDS, closing_of
from hengtu.law.procedure.corrections import FOLLOW_UP, NOT_NEEDED, STATED, Correction, Standing, correction_of
from hengtu.law.procedure.crime import OPENED, referral_of
from hengtu.law.procedure.guards.correction import BASIS, day_lies_ahead
from hengtu.law.procedure.moment import Moment
from hengtu.law.procedure.remedies import stayed


def correction_stated(moment: Moment) -> Iterator[Objection]:
    """A penalty goes with correction: done, not needed (why), or under follow-up with a day (APL:28p1).

    What was ordered and is to be verified is not closed with words; an older order is taken at the closing's word.
    """
    gone = moment.situation.has("filing_cancelled", "case_transferred")
    if gone or referral_of(moment.situation).last_answer == OPENED:
        return  # whoever handles the case now sees to it
    correction, stated = correction_of(moment.situation), moment.asked("correction_is")
    if correction.standing is Standing.DONE:
        return
    if stated and stated not in STATED:
        yield curable("correction_unknown", "没有这种改正状况", BASIS, f"请选择：{'、'.join(STATED.values())}。")
    elif stated == FOLLOW_UP:
        yield from day_lies_ahead(moment)
    elif stated == NOT_NEEDED:
        yield from _why_not_needed(moment)
    elif correction.waits_for_verification or correction.standing is Standing.NOT_DONE:
        yield from _verified_first(moment, correction)
    elif not moment.asked("correction"):
        yield _not_stated()


def _not_stated() -> Objection:
    return curable(
        "correction_not_stated",
        "没有说明违法行为是否改正",
        BASIS,
        "请写明已经改正、不需要改正（理由）或者正在跟踪改正。",
    )


def _why_not_needed(moment: Moment) -> Iterator[Objection]:
    if not moment.asked("correction"):
        yield curable("correction_reason_missing", "不需要改正的，没有写明理由", BASIS, "请写明为什么不需要改正。")


def _verified_first(moment: Moment, correction: Correction) -> Iterator[Objection]:
    """Following up that is still ahead lets the case close; everything else is looked at first."""
    day = correction.due_on
    if correction.standing is Standing.FOLLOW_UP and day is not None and day > moment.on:
        return
    if correction.standing is Standing.NOT_DONE:
        yield curable(
            "correction_not_done",
            "核查时没有改正",
            BASIS,
            "请再次责令改正并核查；能够代履行、由本机关执行的，催告以后依法执行。"
            "客观上不需要改正的写明理由，正在改正的写明跟踪核查日。",
        )
        return
    yield curable(
        "correction_not_verified",
        f"{correction.standing.zh}{f'（期限到{day_zh(day)}）' if day else ''}",
        BASIS,
        "请先核查改正情况；不需要改正的写明理由，正在改正的写明跟踪核查日。",
    )


def carried_out(moment: Moment) -> Iterator[Objection]:
    """The case is closed in one of the known ways, and what that way asks for is true."""
    if moment.asked("closing") and moment.asked("closing") not in CLOSING_KINDS:
        yield curable("closing_unknown", "没有这种结案情形", (), "请在所列的结案情形中选择一种。")
        return
    yield from closing_of(moment).holds(moment)


def nothing_stayed(moment: Moment) -> Iterator[Objection]:
    """A case whose execution is stayed is not at its end (APL:73p1)."""
    if stayed(moment.situation):
        yield curable("execution_stayed", "已经决定停止执行，案件还没有了结", ("APL:73p1",), "请等停止执行结束。")
