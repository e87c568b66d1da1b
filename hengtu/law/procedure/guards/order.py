"""What must have happened before: the order of the procedure, and the paper each act has to carry."""

from __future__ import annotations

from collections.abc import Iterator

from hengtu.law.dates_zh import day_zh
from hengtu.law.objections import Objection, curable, void
from hengtu.law.procedure.clocks import limitation_due
from hengtu.law.procedure.moment import Guard, Moment
from hengtu.law.procedure.situation import day_of, is_statement


def carries(key: str, zh: str, *basis: str, value: object = None) -> Guard:
    """Make a guard that asks for an entry of the payload (with exactly ``value`` where given)."""

    def paper_is_complete(moment: Moment) -> Iterator[Objection]:
        found = moment.asked(key)
        if found in (None, "", [], ()) or (value is not None and found != value):
            yield curable(f"{key}_missing", f"还缺{zh}", basis, f"请补上{zh}。")

    return paper_is_complete


def signed_or_refusal_noted(moment: Moment) -> Iterator[Objection]:
    """The party signs, or the refusal is noted on the decision (APL:52p1)."""
    if moment.asked("signed") is not True and moment.asked("refusal_noted") is not True:
        yield curable(
            "signature_missing",
            "当事人没有签收，也没有注明拒签",
            ("APL:52p1",),
            "请当事人签收；拒绝签收的，在决定书上注明。",
        )


def rechecked(moment: Moment) -> Iterator[Objection]:
    """What the party says must be rechecked, and valid points adopted (APL:45p1)."""
    if is_statement(moment.act.payload) and not moment.asked("recheck"):
        yield curable(
            "recheck_missing", "当事人提出了意见，还没有复核", ("APL:45p1",), "请逐条复核，写明采纳或者不采纳的理由。"
        )


def waiver_signed(moment: Moment) -> Iterator[Objection]:
    """A right is waived only expressly; the paper is kept (APL:62)."""
    if moment.asked("waives") and moment.asked("waiver_signed") is not True:
        yield curable("waiver_unsigned", "放弃权利的声明没有签字", ("APL:62",), "请当事人签字；不签的，等权利期届满。")


def within_limitation(moment: Moment) -> Iterator[Objection]:
    """The act was discovered within the limitation period (APL:36): the discovery counts, not the decision."""
    found = moment.situation.last("lead_registered", "identity_shown")
    if found is None:
        return
    for matter in moment.case.matters:
        due = limitation_due(matter)
        if due.due_on is not None and day_of(found.occurred_at) > due.due_on:
            yield void(
                "time_barred",
                f"违法行为发生在{day_zh(matter.violation_on)}，到{day_zh(due.due_on)}追责时效届满，发现时已经超过",
                ("APL:36",),
                "请办理不予立案；违法行为有连续或者继续状态的，写明终了之日后再办。",
            )
