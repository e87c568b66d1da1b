"""The party applies to pay later, reports a correction, asks for reconsideration: what each is, until when."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from hengtu.documents.selectors.documents import title_of
from hengtu.law.procedure import day_of
from hengtu.law.procedure.corrections import correction_of
from hengtu.law.procedure.credit_repair import PROMISE, conditions_of, repairs_of
from hengtu.law.procedure.party_ways import WayKind, goes_through_the_agency, open_application, review_comes_first
from hengtu.law.procedure.remedies import SERVED, pending, reconsiderations
from hengtu.law.procedure.situation import service_day
from hengtu.portal.panels.now import days_left
from hengtu.portal.selectors.room import DECISION, NO_PENALTY, SPOT_DECISION, Room
from hengtu.portal.services.apply import (
    HandedIn,
    apply_for_repair,
    apply_for_review,
    apply_to_pay_later,
    report_corrected,
)
from hengtu.web.views.door.entering import Visitor
from hengtu.web.views.door.guarded import inside
from hengtu.web.views.door.letter import Ask, LetterPage, letter_view

Target = tuple[str, tuple[Any, ...]]


# --- paying later ---------------------------------------------------------------------------------------------------


def _send_deferral(room: Room, sent: HandedIn) -> Target:
    return "door_done", (apply_to_pay_later(room, sent).uid,)


def _about_deferral(room: Room) -> dict[str, Any]:
    return {"owed": room.payable, "waiting": open_application(room.share)}


door_defer = letter_view(
    LetterPage(
        address="door_defer",
        template="portal/defer.html",
        asks=(
            Ask("reason", "有什么困难", "例如车辆停运、家里有人生病、单位停产；写清从什么时候开始"),
            Ask("wanted", "想怎么缴", "例如延期到哪一天，或者分几期、每期哪天缴多少", rows=3),
        ),
        send=_send_deferral,
        may=lambda room: room.way(WayKind.DEFER) is not None,
        shown=_about_deferral,
    )
)


# --- correction -----------------------------------------------------------------------------------------------------


def _send_correction(room: Room, sent: HandedIn) -> Target:
    return "door_done", (report_corrected(room, sent).uid,)


def _about_correction(room: Room) -> dict[str, Any]:
    way = room.way(WayKind.CORRECT)
    return {"way": way, "left": days_left(way.last_on, room.on) if way else "", "found": correction_of(room.situation)}


door_correct = letter_view(
    LetterPage(
        address="door_correct",
        template="portal/correct.html",
        asks=(Ask("words", "改了什么、怎么改的、哪一天改好", "附上改正以后的照片、票据、证件或者证明"),),
        send=_send_correction,
        may=lambda room: room.way(WayKind.CORRECT) is not None,
        shown=_about_correction,
    )
)


# --- credit repair ----------------------------------------------------------------------------------------------------


def _send_repair(room: Room, sent: HandedIn) -> Target:
    return "door_done", (apply_for_repair(room, sent).uid,)


def _may_repair(room: Room) -> bool:
    way = room.way(WayKind.CREDIT_REPAIR)
    return way is not None and way.is_open


def _about_repair(room: Room) -> dict[str, Any]:
    running = [each.standing for each in repairs_of(room.situation, room.door.party_uid) if each.standing.is_open]
    return {
        "conditions": conditions_of(room.share, room.on),
        "running": running[0] if running else None,
        "promise": PROMISE,
    }


door_repair = letter_view(
    LetterPage(
        address="door_repair",
        template="portal/repair.html",
        asks=(
            Ask("words", "怎么履行、怎么改正的", "例如哪一天缴清，改了什么，现在怎么样；可以附照片或者证明"),
            Ask("promise", "上面的信用承诺", choices=(("yes", "我看过了，作出这个承诺"),)),
        ),
        send=_send_repair,
        may=_may_repair,
        shown=_about_repair,
    )
)


# --- reconsideration and court --------------------------------------------------------------------------------------


def _send_review(room: Room, sent: HandedIn) -> Target:
    return "door_done", (apply_for_review(room, sent).uid,)


def _may_apply_here(room: Room) -> bool:
    return room.way(WayKind.RECONSIDER) is not None and goes_through_the_agency(room.situation)


def _about_review(room: Room) -> dict[str, Any]:
    review, sue = room.way(WayKind.RECONSIDER), room.way(WayKind.SUE)
    applied = room.own_acts("reconsideration_applied")
    return {
        "served": room.share.has(*SERVED),
        "review": review,
        "review_left": days_left(review.last_on, room.on) if review else "",
        "sue": sue,
        "sue_left": days_left(sue.last_on, room.on) if sue else "",
        "running": pending(room.share),
        "applied": applied[-1] if applied else None,
        "reviewed": any(each.ended_on is not None for each in reconsiderations(room.share)),
        "through_us": goes_through_the_agency(room.situation),
        "review_first": review_comes_first(room.share),
        "may_write": review is not None,
        "channel": settings.ONLINE_REVIEW_CHANNEL,
    }


door_review = letter_view(
    LetterPage(
        address="door_review",
        template="portal/review.html",
        asks=(
            Ask("request", "复议请求", "例如：请求撤销这个处罚决定；请求把罚款减到多少", rows=3, longest=500),
            Ask("reason", "事实和理由", "哪里不对：事情不是这样、证据不对、规定用错、处罚太重、程序不对", rows=6),
        ),
        send=_send_review,
        may=_may_apply_here,
        shown=_about_review,
    )
)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@inside
def door_review_paper(request: HttpRequest, found: Visitor) -> HttpResponse:
    """Show the application with everything that is known filled in, to be printed or copied."""
    room = found.room()
    served = room.situation.last(*SERVED)
    if served is None or room.situation.decision is None:
        raise Http404("还没有送达的处罚决定。请回到您的页面。")
    paper = room.paper(DECISION) or room.paper(SPOT_DECISION) or room.paper(NO_PENALTY)
    agency = found.door.document.agency
    shown = {
        "room": room,
        "outside": {"agency": agency.name, "phone": agency.phone},
        "agency": agency,
        "code": found.door.code,
        "title": title_of(paper) if paper else "行政处罚决定",
        "number": paper.number if paper else "",
        "decided_on": day_of(room.situation.decision.occurred_at),
        "served_on": service_day(served),
        "penalty": "；".join(each.in_words() for each in room.own_penalties.values()),
        "today": timezone.localdate(found.at),
    }
    return render(request, "portal/review_paper.html", shown)
