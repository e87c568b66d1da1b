"""Told, heard, waited: nothing may be decided before the party could answer (APL:44, APL:45, APL:62 to 64)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from hengtu.law import deadlines, thresholds
from hengtu.law.dates_zh import day_zh, iso_zh
from hengtu.law.objections import Objection, curable, late, void
from hengtu.law.procedure.clocks import earliest_hearing
from hengtu.law.procedure.matters import heavier_than
from hengtu.law.procedure.moment import Moment
from hengtu.law.procedure.situation import is_statement, service_day
from hengtu.law.procedure.statements import points_of, statements_of


def hearing_offered_where_due(moment: Moment) -> Iterator[Objection]:
    """The hearing is offered wherever it must be; no threshold row for the place means it is offered (APL:63p1)."""
    if moment.asked("hearing_offered") is True:
        return
    for matter_id, penalty in (moment.penalties("proposed") or moment.situation.proposed).items():
        matter = moment.matter(matter_id)
        answer = thresholds.hearing_is_required(
            jurisdiction=moment.case.jurisdiction,
            category=moment.case.category,
            party_type=matter.party.kind,
            penalty=penalty.kind,
            amount_yuan=penalty.amount_yuan,
            confiscate_yuan=penalty.confiscate_yuan,
            on=moment.on,
        )
        if answer.required:
            yield curable(
                "hearing_not_offered",
                f"没有告知要求听证的权利：{answer.reason}",
                ("APL:63p1",),
                "请在通知书上告知听证权利。",
            )


def notice_matches_report(moment: Moment) -> Iterator[Objection]:
    """The notice carries exactly the penalty that the head approved, or a lighter one (APL:44)."""
    for matter_id, penalty in moment.penalties("proposed").items():
        approved = moment.situation.proposed.get(matter_id)
        reasons = heavier_than(penalty, approved) if approved else ("调查报告没有拟处罚内容",)
        for reason in reasons:
            yield curable("notice_differs_from_report", reason, ("APL:44",), "请按批准的调查报告填写拟处罚内容。")


def notice_served(moment: Moment) -> Iterator[Objection]:
    """Without a served notice no decision may be made (APL:44, APL:62)."""
    if moment.situation.last("notice_served") is None:
        yield void(
            "notice_not_served",
            "还没有送达违法行为通知书，当事人不知道拟作出的处罚和自己的权利",
            ("APL:44", "APL:62"),
            "请先送达违法行为通知书，听取陈述申辩后再决定。",
        )
        return
    served = _parties_told(moment)
    for party in moment.case.parties:
        if party.id not in served:
            yield void(
                "notice_not_served_to_party",
                f"还没有向{party.name}送达违法行为通知书",
                ("APL:44", "APL:62"),
                f"请先向{party.name}送达。",
            )


def _parties_told(moment: Moment) -> set[str]:
    everyone = [party.id for party in moment.case.parties]
    return {party for act in moment.situation.all("notice_served") for party in act.payload.get("parties", everyone)}


def window_closed(moment: Moment) -> Iterator[Objection]:
    """The time to speak or to ask for a hearing is over, or the party waived it in writing (APL:62, APL:64i1)."""
    situation = moment.situation
    notice = situation.last("notice_served")
    if notice is None or situation.has("hearing_held", "hearing_ended"):
        return
    if situation.last("hearing_requested"):
        yield void("hearing_not_held", "当事人要求听证，还没有组织听证", ("APL:63p1", "APL:64"), "请先组织听证。")
        return
    offered = notice.payload.get("hearing_offered") is True
    if offered and not situation.waived("hearing"):
        yield from _until(moment, "hearing_request", service_day(notice), "要求听证的期限", ("APL:62", "APL:64i1"))
    elif not statements_of(situation) and not situation.waived("statement"):
        yield from _until(moment, "statement_defence", service_day(notice), "陈述申辩的期限", ("APL:62", "APL:45p1"))


def _until(moment: Moment, term: str, start: date, zh: str, basis: tuple[str, ...]) -> Iterator[Objection]:
    due = deadlines.due(term, start)
    if due.due_on is None or moment.on > due.due_on:
        return
    first = due.due_on + timedelta(days=1)
    yield void(
        f"{term}_window_open",
        f"{zh}到{day_zh(due.due_on)}才届满，没有当事人放弃的书面声明",
        basis,
        f"请在{day_zh(first)}以后决定；当事人书面放弃的，登记后可以提前。",
        earliest_on=first,
    )


def statements_rechecked(moment: Moment) -> Iterator[Objection]:
    """Every statement since the notice has been rechecked (APL:45p1)."""
    whole = [act for act in moment.situation.statements if not points_of(act.payload)]  # points have a guard of theirs
    open_points = [act for act in whole if is_statement(act.payload) and not act.payload.get("recheck")]
    if open_points:
        yield curable(
            "statement_not_rechecked",
            f"还有 {len(open_points)} 条陈述申辩没有复核",
            ("APL:45p1", "APL:62"),
            "请逐条写明是否采纳和理由。",
        )


def not_heavier_than_notified(moment: Moment) -> Iterator[Objection]:
    """What is decided is not heavier than what was notified (APL:45p2)."""
    if moment.situation.last("notice_served") is None:
        return
    for matter_id, penalty in moment.penalties("decided").items():
        notified = moment.situation.notified.get(matter_id)
        reasons = heavier_than(penalty, notified) if notified else ("通知书没有告知这项处罚",)
        for reason in reasons:
            yield void(
                "heavier_than_notified",
                f"{reason}，当事人陈述申辩不得加重处罚",
                ("APL:45p2",),
                "请不超过告知的处罚；有新的事实的，补充调查后重新告知。",
            )


def hearing_announced_in_time(moment: Moment) -> Iterator[Objection]:
    """The hearing is announced seven working days ahead (APL:64i2)."""
    notice = moment.situation.last("hearing_notice_served")
    if notice is None:
        yield void("hearing_not_announced", "还没有送达听证通知书", ("APL:64i2",), "请先送达听证通知书。")
        return
    announced = date.fromisoformat(str(notice.payload.get("hearing_on") or moment.on.isoformat()))
    begun = announced if moment.situation.after(notice, "hearing_interrupted") else moment.on
    due = deadlines.due("hearing_notice", begun, to=begun)
    if due.due_on is not None and service_day(notice) > due.due_on:
        earliest = earliest_hearing(service_day(notice))
        yield void(
            "hearing_announced_late",
            f"听证通知应当在{day_zh(due.due_on)}以前送达，实际{day_zh(service_day(notice))}送达，不足七个工作日",
            ("APL:64i2",),
            f"请改在{day_zh(earliest)}以后举行，并重新通知。",
            earliest_on=earliest,
        )


def hearing_on_the_announced_day(moment: Moment) -> Iterator[Objection]:
    """The hearing takes place on the day that was announced."""
    notice = moment.situation.last("hearing_notice_served")
    announced = notice.payload.get("hearing_on") if notice else None
    resumed = moment.situation.last("hearing_resumed")
    if resumed is not None and notice is not None and moment.situation.after(notice, "hearing_resumed"):
        announced = resumed.payload.get("hearing_on")
    if announced and announced != moment.on.isoformat():
        yield curable(
            "hearing_on_other_day",
            f"通知的听证日是{iso_zh(announced)}",
            ("APL:64i2",),
            "请按通知的日期举行，或者重新通知。",
        )


def asked_in_time(moment: Moment) -> Iterator[Objection]:
    """A hearing is asked for within five working days (APL:64i1); later the agency may still grant it."""
    notice = moment.situation.last("notice_served")
    if notice is None:
        return
    due = deadlines.due("hearing_request", service_day(notice))
    posted = moment.asked("posted_on")
    in_time = deadlines.is_in_time(due, moment.on, posted_on=date.fromisoformat(posted) if posted else None)
    if due.due_on is not None and not in_time:
        yield late(
            "hearing_asked_late",
            f"要求听证的期限到{day_zh(due.due_on)}届满",
            ("APL:64i1",),
            "有正当理由的，经批准可以组织听证。",
        )
