"""Suspending and ending an investigation: by which rule, on what ground."""

from __future__ import annotations

from collections.abc import Iterator

from hengtu.law.dates_zh import day_zh
from hengtu.law.objections import Objection, curable, void
from hengtu.law.procedure.clocks import limitation_due
from hengtu.law.procedure.moment import Moment
from hengtu.law.procedure.pauses import is_suspended
from hengtu.law.procedure.situation import day_of
from hengtu.law.settings import procedure_setting

END_GROUNDS = {
    "no_violation": "没有违法事实",
    "time_barred": "违法行为已经超过追责时效",
    "other": "其他需要终止调查的情形",
}
CANCEL_GROUNDS = {**END_GROUNDS, "wrongly_filed": "不应当由本机关立案"}


def a_rule_allows_suspension(moment: Moment) -> Iterator[Objection]:
    """No national rule suspends a penalty investigation; only a rule of the place can (none means: it goes on)."""
    if procedure_setting("suspend_investigation", moment.case.jurisdiction, moment.on) is None:
        yield void(
            "suspension_without_rule",
            "没有载入可以中止调查的规定，九十日的办案期限继续计算",
            ("APL:60",),
            "请继续调查；案情复杂、九十日内办不完的，在期满前报批延长办案期限；依法应当终止的，终止调查。",
        )


def it_is_suspended(moment: Moment) -> Iterator[Objection]:
    """Only a suspended investigation is resumed."""
    if not is_suspended(moment.situation):
        yield curable("not_suspended", "调查没有中止，不用恢复", (), "请核对案件。")


def it_is_not_suspended(moment: Moment) -> Iterator[Objection]:
    """A suspended investigation is not suspended again."""
    if is_suspended(moment.situation):
        yield curable("suspended_already", "调查已经中止", (), "请核对案件；需要继续的，恢复调查。")


def end_has_a_ground(moment: Moment) -> Iterator[Objection]:
    """Ending, or cancelling the filing, names its ground; time-barred is checked against the dates (APL:36)."""
    known = CANCEL_GROUNDS if moment.act.kind == "filing_cancelled" else END_GROUNDS
    if moment.asked("ground") not in known:
        yield curable("ground_missing", "没有写明属于哪一种情形", (), f"请在{'、'.join(known.values())}中选择。")
    elif moment.asked("ground") == "time_barred":
        yield from really_time_barred(moment)


def really_time_barred(moment: Moment) -> Iterator[Objection]:
    """The limitation period had run out when the violation was discovered (APL:36)."""
    found = moment.situation.last("lead_registered", "identity_shown")
    for matter in moment.case.matters if found else ():
        due = limitation_due(matter)
        if found is not None and due.due_on is not None and day_of(found.occurred_at) <= due.due_on:
            yield void(
                "not_time_barred",
                f"违法行为在{day_zh(day_of(found.occurred_at))}发现，追责时效到{day_zh(due.due_on)}才届满，没有超过",
                ("APL:36",),
                "请核对违法行为终了之日和发现之日；没有超过时效的，继续办理。",
            )
