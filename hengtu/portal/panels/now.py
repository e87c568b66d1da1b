"""What the party can do now, and until when, for every standing of a case; one of the ways is the main one."""

from __future__ import annotations

from datetime import date
from typing import Any

from hengtu.law.procedure import reminders
from hengtu.law.procedure.party_ways import WayKind, goes_through_the_agency, open_application, review_comes_first
from hengtu.law.procedure.statements import RECEIVED, answered_points, is_answered
from hengtu.portal.panels.panel import Panel
from hengtu.portal.selectors.hearing import asked_by
from hengtu.portal.selectors.room import DECISION, NOTICE, SPOT_DECISION, Room

UNTIL = {
    WayKind.HEARING: "可以申请听证",
    WayKind.PAY: "缴款",
    WayKind.CORRECT: "改正",
    WayKind.RECONSIDER: "可以申请行政复议",
    WayKind.SUE: "可以向人民法院起诉",
}


def panel(room: Room) -> Panel | None:
    """The ways that are open, the most pressing first; nothing where the party has nothing to do."""
    asked = asked_by(room) if room.may_speak else None
    # From when a credit record can be repaired is said by its own panel.
    ways = tuple(way for way in room.ways if way.is_open or way.kind is not WayKind.CREDIT_REPAIR)
    if not ways and asked is None:
        return None
    points = answered_points(room.situation)
    said = room.own_acts(RECEIVED)
    main = next((way for way in ways if way.is_open), None)
    shown = {
        "ways": ways,
        "main": main,
        "main_kind": main.kind if main else "",
        "until": UNTIL.get(main.kind, "") if main and main.last_on else "",
        "left": days_left(main.last_on, room.on) if main else "",
        "is_over": bool(main and main.last_on and main.last_on < room.on),
        "asked": asked,
        "said": said[-1] if said else None,
        "points": len(points),
        "answered": sum(is_answered(point) for point in points),
        "reminded": said_to_reminder(room),
        "owed": room.payable,
        "waits_for_deferral": open_application(room.share) is not None,
        "through_us": goes_through_the_agency(room.situation),
        "review_first": review_comes_first(room.share),
        "body": room.door.document.agency.reconsideration_body,
        "paper": room.paper(DECISION) or room.paper(SPOT_DECISION) or room.paper(NOTICE),
    }
    return Panel("_now.html", shown)


def said_to_reminder(room: Room) -> dict[str, Any] | None:
    """The party's last word on a reminder, and whether it was answered."""
    said = room.own_acts(reminders.RECEIVED)
    return {"at": said[-1].occurred_at, "answered": reminders.answer_to(room.situation, said[-1])} if said else None


def days_left(last_on: date | None, on: date) -> str:
    """Say how many days are left, the last one counted: 还有 3 天, 今天是最后一天, 已经过了 2 天."""
    if last_on is None:
        return ""
    days = (last_on - on).days
    if days > 0:
        return f"还有 {days} 天"
    return "今天是最后一天" if days == 0 else f"已经过了 {-days} 天"
