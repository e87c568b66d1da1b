"""The penalty itself: within what the law allows, within what may be done on the spot, or lawfully none."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from hengtu.law.grounds import grounds
from hengtu.law.objections import Objection, curable, void
from hengtu.law.procedure.matters import CaseParty, Penalty, plain
from hengtu.law.procedure.moment import Guard, Moment
from hengtu.law.procedure.promises import state_of
from hengtu.law.promises import KEPT
from hengtu.law.thresholds import departure_of


def within_the_law(key: str) -> Guard:
    """Make a guard: every penalty under ``key`` is of a kind and amount that the law allows (APL:76p1i2)."""

    def penalty_is_lawful(moment: Moment) -> Iterator[Objection]:
        penalties = moment.penalties(key)
        for matter in moment.case.matters:
            if matter.id not in penalties:
                yield curable(
                    f"{key}_missing",
                    f"没有写明对{matter.party.name}的处理意见",
                    ("APL:57p1",),
                    "请写明处罚种类和数额。",
                )
            elif penalties[matter.id].punishes:
                yield from _outside(moment, matter.id, penalties[matter.id])
            else:
                yield from _unpunished(moment, matter.id)

    return penalty_is_lawful


def _outside(moment: Moment, matter_id: str, penalty: Penalty) -> Iterator[Objection]:
    assessment = moment.assess(moment.matter(matter_id))
    if assessment.missing_facts and assessment.statutory is None:
        yield curable(
            "facts_missing",
            f"还不能判断处罚是否合法，缺少事实：{'、'.join(assessment.missing_zh)}",
            ("APL:57p1",),
            "请补充调查并写明这些事实。",
        )
        return
    for reason in assessment.outcome.allows(penalty.kind, penalty.amount_yuan, penalty.confiscate_yuan):
        yield void("penalty_outside_law", reason, tuple(assessment.basis), "请按法律规定的种类和幅度确定处罚。")


def departure_is_reasoned(key: str) -> Guard:
    """Make a guard: a fine outside the tier of the benchmark says why (APL:34); the report's reason serves on."""

    def reason_is_given(moment: Moment) -> Iterator[Objection]:
        approved = moment.situation.last("report_approved")
        if moment.asked(DEPARTURE) or (approved and approved.payload.get(DEPARTURE)):
            return
        for matter_id, penalty in moment.penalties(key).items():
            reason = departure_of(moment.assess(moment.matter(matter_id)), penalty.amount_yuan)
            if reason:
                yield curable(
                    "departure_without_reason",
                    f"{reason}，没有写明理由",
                    ("APL:34",),
                    "请写明偏离裁量基准的理由，或者把数额改到档次以内。",
                )

    return reason_is_given


DEPARTURE = "departure_reason"


def _unpunished(moment: Moment, matter_id: str) -> Iterator[Objection]:
    """Not punishing needs a published list item whose conditions hold, or a ground of the statute with its finding."""
    assessment = moment.assess(moment.matter(matter_id))
    ground = moment.asked("ground")
    if state_of(moment.situation) == KEPT:
        return  # the list on which the promise rests says that whoever kept it is not punished
    if assessment.outcome.kind != "none" and assessment.exemption is None and ground not in grounds():
        yield void(
            "punishment_is_due",
            "现有事实不符合不予处罚的条件",
            ("APL:33p1", "APL:57p1"),
            "请核实初次违法、危害后果和改正情况；符合法定不予处罚情形的，写明是哪一种和证据。",
        )


def educated(moment: Moment) -> Iterator[Objection]:
    """Whoever is not punished is educated, and that is recorded (APL:33p3)."""
    if not moment.asked("education"):
        yield curable("education_missing", "不予处罚的，应当对当事人进行教育", ("APL:33p3",), "请记录教育情况。")


def small_enough_for_the_spot(moment: Moment) -> Iterator[Objection]:
    """On the spot: a warning, or a fine of at most 200 yuan (citizen) or 3000 yuan (organisation) (APL:51)."""
    for matter_id, penalty in moment.penalties("decided").items():
        party = moment.matter(matter_id).party
        limit = spot_limit_yuan(party, moment.on)
        if penalty.amount_yuan > limit or penalty.kinds - {"fine", "warning"}:
            yield void(
                "too_grave_for_the_spot",
                f"拟{penalty.in_words()}，超过当场处罚的范围（警告，或者{'公民' if party.is_citizen else '单位'}"
                f" {plain(limit)} 元以下罚款）",
                ("APL:51",),
                "请改用普通程序：立案、调查、告知后再决定。",
            )


# APL:51 「对公民处以二百元以下、对法人或者其他组织处以三千元以下罚款」;
# before 2021-07-15 (article 33 then) fifty and one thousand.
SPOT_LIMITS_YUAN = ((date(2021, 7, 15), 200.0, 3000.0), (date(1996, 10, 1), 50.0, 1000.0))


def spot_limit_yuan(party: CaseParty, on: date) -> float:
    """Return the highest fine, included, that may be imposed on the spot on this party on this day."""
    citizen, organisation = next((row[1:] for row in SPOT_LIMITS_YUAN if row[0] <= on), (0.0, 0.0))
    return citizen if party.is_citizen else organisation
