"""The conditions of an act as a checklist: what the law asked when the act was rehearsed, and whether it is met.

A line is met when none of its objections was raised. Objections that belong to no line are shown all the same: the
checklist never hides one, it only says in words what was looked at.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from hengtu.law.objections import Objection


@dataclass(frozen=True)
class Condition:
    """One line: the words when it is met, and the codes of the objections that say it is not."""

    met: str
    codes: frozenset[str]


def _condition(met: str, *codes: str) -> Condition:
    return Condition(met, frozenset(codes))


APART = _condition("签批的人没有参加本案调查", "approver_is_investigator")
BY_HEAD = _condition("由负责人作出，符合审批权限", "agency_head_required", "approval_route", "late_approver")
REVIEWED = _condition(
    "法制审核通过，之后没有改动", "review_missing", "review_not_passed", "review_outdated"
)  # fmt: skip
DISCUSSED = _condition("不须集体讨论，或者已经讨论并签字", "discussion_missing", "discussion_unsigned")
TOLD = _condition("已告知事实、理由、依据和权利", "notice_not_served", "notice_not_served_to_party")
HEARD = _condition(
    "陈述申辩、听证的期限已满或者已放弃", "hearing_request_window_open", "statement_defence_window_open",
    "hearing_not_held",
)  # fmt: skip
RECHECKED = _condition("当事人的意见都已复核", "statement_not_rechecked")
NOT_HEAVIER = _condition("处罚不重于告知的内容", "heavier_than_notified")
LAWFUL = _condition(
    "处理在法律规定的种类和幅度之内", "decided_missing", "proposed_missing", "penalty_outside_law", "facts_missing",
    "punishment_is_due",
)  # fmt: skip
NO_CRIME = _condition("是否涉嫌犯罪已经核查", "crime_check_missing")
DECIDED_IN_TIME = _condition("在九十日的办案期限内", "decision_late")
NOT_BARRED = _condition("没有超过追责时效", "time_barred")
EDUCATED = _condition("已对当事人进行教育", "education_missing")
CORRECTED = _condition("改正情况清楚", "correction_not_stated")
CARRIED_OUT = _condition("决定已经执行完毕，或者写明了结案理由", "not_carried_out")
RELEASED = _condition("没有未解除的强制措施", "measure_not_lifted")
REASONED = _condition("写明了理由", "reason_missing")

CONDITIONS: dict[str, tuple[Condition, ...]] = {
    "case_filed": (BY_HEAD, APART, NOT_BARRED),
    "not_filed": (BY_HEAD, REASONED),
    "report_approved": (BY_HEAD, APART, LAWFUL),
    "decided": (
        TOLD, HEARD, RECHECKED, NOT_HEAVIER, LAWFUL, REVIEWED, DISCUSSED, APART, BY_HEAD, NO_CRIME, DECIDED_IN_TIME,
    ),
    "not_punished": (LAWFUL, EDUCATED, REVIEWED, APART, BY_HEAD, DECIDED_IN_TIME),
    "not_established": (REASONED, REVIEWED, APART, BY_HEAD),
    "investigation_ended": (REASONED, RELEASED, BY_HEAD),
    "case_closed": (CORRECTED, CARRIED_OUT, RELEASED, BY_HEAD),
    "spot_case_closed": (CORRECTED, CARRIED_OUT, BY_HEAD),
}  # fmt: skip
ANY = (BY_HEAD,)


def conditions_met(kind: str, objections: Iterable[Objection]) -> tuple[str, ...]:
    """Return, in words, the conditions of a kind of act that nothing was objected to."""
    raised = {objection.code for objection in objections}
    return tuple(line.met for line in CONDITIONS.get(kind, ANY) if raised.isdisjoint(line.codes))
