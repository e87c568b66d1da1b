"""The gate of the legal review, the check for a crime, and the 90 days; the heads' discussion has its own module."""

from __future__ import annotations

from collections.abc import Iterator

from hengtu.law.dates_zh import day_zh
from hengtu.law.objections import Objection, curable, late, void
from hengtu.law.procedure.clocks import clock_of
from hengtu.law.procedure.moment import Guard, Moment
from hengtu.law.procedure.since import changes_since, reopening


def review_passed(moment: Moment) -> Iterator[Objection]:
    """No decision without a passed legal review that saw the facts as they stand now (APL:58).

    The house profile reviews everything that is not decided on the spot; the statute names the cases that must be.
    """
    situation = moment.situation
    review = situation.last("legal_reviewed")
    if review is None:
        yield void("review_missing", "还没有通过法制审核", ("APL:58",), "请提交法制审核，审核通过后再决定。")
    elif review.payload.get("opinion") != "pass":
        yield void("review_not_passed", "法制审核没有通过", ("APL:58",), "请按审核意见补正后重新提交审核。")
    elif changed := reopening(changes_since(situation, review)):
        yield void(
            "review_outdated",
            f"法制审核以后案情有改动：{'；'.join(each.zh for each in changed[:3])}",
            ("APL:58",),
            "审核的不是现在的案情，请重新法制审核。",
        )


def crime_looked_at(moment: Moment) -> Iterator[Objection]:
    """Where the violation borders on a crime, the answer is on file before the decision (APL:27p1, TRF:3)."""
    answered = any(act.payload.get("crime_check") for act in moment.situation.acts)
    if answered:
        return
    for matter in moment.case.matters:
        crime = moment.assess(matter).crime_referral
        if crime:
            yield curable(
                "crime_check_missing",
                f"这类违法行为可能涉嫌{crime}，还没有记录是否达到追诉标准",
                ("APL:27p1", "TRF:3"),
                "请在调查报告里写明是否涉嫌犯罪；涉嫌的，由正职负责人决定移送。",
            )


def decided_in_time(moment: Moment) -> Iterator[Objection]:
    """The decision is made within 90 days after filing, unless extended (APL:60)."""
    clock = clock_of(moment.situation, "case_decision")
    if clock is None or clock.due.due_on is None or moment.on <= clock.due.due_on:
        return
    yield late(
        "decision_late",
        f"立案第 {(moment.on - clock.start).days} 日才作出决定，"
        f"九十日的办案期限到{day_zh(clock.due.due_on)}届满，没有批准延长",
        ("APL:60",),
        "请写明超期原因并报上一级负责人批准；系统同时发出预警。",
    )


def before_its_clock_ends(term: str, code: str, zh: str, *basis: str) -> Guard:
    """Make a guard: the act is late when the clock ``term`` has run out."""

    def in_time(moment: Moment) -> Iterator[Objection]:
        clock = clock_of(moment.situation, term)
        if clock is None or clock.due.due_on is None or moment.on <= clock.due.due_on:
            return
        yield late(
            code,
            f"{zh}期限到{day_zh(clock.due.due_on)}届满",
            basis,
            "请写明超期原因并报上一级负责人批准；系统同时发出预警。",
        )

    return in_time
