"""Asking the court to enforce, and objecting to its refusal (ACL:53 to ACL:58)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from hengtu.law import deadlines
from hengtu.law.dates_zh import day_zh
from hengtu.law.objections import Objection, curable, late, void
from hengtu.law.procedure.court_window import CourtWindow, court_window
from hengtu.law.procedure.moment import Moment
from hengtu.law.procedure.remedies import day_said, lapse_of

BASIS = ("ACL:53", "ALI:156")


def court_window_is_open(moment: Moment) -> Iterator[Objection]:
    """Both remedies have lapsed unused and the three months are not over (ACL:53, ALI:156).

    A late application is received only where a good reason is shown: it is refused without one, and passes as late
    with one.
    """
    found = court_window(moment.share)
    if found is None:
        lapse = lapse_of(moment.share)
        yield void("remedies_open", "".join(lapse.sentences).rstrip("。"), lapse.basis, "请等复议、诉讼结束后再申请。")
    else:
        yield from _too_early(moment, found)
        yield from _too_late(moment, found)


def _too_early(moment: Moment, found: CourtWindow) -> Iterator[Objection]:
    opens = found.window.not_before
    if opens is not None and moment.on < opens:
        yield void(
            "court_too_early",
            f"复议和诉讼的期限要到{day_zh(found.start)}才都届满，最早{day_zh(opens)}可以申请",
            BASIS,
            "请等期限届满后再申请人民法院强制执行。",
            opens,
        )


def _too_late(moment: Moment, found: CourtWindow) -> Iterator[Objection]:
    due_on = found.window.due_on
    if due_on is None or moment.on <= due_on:
        return
    message = f"申请人民法院强制执行的期限到{day_zh(due_on)}届满"
    if moment.asked("good_reason"):
        yield late("court_application_late", message, BASIS, "请向人民法院说明逾期的正当理由，并报负责人批准。")
    else:
        yield void(
            "court_application_lapsed",
            f"{message}，没有写明正当理由",
            BASIS,
            "人民法院不受理没有正当理由的逾期申请；确有正当理由的，请写明。",
        )


def reminded_ten_working_days_ago(moment: Moment) -> Iterator[Objection]:
    """The party was reminded and ten working days have passed since the service (ACL:54, ACL:69)."""
    reminder = moment.share.last("reminder_served")
    if reminder is None:
        yield void("reminder_missing", "还没有催告当事人履行", ("ACL:54",), "请先送达催告书，满十个工作日后再申请。")
        return
    found = court_window(moment.share)
    from_day = found.reminded_from if found else None
    if from_day is not None and moment.on < from_day:
        yield void(
            "court_before_reminder_over",
            f"催告书送达后要满十个工作日，最早{day_zh(from_day)}可以申请",
            ("ACL:54", "ACL:69"),
            "请等十个工作日届满，当事人仍不履行时再申请。",
            from_day,
        )


def application_is_with_the_court(moment: Moment) -> Iterator[Objection]:
    """There is an application the court has not answered yet."""
    applied = moment.share.last("court_applied", "court_objected")
    answered = applied is not None and moment.share.after(applied, "court_accepted", "court_refused")
    if applied is None or answered:
        yield curable("no_application_pending", "没有等待法院答复的申请", ("ACL:56p1",), "请核对案件。")


def court_has_accepted(moment: Moment) -> Iterator[Objection]:
    """The court accepted the application and has not ruled yet (ACL:57)."""
    accepted = moment.share.last("court_accepted")
    if accepted is None or moment.share.after(accepted, "court_ruled", "court_refused"):
        yield curable("nothing_to_rule_on", "没有等待裁定的申请", ("ACL:57",), "请先登记法院受理。")


def stage_is_known(moment: Moment) -> Iterator[Objection]:
    """A refusal is of the application or of the enforcement; each after its own step (ACL:56p2, ACL:58)."""
    stage = moment.asked("stage")
    if stage == "accept":
        yield from application_is_with_the_court(moment)
    elif stage == "enforce":
        yield from court_has_accepted(moment)
    elif stage:
        yield curable("stage_unknown", "没有写明是不予受理还是不予执行", ("ACL:56p2", "ACL:58"), "请选择其中一种。")


def within_the_objection_term(moment: Moment) -> Iterator[Objection]:
    """The agency objects to the next higher court within fifteen days; after that the ruling stands (ACL:56p2)."""
    refused = moment.share.last("court_refused")
    if refused is None or moment.share.after(refused, "court_objected"):
        yield curable("no_refusal_to_object_to", "没有可以提出异议的裁定", ("ACL:56p2", "ACL:58p3"), "请核对案件。")
        return
    due_on = _objection_due(day_said(refused, "received_on"))
    if due_on is not None and moment.on > due_on:
        yield void(
            "court_objection_lapsed",
            f"提出异议的十五日到{day_zh(due_on)}届满，裁定已经生效",
            ("ACL:56p2", "ACL:58p3"),
            "请按裁定处理：撤销或者改正原决定，或者依法结案。",
        )


def _objection_due(received_on: date) -> date | None:
    return deadlines.due("court_objection", received_on).due_on


def unperformed_and_not_enforced(moment: Moment) -> Iterator[Objection]:
    """The court is asked once; a second application needs the first to have been refused."""
    applied = moment.share.last("court_applied")
    if applied is not None and not moment.share.after(applied, "court_refused"):
        yield curable("court_already_asked", "已经申请过人民法院强制执行", ("ACL:53",), "请等法院答复。")
