"""Who acts for a party: named by itself at its door, or by an officer who holds the paper; ended at once."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from hengtu.cases.history import legal_history
from hengtu.cases.selectors.access import access_case, may_work_on
from hengtu.law.procedure import Situation
from hengtu.law.procedure.people_of_party import POWERS
from hengtu.ledger.selectors.acts import acts_of_stream
from hengtu.lib.uids import uid_of
from hengtu.portal import limits
from hengtu.portal.panels.agents import lines_of
from hengtu.portal.selectors.own_cases import BY_PHONE
from hengtu.portal.services.agents import AgentRefused, Mandate, end_agent, name_agent
from hengtu.web.asked import day_in, words_in
from hengtu.web.looks import note_look
from hengtu.web.requests import SignedInRequest
from hengtu.web.views.door.entering import Visitor
from hengtu.web.views.door.guarded import inside


@never_cache
@sensitive_post_parameters("agent_tail", "agent_phone")
@require_http_methods(["GET", "HEAD", "POST"])
@inside
def door_agents(request: HttpRequest, found: Visitor) -> HttpResponse:
    """The party names, sees and ends its agents; only who has shown the registered phone, and no agent."""
    room, trouble = found.room(), ""
    may = room.level >= BY_PHONE and room.agent is None
    if request.method == "POST" and may and request.POST.get("intent") in ("name", "end"):
        try:
            _change(request, room.case.pk, room.door.party_uid, by=None, at=found.at)
        except AgentRefused as refusal:
            trouble = refusal.message
        else:
            return redirect("door_agents", found.door.code)
    agency = found.door.document.agency
    shown = {
        "room": room,
        "outside": {"agency": agency.name, "phone": agency.phone},
        "may": may,
        "lines": lines_of(room.case.pk, room.door.party_uid, room.on) if may else (),
        "code": found.door.code,
        **_form(request, found.at, trouble),
    }
    return render(request, "portal/agents.html", shown, status=422 if trouble else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def case_agents(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """An officer enters the authorisation a party has signed, or ends it on the party's word."""
    now = timezone.now()
    today = timezone.localdate(now)
    case = access_case(request.user, case_id, on=today)
    note_look(request, f"cases/{case_id}/doors", now)
    found = Situation.of(legal_history(acts_of_stream(case_id))).case
    parties = {each.id: each.name for each in found.parties} if found else {}
    party, trouble = request.POST.get("party", ""), ""
    if request.method == "POST":
        if not may_work_on(request.user, case_id, on=today):
            raise PermissionDenied("代理人由办案人员登记。")
        try:
            if party not in parties:
                raise AgentRefused("party_unknown", "请选择是哪一名当事人的代理人。")
            if request.POST.get("intent") != "end" and request.POST.get("paper") != "yes":
                raise AgentRefused("paper_missing", "请先收下当事人签字或者盖章的授权委托书，附卷以后再登记。")
            _change(request, case_id, party, by=request.user, at=now)
        except AgentRefused as refusal:
            trouble = refusal.message
        else:
            return redirect("case_agents", case_id)
    lines = [(uid, name, lines_of(case_id, uid, today)) for uid, name in parties.items()]
    shown = {"case": case, "parties": parties.items(), "groups": lines, **_form(request, now, trouble)}
    return render(request, "portal/case_agents.html", shown, status=422 if trouble else 200)


def _change(request: HttpRequest, stream: UUID, party: str, *, by: Any, at: Any) -> None:
    post = request.POST
    if post.get("intent") == "end":
        uid = uid_of(post.get("agent_uid", ""))
        if uid is not None:
            end_agent(stream=stream, party_uid=party, uid=uid, at=at)
        return
    mandate = Mandate(
        name=words_in(post.get("agent_name", ""), 100),
        relation=words_in(post.get("agent_relation", ""), 100),
        tail=words_in(post.get("agent_tail", ""), 40),
        phone=words_in(post.get("agent_phone", ""), 40),
        powers=tuple(dict.fromkeys(words_in(each, 40) for each in post.getlist("powers"))),
        until_on=day_in(post.get("until_on", "")),
    )
    name_agent(stream=stream, party_uid=party, mandate=mandate, by=by, at=at)


def _form(request: HttpRequest, at: Any, trouble: str) -> dict[str, Any]:
    """What the form needs: the powers there are, the longest time, and what was typed where it was refused."""
    return {
        "powers": POWERS.items(),
        "chosen": set(request.POST.getlist("powers")),
        "days": limits.agent_days(),
        "typed": request.POST if trouble else {},
        "trouble": trouble,
        "today": timezone.localdate(at),
    }
