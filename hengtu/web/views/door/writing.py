"""A party complains about how its case was handled, answers a reminder, rates the service, and judges an answer."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from hengtu.law.procedure.party_ways import WayKind
from hengtu.portal import limits
from hengtu.portal.models import GRADES, REASONS, About, PartyLetter
from hengtu.portal.selectors.room import Room
from hengtu.portal.services.apply import HandedIn, answer_reminder
from hengtu.portal.services.letters import LetterRefused, complain, judge_answer
from hengtu.portal.services.rate import LONGEST, RatingRefused, rate, rating_of, stage_now
from hengtu.web.asked import words_in
from hengtu.web.views.door.entering import Visitor
from hengtu.web.views.door.guarded import inside
from hengtu.web.views.door.letter import Ask, LetterPage, letter_view

Target = tuple[str, tuple[Any, ...]]


# --- complaints and answers to a reminder ---------------------------------------------------------------------------


def _send_complaint(room: Room, sent: HandedIn) -> Target:
    return "door_letter", (complain(room, sent).pk,)


def _send_reminder(room: Room, sent: HandedIn) -> Target:
    return "door_done", (answer_reminder(room, sent).uid,)


door_complain = letter_view(
    LetterPage(
        address="door_complain",
        template="portal/complain.html",
        asks=(
            Ask("about", "投诉什么", choices=tuple(About.choices)),
            Ask(
                "words",
                "什么时候、什么人、怎么回事",
                "只说办案过程中的事；对处罚决定本身不服的，申请复议或者起诉",
                rows=6,
            ),
        ),
        send=_send_complaint,
        may=lambda room: True,
        shown=lambda room: {"days": limits.complaint_days()},
    )
)
door_reminder = letter_view(
    LetterPage(
        address="door_reminder",
        template="portal/reminder.html",
        asks=(Ask("words", "您的意见", "例如金额不对、已经缴了、有困难、决定有错；写清理由"),),
        send=_send_reminder,
        may=lambda room: room.way(WayKind.ANSWER_REMINDER) is not None,
        shown=lambda room: {"owed": room.payable},
    )
)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@inside
def door_letter(request: HttpRequest, found: Visitor, uid: UUID) -> HttpResponse:
    """Show one letter of this party with its answers; a post says whether the answer is enough."""
    room = found.room()
    letter = _own_letter(room, uid)
    trouble = ""
    if request.method == "POST" and request.POST.get("intent") in ("satisfied", "unsatisfied"):
        words = words_in(request.POST.get("words", ""), limits.LONGEST_POINT)
        try:
            judge_answer(
                room=room, letter=letter, satisfied=request.POST["intent"] == "satisfied", words=words, at=found.at
            )
        except LetterRefused as refusal:
            trouble = refusal.message
        else:
            return redirect("door_letter", found.door.code, uid)
    agency = found.door.document.agency
    shown = {
        "room": room,
        "outside": {"agency": agency.name, "phone": agency.phone},
        "letter": letter,
        "answers": letter.answers.order_by("id"),
        "may_judge": letter.answered_at is not None and not letter.opinion and letter.closed_at is None,
        "trouble": trouble,
        "words": request.POST.get("words", ""),
        "code": found.door.code,
        "today": timezone.localdate(found.at),
    }
    return render(request, "portal/letter.html", shown, status=422 if trouble else 200)


def _own_letter(room: Room, uid: UUID) -> PartyLetter:
    mine = PartyLetter.objects.select_related("answering").filter(stream=room.case.pk, party_uid=room.door.party_uid)
    letter = mine.filter(pk=uid).first()
    if letter is None:
        raise Http404("没有这封信。请从您的页面进入。")
    return letter


# --- rating ---------------------------------------------------------------------------------------------------------


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@inside
def door_rate(request: HttpRequest, found: Visitor) -> HttpResponse:
    """Five grades, reasons, words; the rating given before stands in the form as long as it may be changed."""
    room = found.room()
    trouble = ""
    if request.method == "POST" and request.POST.get("intent") == "rate":
        typed = request.POST.get("grade", "")
        grade = int(typed) if typed in {str(each) for each in GRADES} else 0
        try:
            rate(
                room=room, grade=grade, reasons=request.POST.getlist("reasons"),
                words=words_in(request.POST.get("words", ""), LONGEST), at=found.at,
            )  # fmt: skip
        except RatingRefused as refusal:
            trouble = refusal.message
        else:
            return redirect("door_rate", found.door.code)
    stage = stage_now(room)
    agency = found.door.document.agency
    given = rating_of(room, stage) if stage else None
    shown = {
        "room": room,
        "outside": {"agency": agency.name, "phone": agency.phone},
        "stage": stage,
        "given": given,
        "may_change": stage is not None and (given is None or room.on <= given.until_on),
        "grades": GRADES.items(),
        "reasons": REASONS.items(),
        "chosen": set(given.reasons if given else request.POST.getlist("reasons")),
        "words": given.words if given else request.POST.get("words", ""),
        "trouble": trouble,
        "code": found.door.code,
        "today": timezone.localdate(found.at),
    }
    return render(request, "portal/rate.html", shown, status=422 if trouble else 200)
