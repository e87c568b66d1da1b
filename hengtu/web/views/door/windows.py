"""Handling at another window: a case opened for it by the head or by the party's own wish, with its few acts."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from hengtu.agencies.models import Agency
from hengtu.cases import participants
from hengtu.cases.models import EnforcementCase
from hengtu.cases.selectors.access import access_case, may_work_on
from hengtu.cases.selectors.parties import parties_of
from hengtu.documents.models import Document
from hengtu.documents.selectors.documents import title_of
from hengtu.documents.selectors.doors import doors_of_stream
from hengtu.documents.services.render_document import render_document
from hengtu.law.procedure.corrections import correction_of
from hengtu.law.procedure.matters import CaseParty
from hengtu.law.procedure.party_ways import WayKind
from hengtu.ledger.access_log import note_access
from hengtu.lib.uids import uid_of
from hengtu.portal import limits
from hengtu.portal.models import CaseWindow
from hengtu.portal.selectors.room import Room
from hengtu.portal.services.apply import HandedIn, report_corrected, state
from hengtu.portal.services.open_window import WindowRefused, end_window, open_window, windows_for
from hengtu.portal.words import STANDINGS
from hengtu.rulesets.law_desk import HEADS
from hengtu.rulesets.reach import post_of
from hengtu.web.asked import KEY_DIGITS, day_in, number_in
from hengtu.web.looks import note_look
from hengtu.web.requests import SignedInRequest
from hengtu.web.views.door.entering import Visitor
from hengtu.web.views.door.guarded import inside
from hengtu.web.views.door.letter import Ask, LetterPage, answer_letter_page
from hengtu.web.views.evidence.arriving import IntoUploads
from hengtu.web.views.pdf import shown_pdf

BY_PHONE = 2
EVERYBODY = "all"


# --- granting -------------------------------------------------------------------------------------------------------


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def case_windows(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """The windows a case is open for; a head opens it for one more, or ends one."""
    now = timezone.now()
    today = timezone.localdate(now)
    case = access_case(request.user, case_id, on=today)
    note_look(request, f"cases/{case_id}/windows", now)
    parties, trouble = parties_of(case_id), ""
    if request.method == "POST":
        if not may_work_on(request.user, case_id, on=today):
            raise PermissionDenied("换窗口办理由办案机关决定。")
        try:
            _change(request, case, parties, now)
        except WindowRefused as refusal:
            trouble = refusal.message
        else:
            return redirect("case_windows", case_id)
    rows = CaseWindow.objects.filter(stream=case_id).select_related("agency", "granted_by").order_by("-granted_at")
    names = {each.id: each.name for each in parties} if len(parties) > 1 else {}
    shown = {
        "case": case,
        "rows": [(row, names.get(row.party_uid, "")) for row in rows[:50]],
        "parties": parties if names else (),
        "everybody": EVERYBODY,
        "may": post_of(request.user, HEADS, today, case.agency.legal_subject) is not None and case.is_open,
        "agencies": windows_for(case, today)[:300],
        "last": today + timedelta(days=limits.window_days()),
        "typed": request.POST,
        "trouble": trouble,
        "today": today,
    }
    return render(request, "portal/case_windows.html", shown, status=422 if trouble else 200)


def _change(request: SignedInRequest, case: EnforcementCase, parties: tuple[CaseParty, ...], now: Any) -> None:
    if "end" in request.POST:
        uid = uid_of(request.POST["end"])
        window = CaseWindow.objects.filter(stream=case.pk, pk=uid).select_related("handling").first() if uid else None
        if window is not None:
            end_window(window=window, by=request.user, at=now)
        return
    with transaction.atomic():
        for party in _for_whom(request, case, parties):
            open_window(
                case=case, party_uid=party, agency=_chosen(request), by=request.user, until_on=_until(request),
                reason=request.POST.get("reason", ""), at=now,
            )  # fmt: skip


def _for_whom(request: SignedInRequest, case: EnforcementCase, parties: tuple[CaseParty, ...]) -> tuple[str, ...]:
    """Whom a head opens the case for: with several parties one of them or all, each seeing its own side alone."""
    if len(parties) < 2:
        return (case.party_uid,)
    asked, known = request.POST.get("party", ""), tuple(each.id for each in parties)
    if asked == EVERYBODY:
        return known
    if asked not in known:
        raise WindowRefused("party_missing", "还没有选给哪一位当事人开通。请选一位，或者选全体当事人。")
    return (asked,)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@inside
def door_window(request: HttpRequest, found: Visitor) -> HttpResponse:
    """The party wishes to go on at another window; only who has shown the registered phone may say so."""
    room, trouble = found.room(), ""
    may = room.level >= BY_PHONE and room.agent is None and room.case.is_open
    if request.method == "POST" and request.POST.get("intent") == "open" and may:
        try:
            open_window(
                case=room.case, party_uid=room.door.party_uid, agency=_chosen(request), by=None,
                until_on=room.on + timedelta(days=limits.window_days()), reason="当事人在网上选定", at=found.at,
            )  # fmt: skip
        except WindowRefused as refusal:
            trouble = refusal.message
        else:
            return redirect("door_window", found.door.code)
    agency = found.door.document.agency
    mine = CaseWindow.objects.open_on(room.on).filter(stream=room.case.pk, party_uid=room.door.party_uid)
    shown = {
        "room": room,
        "outside": {"agency": agency.name, "phone": agency.phone},
        "may": may,
        "agencies": windows_for(room.case, room.on)[:300] if may else (),
        "mine": mine.select_related("agency"),
        "days": limits.window_days(),
        "trouble": trouble,
        "code": found.door.code,
        "today": room.on,
    }
    return render(request, "portal/door_window.html", shown, status=422 if trouble else 200)


def _chosen(request: HttpRequest) -> Agency:
    agency = Agency.objects.filter(pk=number_in(request.POST.get("agency", ""), KEY_DIGITS) or 0).first()
    if agency is None:
        raise WindowRefused("window_unknown", "还没有选窗口。请从列出的里面选一个。")
    return agency


def _until(request: HttpRequest) -> date:
    return day_in(request.POST.get("until_on", "")) or date.min


# --- at the window --------------------------------------------------------------------------------------------------


@never_cache
@require_safe
@login_required
def windows(request: SignedInRequest) -> HttpResponse:
    """The cases of others that are open at the reader's own window today."""
    today = timezone.localdate()
    rows = CaseWindow.objects.open_to(request.user, today).select_related("handling", "agency").order_by("until_on")
    cases = EnforcementCase.objects.in_bulk([row.stream for row in rows])
    lines = [{"window": row, "case": cases[row.stream]} for row in rows if row.stream in cases]
    return render(request, "portal/windows.html", {"lines": lines, "today": today})


@never_cache
@require_safe
@login_required
def window(request: SignedInRequest, uid: UUID) -> HttpResponse:
    """One case at another window: how it stands, what is to pay, the papers, and the two things taken down here."""
    row, found = _at_window(request, uid)
    room = found.room()
    shown = {
        "row": row,
        "room": room,
        "case": room.case,
        "standing": STANDINGS[room.standing],
        "owed": room.payable,
        "speak": room.way(WayKind.SPEAK) is not None,
        "correct": room.way(WayKind.CORRECT) is not None,
        "correction": correction_of(room.situation),
        "papers": [{"paper": paper, "title": title_of(paper)} for paper in room.papers],
        "done": request.GET.get("done") == "1",
        "today": room.on,
    }
    return render(request, "portal/window.html", shown)


@never_cache
@require_safe
@login_required
def window_paper(request: SignedInRequest, uid: UUID, paper: UUID) -> HttpResponse:
    """Print a paper that went to this party, to be handed over."""
    _, found = _at_window(request, uid, f"/papers/{paper}")
    own: Document | None = next((each for each in found.room().papers if each.pk == paper), None)
    if own is None:
        raise Http404("没有这份文书，或者不是给这位当事人的。")
    return shown_pdf(render_document(own), own.number or own.form)


def _send_statement(room: Room, sent: HandedIn) -> tuple[str, tuple[Any, ...]]:
    return "door_done", (state(room, sent).uid,)


def _send_correction(room: Room, sent: HandedIn) -> tuple[str, tuple[Any, ...]]:
    return "door_done", (report_corrected(room, sent).uid,)


TAKEN_DOWN = {
    "statement": LetterPage(
        address="window_act", template="portal/window_act.html",
        asks=(Ask("words", "当事人的意见", "照当事人说的写，写完念给他听"),),
        send=_send_statement, may=lambda room: room.way(WayKind.SPEAK) is not None,
        shown=lambda room: {"title": "收下陈述申辩"},
    ),
    "correction": LetterPage(
        address="window_act", template="portal/window_act.html",
        asks=(Ask("words", "改了什么、哪一天改好", "照当事人说的写，收下照片和证明"),),
        send=_send_correction, may=lambda room: room.way(WayKind.CORRECT) is not None,
        shown=lambda room: {"title": "收下改正材料"},
    ),
}  # fmt: skip


@csrf_exempt  # the token is checked within: files must not be parsed before they have somewhere to go
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def window_act(request: SignedInRequest, uid: UUID, what: str) -> HttpResponse:
    """Take down what the party says or brings; it is the party's act, with the clerk named beside it."""
    request.upload_handlers = [IntoUploads(request)]
    return _window_act(request, uid, what)


@csrf_protect
@login_required
def _window_act(request: SignedInRequest, uid: UUID, what: str) -> HttpResponse:
    row, found = _at_window(request, uid, f"/{what}")
    clerk = participants.official(request.user)
    then = f"{reverse('window', args=[row.pk])}?done=1"
    return answer_letter_page(TAKEN_DOWN[what], request, found, clerk=clerk, then=then)


def _at_window(request: SignedInRequest, uid: UUID, more: str = "") -> tuple[CaseWindow, Visitor]:
    """Fetch and authorise: a working post at this very window, on a day the case is open for it. The look is noted."""
    now = timezone.now()
    row = CaseWindow.objects.open_to(request.user, timezone.localdate(now)).filter(pk=uid).first()
    if row is None:
        raise Http404("没有这件案件，或者已经不在您的窗口办理。")
    doors = [each for each in doors_of_stream(row.stream) if each.party_uid == row.party_uid]
    if not doors:
        raise Http404("还没有给当事人的文书，窗口没有可以办的事。")
    note_access(
        who=request.user.get_username(), what=f"cases/{row.stream}/window", purpose=f"其他窗口办理{more}", at=now
    )
    return row, Visitor(doors[-1], BY_PHONE, was_known=True, at=now)
