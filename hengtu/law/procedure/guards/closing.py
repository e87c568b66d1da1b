"""Before a case is closed: corrected, closed in a way that fits, nothing stayed."""

from __future__ import annotations

from collections.abc import Iterator

from hengtu.law.objections import Objection, curable
from hengtu.law.procedure.closing_kinds import CLOSING_KINDS, closing_of
from hengtu.law.procedure.crime import OPENED, referral_of
from hengtu.law.procedure.moment import Moment
from hengtu.law.procedure.remedies import stayed


def correction_stated(moment: Moment) -> Iterator[Objection]:
    """A penalty goes with correction: done, not needed (why), or under follow-up (APL:28p1)."""
    gone = moment.situation.has("filing_cancelled", "case_transferred")
    if gone or referral_of(moment.situation).last_answer == OPENED:
        return  # whoever handles the case now sees to it
    ordered = moment.situation.last("correction_ordered")
    done = moment.asked("correction") or (ordered and ordered.payload.get("done_on"))
    if not done:
        yield curable(
            "correction_not_stated",
            "没有说明违法行为是否改正",
            ("APL:28p1",),
            "请写明已经改正、不需要改正（理由）或者正在跟踪改正。",
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
