"""The heads discuss a case: called, attended, spoken, concluded, signed, each on his own account."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from hengtu.agencies.selectors.roles import roles_on
from hengtu.cases import participants
from hengtu.cases.desk.desk import Desk, desk_for
from hengtu.cases.desk.entries import Entry, Sheet
from hengtu.cases.desk.known import penalty_entry
from hengtu.cases.models import EnforcementCase, Meeting
from hengtu.cases.refusals import ActRefused
from hengtu.cases.selectors.access import access_case, may_work_on
from hengtu.cases.selectors.meeting_page import (
    heads_of,
    latest_meeting,
    meeting_page,
    meeting_rows,
    proposal_of,
)
from hengtu.cases.selectors.outlook import objection_line
from hengtu.cases.services import meet
from hengtu.cases.services.meet import OPEN
from hengtu.cases.services.tell import read_about
from hengtu.law.procedure.discussion import VOTES
from hengtu.law.procedure.matters import read_penalties
from hengtu.lib.coded_error import CodedError
from hengtu.web.acts.form import ActForm
from hengtu.web.looks import note_look
from hengtu.web.requests import SignedInRequest
from hengtu.web.views.review.trouble import Trouble, refused

CONCLUDED = Sheet(
    "discussed",
    (Entry("concluded", "结论的处理决定", "penalty", "决定须与它一致；改变的要重新讨论", known=proposal_of),),
)
TITLES = {
    "call": "提请集体讨论",
    "seat": "登记到会情况",
    "speak": "发表意见",
    "chair": "接替主持",
    "conclude": "提出结论",
    "sign": "签字",
    "reopen": "退回讨论",
    "adjourn": "休会",
    "cancel": "取消讨论",
}
DONE = {
    "call": "已提请，并告诉了每一名负责人。",
    "seat": "已登记。",
    "speak": "意见和表决已记下。主持人提出结论以前，可以改。",
    "chair": "由您主持。",
    "conclude": "结论已提出，请到会的负责人各自签字。",
    "sign": "已签字。到会的都签字后，记录成为正式行为。",
    "reopen": "已退回讨论，签过的字作废，可以重新发表意见。",
    "adjourn": "已休会，并告诉了每一名负责人。",
    "cancel": "已取消。",
}


@never_cache
@require_safe
@login_required
def discussions(request: SignedInRequest) -> HttpResponse:
    """Show the discussions that are open, and the cases that must be discussed."""
    now = timezone.now()
    today = timezone.localdate(now)
    rows = meeting_rows(request.user, now, today)
    return render(request, "review/discussions.html", {"rows": rows, "today": today})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def discussion(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """Show the discussion of a case; ``intent`` of a post is one of ``TITLES``."""
    now = timezone.now()
    case = access_case(request.user, case_id, on=timezone.localdate(now))
    if case.track == "SUMMARY":
        raise Http404("这件案件不是普通程序，没有集体讨论。请回到案件。")
    desk = desk_for(request.user, case, at=now)
    if request.method != "POST":
        note_look(request, f"discussions/{case_id}", now)
        read_about(request.user, f"/discussions/{case_id}/", at=now)
        return _page(request, desk)
    if not may_work_on(request.user, case_id, on=desk.on):
        return _page(request, desk, trouble=Trouble("没有办理", "您可以查阅本案，但不参与办理。"), status=403)
    intent = request.POST.get("intent", "")
    if intent not in ACTIONS:
        return _page(request, desk, trouble=Trouble("没有办理", "请选择要办什么。"), status=422)
    try:
        with transaction.atomic():
            ACTIONS[intent](desk, request.POST)
    except (ActRefused, CodedError) as refusal:
        fresh = desk_for(request.user, case, at=now)
        return _page(request, fresh, trouble=refused(refusal, TITLES[intent]), status=409)
    return HttpResponseRedirect(f"{reverse('discussion', args=[case_id])}?done={intent}")


# --- what may be posted -----------------------------------------------------------------------------------------------


def _open(desk: Desk) -> Meeting:
    meeting = latest_meeting(desk.case_id)
    if meeting is None or meeting.state not in OPEN:
        raise meet.MeetingRefused("no_meeting", "现在没有进行中的集体讨论。请先提请。")
    return meeting


def _call(desk: Desk, data: QueryDict) -> None:
    chosen = set(data.getlist("heads"))
    heads = [(account, post) for account, post in heads_of(desk) if str(account.pk) in chosen]
    chair = next((account for account, _ in heads if str(account.pk) == data.get("chair")), None)
    if chair is None:
        raise meet.MeetingRefused("chair_not_called", "请从参加讨论的负责人里选择主持人。")
    meet.call_meeting(
        case=EnforcementCase.objects.select_related("agency").get(pk=desk.case_id),
        by=desk.account,
        at=desk.at,
        held_at=_moment(data.get("held_at", "")) or desk.at,
        place=data.get("place", "") or desk.agency.legal_subject.name,
        agenda=data.get("agenda", ""),
        proposed=proposal_of(desk),
        heads=heads,
        chair=chair,
        reporter=data.get("reporter", ""),
        recorder=data.get("recorder", ""),
    )


def _seat(desk: Desk, data: QueryDict) -> None:
    meet.take_seat(
        meeting_id=_open(desk).pk, account=desk.account, state=data.get("state", ""), reason=data.get("reason", "")
    )


def _speak(desk: Desk, data: QueryDict) -> None:
    meet.speak(meeting_id=_open(desk).pk, account=desk.account, view=data.get("view", ""), vote=data.get("vote", ""))


def _chair(desk: Desk, data: QueryDict) -> None:
    meet.take_the_chair(meeting_id=_open(desk).pk, account=desk.account)


def _conclude(desk: Desk, data: QueryDict) -> None:
    case = desk.situation.case
    named = ActForm(CONCLUDED, desk, data).answers().get("concluded")
    penalties = read_penalties(named, case) if case and named else {}
    meet.conclude(
        meeting_id=_open(desk).pk,
        account=desk.account,
        at=desk.at,
        conclusion=data.get("conclusion", ""),
        concluded=[penalty_entry(matter, penalty) for matter, penalty in penalties.items()],
        because=data.get("because", ""),
    )


def _sign(desk: Desk, data: QueryDict) -> None:
    meet.sign(meeting_id=_open(desk).pk, account=desk.account, at=desk.at, dissent=data.get("dissent", ""))


def _reopen(desk: Desk, data: QueryDict) -> None:
    meet.reopen(meeting_id=_open(desk).pk, account=desk.account)


def _adjourn(desk: Desk, data: QueryDict) -> None:
    next_at = _moment(data.get("next_at", ""))
    if next_at is None:
        raise meet.MeetingRefused("next_missing", "还没有写下次讨论的时间，请填写。")
    meet.adjourn(
        meeting_id=_open(desk).pk,
        by=desk.account,
        at=desk.at,
        reason=data.get("adjourn_reason", ""),
        next_at=next_at,
    )


def _cancel(desk: Desk, data: QueryDict) -> None:
    meet.cancel(meeting_id=_open(desk).pk, by=desk.account, at=desk.at)


ACTIONS: dict[str, Callable[[Desk, QueryDict], None]] = {
    "call": _call,
    "seat": _seat,
    "speak": _speak,
    "chair": _chair,
    "conclude": _conclude,
    "sign": _sign,
    "reopen": _reopen,
    "adjourn": _adjourn,
    "cancel": _cancel,
}


def _moment(text: str) -> datetime | None:
    try:
        found = parse_datetime(text)
    except ValueError:
        return None
    return timezone.make_aware(found) if found is not None and timezone.is_naive(found) else found


# --- the page ---------------------------------------------------------------------------------------------------------


def _page(request: SignedInRequest, desk: Desk, *, trouble: Trouble | None = None, status: int = 200) -> HttpResponse:
    page = meeting_page(desk)
    typed = request.POST
    form = ActForm(CONCLUDED, desk, typed if typed.get("intent") == "conclude" else None)
    is_open = page.meeting is not None and page.meeting.state in OPEN
    works = may_work_on(request.user, desk.case_id, on=desk.on)
    handlers = [officer.name for officer in desk.handlers]
    context: dict[str, Any] = {
        "page": page,
        "case": desk.case,
        "is_open": is_open,
        "may_call": works and not is_open and not desk.situation.has("decided", "not_punished", "case_closed"),
        "may_adjourn": is_open and _is_head(desk),
        "heads": [(account, post, _keeps_out(desk, account)) for account, post in heads_of(desk)],
        "chosen": typed.getlist("heads"),
        "reporter": typed.get("reporter") or (handlers[0] if handlers else ""),
        "recorder": typed.get("recorder") or (handlers[1] if len(handlers) > 1 else ""),
        "entries": form.asked(),
        "votes": VOTES,
        "typed": typed,
        "asked": bool(typed),
        "trouble": trouble,
        "objected": [objection_line(each) for each in trouble.objections] if trouble else [],
        "just_done": DONE.get(request.GET.get("done", ""), "") if trouble is None else "",
        "today": desk.on,
    }
    return render(request, "review/discussion.html", context, status=status)


def _keeps_out(desk: Desk, account: Any) -> str:
    who = participants.official(account).id
    return "参加了本案调查" if who in desk.situation.investigators else ""


def _is_head(desk: Desk) -> bool:
    roles = roles_on(desk.account, desk.agency, desk.on, act_kind="discussion_adjourned")
    return bool(roles & {"agency_head", "deputy_head"})
