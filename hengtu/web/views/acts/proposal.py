"""A prepared act: the second officer confirms, who prepared it sees whom it waits for, mends or takes it back."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from hengtu.agencies.models import Role
from hengtu.cases.desk.desk import desk_for
from hengtu.cases.desk.sheets import SHEETS
from hengtu.cases.models import Awaited, EnforcementCase, Proposal, ProposalState
from hengtu.cases.refusals import ActRefused
from hengtu.cases.selectors.outlook import objection_line
from hengtu.cases.services.answer_proposal import agree, intent_of, may_answer, send_back, withdraw
from hengtu.cases.services.carry_out import try_out
from hengtu.cases.services.tell import read_about
from hengtu.cases.words import kind_name
from hengtu.ledger.services.save_draft import save_draft
from hengtu.lib.coded_error import CodedError
from hengtu.web.acts.drafts import draft_key, draft_of
from hengtu.web.acts.page import Checked, papers_of
from hengtu.web.acts.reading import read_back
from hengtu.web.looks import note_look
from hengtu.web.requests import SignedInRequest


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def proposal(request: SignedInRequest, uid: UUID) -> HttpResponse:
    """Show a prepared act; a post answers it with ``intent`` agree, return or withdraw."""
    found = _mine(request, uid)
    if request.method == "POST":
        return _answered(request, found)
    if found.awaited == Awaited.APPROVER and may_answer(found, request.user, timezone.now()):
        return redirect("approval", uid)
    note_look(request, f"proposals/{uid}", timezone.now())
    read_about(request.user, f"/proposals/{uid}/", at=timezone.now())
    return _page(request, found)


@require_POST
@login_required
def mend(request: SignedInRequest, uid: UUID) -> HttpResponse:
    """Put what a returned proposal held back on the desk as a draft, and open its sheet."""
    found = _mine(request, uid)
    if found.state != ProposalState.RETURNED or found.proposed_by_id != request.user.pk:
        raise Http404("只有提请人可以修改退回的提请。")
    key, owner = draft_key(found.stream_id, found.kind), request.user.username
    if draft_of(request.user, found.stream_id, found.kind) is None:
        save_draft(key=key, owner=owner, content=found.content["form"], at=timezone.now(), expected_version=0)
    return redirect("act", found.stream_id, found.kind)


def _mine(request: SignedInRequest, uid: UUID) -> Proposal:
    """Return the proposal if it is within reach: prepared by this person, addressed to him, or of his own cases."""
    on = timezone.localdate()
    within = Proposal.objects.visible_to(request.user, on).select_related("agency", "proposed_by", "addressee")
    found = within.filter(pk=uid).first()
    if found is None:
        raise Http404("没有这件提请，或者不在您的查阅范围内。")
    return found


def _answered(request: SignedInRequest, found: Proposal) -> HttpResponse:
    now, intent = timezone.now(), request.POST.get("intent", "")
    opinion = request.POST.get("opinion", "")
    try:
        if intent == "agree":
            act = agree(found.pk, account=request.user, at=now, opinion=opinion)
            return redirect("done", found.stream_id, act.uid) if act else redirect("proposal", found.pk)
        if intent == "return":
            send_back(found.pk, account=request.user, at=now, opinion=opinion)
        elif intent == "withdraw":
            withdraw(found.pk, account=request.user, at=now)
    except ActRefused as refused:
        checked = Checked(tuple(map(objection_line, refused.objections)))
        return _page(request, _mine(request, found.pk), checked=checked, typed=request.POST, status=409)
    except CodedError as refusal:
        return _page(request, _mine(request, found.pk), trouble=refusal.message, typed=request.POST, status=409)
    return redirect("proposal", found.pk)


def _page(
    request: SignedInRequest,
    found: Proposal,
    *,
    checked: Checked | None = None,
    trouble: str = "",
    typed: QueryDict | None = None,
    status: int = 200,
) -> HttpResponse:
    now = timezone.now()
    case = EnforcementCase.objects.select_related("agency").get(pk=found.stream_id)
    desk = desk_for(request.user, case, at=now)
    mine = may_answer(found, request.user, now)
    is_open = found.state == ProposalState.OPEN
    rehearsed = try_out(intent_of(found, desk)) if is_open else None
    shown = checked or Checked(tuple(map(objection_line, rehearsed.objections)) if rehearsed and mine else ())
    context = {
        "proposal": found,
        "case": case,
        "name": kind_name(found.kind),
        "lines": read_back(SHEETS[found.kind], desk, found.content["answers"]),
        "papers": papers_of(desk, rehearsed) if rehearsed else (),
        "answers": [(answer, _role_name(answer.role)) for answer in found.answers.select_related("by")],
        "waits_for": found.addressee.name if found.addressee else _role_name(found.role_due),
        "may_answer": mine,
        "may_withdraw": is_open and found.proposed_by_id == request.user.pk,
        "may_mend": found.state == ProposalState.RETURNED and found.proposed_by_id == request.user.pk,
        "is_open": is_open,
        "checked": shown,
        "prospect": shown.as_prospect(found.kind),
        "trouble": trouble,
        "typed": typed or {},
        "today": desk.on,
    }
    return render(request, "acts/proposal.html", context, status=status)


def _role_name(role: str) -> str:
    return str(Role(role.upper()).label) if role.upper() in Role.values else ""
