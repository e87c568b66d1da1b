"""The hearing itself: a lawful day, an open door or a reason, a host nobody objects to, a record that is signed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from hengtu.law.calendar import official
from hengtu.law.dates_zh import day_zh
from hengtu.law.objections import Objection, curable, void
from hengtu.law.procedure.clocks import earliest_hearing
from hengtu.law.procedure.hearing import CLOSED, ENDINGS, asked_parties, is_interrupted, standing_notice
from hengtu.law.procedure.moment import Moment
from hengtu.law.procedure.people_of_party import MOST_AGENTS, agents_of
from hengtu.law.procedure.situation import service_day

# Entries by which a record says how the hearing went; one that has none of them is a note that it was held.
RECORDED = ("examined", "final_words", "rights_told")


def asked_once(moment: Moment) -> Iterator[Objection]:
    """A party asks once; several parties of a case may each ask, and are heard together."""
    asking = {actor.id for actor in moment.act.by if "party" in actor.roles}
    if asking and asking <= asked_parties(moment.situation):
        yield void(
            "act_too_late_in_order",
            "已经「要求听证」，不能再要求听证",
            ("APL:64i1",),
            "已经收到申请，请等听证通知书。",
        )


def hearing_day_is_lawful(moment: Moment) -> Iterator[Objection]:
    """The day on which the party is told to come is seven working days off, and offices are open on it (APL:64i2).

    A bare day, as plain lists of acts have it, is judged when the hearing is held; a notice that also says how it was
    served, or whether the hearing is public, is judged at once.
    """
    if moment.asked("served") is None and moment.asked("is_public") is None:
        return
    try:
        day = date.fromisoformat(str(moment.asked("hearing_at") or "")[:10])
    except ValueError:
        return
    earliest = earliest_hearing(service_day(moment.act))
    if day < earliest:
        yield curable(
            "hearing_notice_short",
            f"听证定在{day_zh(day)}，不足七个工作日，最早可以定在{day_zh(earliest)}",
            ("APL:64i2",),
            f"请定在{day_zh(earliest)}或者以后。",
        )
    elif official().covers(day.year) and not official().is_working_day(day):
        following = official().next_working_day(day)
        yield curable(
            "hearing_day_not_worked",
            f"{day_zh(day)}不上班，不宜举行听证",
            (),
            f"请改在{day_zh(following)}等工作日；当事人书面要求在休息日的，更换日期后写明。",
        )


def closed_with_a_reason(moment: Moment) -> Iterator[Objection]:
    """A hearing is public unless a state secret, a trade secret or privacy forbids (APL:64i3)."""
    if moment.asked("is_public") is False and moment.asked("closed_because") not in CLOSED:
        yield curable(
            "hearing_closed_without_reason",
            "听证不公开，没有写明法定的理由",
            ("APL:64i3",),
            f"请选择：{'、'.join(CLOSED.values())}；没有的，公开举行。",
        )


def at_most_two_agents(moment: Moment) -> Iterator[Objection]:
    """The party sends one or two agents (APL:64i5)."""
    if len(agents_of(moment.act.payload)) > MOST_AGENTS:
        yield curable("too_many_agents", "一方当事人的代理人超过两人", ("APL:64i5",), "请当事人从中确定一至二人代理。")


def host_is_still_no_investigator(moment: Moment) -> Iterator[Objection]:
    """Who has come to investigate the case since leads its hearing no more (APL:64i4)."""
    appointed = moment.situation.last("hearing_appointed")
    for key, zh in (("host", "主持"), ("recorder", "记录")):
        person = appointed.payload.get(key) if appointed else None
        if person in moment.situation.investigators:
            yield void(
                f"hearing_{key}_is_investigator",
                f"本案调查人员不能{zh}本案听证",
                ("APL:64i4",),
                f"请指定没有参加本案调查的人员{zh}。",
            )


def announced_anew_after_postponing(moment: Moment) -> Iterator[Objection]:
    """A postponed hearing is announced again (APL:64i2)."""
    if moment.situation.has("hearing_notice_served") and standing_notice(moment.situation) is None:
        yield void(
            "hearing_not_announced",
            "听证已经延期，还没有重新送达听证通知书",
            ("APL:64i2",),
            "请定新的日期，重新送达听证通知书。",
        )


def not_interrupted(moment: Moment) -> Iterator[Objection]:
    """An interrupted hearing is resumed before it is closed."""
    if is_interrupted(moment.situation):
        yield curable(
            "hearing_interrupted", "听证已经中止，还没有恢复", ("APL:64",), "中止的原因消除后，请先恢复听证。"
        )


def record_is_signed(moment: Moment) -> Iterator[Objection]:
    """The record is checked and signed by the party, or the refusal is noted by the host (APL:64i8)."""
    recorded = any(moment.asked(key) is not None for key in RECORDED)
    if recorded and moment.asked("signed") is not True and not moment.asked("refusal_note"):
        yield curable(
            "hearing_unsigned",
            "听证笔录没有签字，也没有注明拒签",
            ("APL:64i8",),
            "请交当事人或者其代理人核对无误后签字；拒绝签字的，由主持人在笔录中注明。",
        )


def ending_is_proved(moment: Moment) -> Iterator[Objection]:
    """A withdrawal is in writing; who stayed away without good reason had been told the day (APL:64i6)."""
    how = moment.asked("how")
    if how and how not in ENDINGS:
        yield curable("how_unknown", "没有写明是哪一种终止", ("APL:64i6",), f"请选择：{'、'.join(ENDINGS.values())}。")
    if how == "withdrawn" and moment.asked("signed") is not True:
        yield curable(
            "withdrawal_unsigned",
            "撤回听证申请没有当事人签字",
            ("APL:64i6",),
            "请当事人在撤回申请上签字；口头撤回的，记入笔录后签字。",
        )
    if how in ("absent", "left") and standing_notice(moment.situation) is None:
        yield curable(
            "hearing_not_announced",
            "还没有送达有效的听证通知书，不能按不出席处理",
            ("APL:64i2", "APL:64i6"),
            "请先送达听证通知书；确有正当理由来不了的，延期举行。",
        )


def names_an_exhibit(moment: Moment) -> Iterator[Objection]:
    """A withdrawn testimony is one of this case."""
    known = {str(entry.get("uid")) for act in moment.situation.acts for entry in act.payload.get("exhibits") or ()}
    if known and str(moment.asked("exhibit") or "") not in known:
        yield curable("exhibit_unknown", "没有找到这份证言", ("APL:46p2",), "请在本案的证据中选择证人撤回的那一份。")
