"""One prepared act for whoever is asked to agree: the digest, 同意 or 退回补充, and on to the next."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hengtu.cases.desk.desk import Desk, desk_for
from hengtu.cases.desk.people import may_do, people_for
from hengtu.cases.desk.sheets import SHEETS
from hengtu.cases.models import Awaited, EnforcementCase, Proposal, ProposalState
from hengtu.cases.refusals import ActRefused
from hengtu.cases.selectors.answered import answered
from hengtu.cases.selectors.approvals import queue_of
from hengtu.cases.selectors.digest import digest_of
from hengtu.cases.selectors.outlook import objection_line
from hengtu.cases.services.answer_proposal import agree, may_answer, send_back
from hengtu.cases.services.carry_out import Intent, carry_out
from hengtu.cases.services.tell import read_about
from hengtu.cases.words import kind_name
from hengtu.lib.coded_error import CodedError
from hengtu.web.acts.reading import read_back
from hengtu.web.looks import note_look
from hengtu.web.requests import SignedInRequest
from hengtu.web.views.review.approvals import just_answered
from hengtu.web.views.review.around import Around, around
from hengtu.web.views.review.trouble import Trouble, refused


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def approval(request: SignedInRequest, uid: UUID) -> HttpResponse:
    """Show a prepared act to whoever is asked; a post answers it with ``verdict`` agree or return."""
    found = _within_reach(request, uid)
    if found.awaited == Awaited.SECOND_OFFICER and found.state == ProposalState.OPEN:
        return redirect("proposal", uid)
    if request.method == "POST":
        return _answer(request, found)
    now = timezone.now()
    note_look(request, f"proposals/{uid}", now)
    read_about(request.user, f"/proposals/{uid}/", at=now)
    return _page(request, found)


@never_cache
@require_safe
@login_required
def approval_papers(request: SignedInRequest, uid: UUID) -> HttpResponse:
    """Show the papers as they would read if everybody agreed."""
    found = _within_reach(request, uid)
    desk = _desk(request, found)
    note_look(request, f"proposals/{uid}/papers", timezone.now())
    shown = {"proposal": found, "case": desk.case, "papers": digest_of(found, desk).papers, "today": desk.on}
    return render(request, "review/papers.html", shown)


@require_POST
@login_required
def approval_issue(request: SignedInRequest, uid: UUID) -> HttpResponse:
    """Have the decision made and sealed by the head who has just decided."""
    found = _within_reach(request, uid)
    desk = _desk(request, found)
    if found.kind != "decided" or found.state != ProposalState.DONE or not may_do("decision_issued", desk):
        raise Http404("这里没有要制作的决定书。请回到案件。")
    try:
        carry_out(
            Intent(
                case_id=desk.case_id,
                kind="decision_issued",
                answers={},
                by=people_for("decision_issued", desk),
                at=desk.at,
                recorded_at=desk.at,
                key=f"issue:{uid}",
            )
        )
    except (ActRefused, CodedError) as refusal:
        return _page(request, found, trouble=refused(refusal, "制作决定书"), status=409)
    return _on(request, uid, around(queue_of(request.user, desk.on), uid))


def _within_reach(request: SignedInRequest, uid: UUID) -> Proposal:
    on = timezone.localdate()
    visible = Proposal.objects.visible_to(request.user, on).select_related("agency", "proposed_by", "addressee")
    found = visible.filter(pk=uid).first()
    if found is None:
        raise Http404("没有这件提请，或者不在您的查阅范围内。")
    return found


def _desk(request: SignedInRequest, found: Proposal) -> Desk:
    case = EnforcementCase.objects.select_related("agency").get(pk=found.stream_id)
    return desk_for(request.user, case, at=timezone.now())


def _answer(request: SignedInRequest, found: Proposal) -> HttpResponse:
    """Answer it, and go on to the next; or show the page again with everything typed."""
    desk = _desk(request, found)
    place = around(queue_of(request.user, desk.on), found.pk)
    if found.answers.filter(by=request.user).exists():  # sent twice: the first one counts
        return _on(request, found.pk, place)
    if not may_answer(found, request.user, desk.at):
        not_yours = Trouble("没有签批", "这件提请现在不等您签批。请看它在等谁。")
        return _page(request, found, trouble=not_yours, status=403)
    trouble, status = _before_answering(request.POST, desk)
    if trouble is None:
        trouble, status = _try(request, found, desk)
    if trouble is not None:
        return _page(request, _within_reach(request, found.pk), trouble=trouble, status=status)
    return _on(request, found.pk, place)


def _before_answering(data: QueryDict, desk: Desk) -> tuple[Trouble | None, int]:
    verdict = data.get("verdict", "")
    if verdict not in ("agree", "return"):
        return Trouble("没有签批", "请先选“同意”或者“退回补充”。", "v-agree"), 422
    if verdict == "return" and not data.get("opinion", "").strip():
        return Trouble("没有退回", "退回要写明补什么，承办人才知道怎么改。", "f-opinion"), 422
    seen = data.get("seen", "")
    if verdict == "agree" and seen.isdecimal() and len(seen) < 10 and int(seen) != desk.seq:
        newer = "、".join(dict.fromkeys(kind_name(act.kind) for act in desk.acts if act.seq > int(seen)))
        return Trouble("没有签批，案件刚有新进展", f"您打开以后又有：{newer}。请看过新的案情再签批。"), 409
    return None, 200


def _try(request: SignedInRequest, found: Proposal, desk: Desk) -> tuple[Trouble | None, int]:
    opinion = request.POST.get("opinion", "")
    try:
        if request.POST["verdict"] == "return":
            send_back(found.pk, account=request.user, at=desk.at, opinion=opinion)
        elif digest_of(found, desk).refuses and found.position < len(found.roles) - 1:
            return Trouble("没有签批", "现在还不符合法律要求，往下送也会被退回。请先退回补充。"), 409
        else:
            agree(found.pk, account=request.user, at=desk.at, opinion=opinion)
    except (ActRefused, CodedError) as refusal:
        return refused(refusal, kind_name(found.kind)), 409
    return None, 200


def _on(request: SignedInRequest, uid: UUID, place: Around) -> HttpResponseRedirect:
    """Go to the next one of the queue, or back to the list, saying what was done."""
    following = place.next or place.previous
    target = reverse("approval", args=[following]) if following else reverse("approvals")
    return HttpResponseRedirect(f"{target}?done={uid}")


def _page(
    request: SignedInRequest, found: Proposal, *, trouble: Trouble | None = None, status: int = 200
) -> HttpResponse:
    desk = _desk(request, found)
    mine = may_answer(found, request.user, desk.at)
    context = {
        "proposal": found,
        "case": desk.case,
        "digest": digest_of(found, desk),
        "filled_in": read_back_of(found, desk),
        "seen": desk.seq,
        "mine": mine,
        "is_open": found.state == ProposalState.OPEN,
        "became": answered(found.pk, account=request.user, at=desk.at) if not mine else None,
        "place": around(queue_of(request.user, desk.on), found.pk),
        "just": just_answered(request) if trouble is None else None,
        "trouble": trouble,
        "objected": [objection_line(each) for each in trouble.objections] if trouble else [],
        "typed": request.POST,
        "today": desk.on,
    }
    return render(request, "review/approval.html", context, status=status)


def read_back_of(found: Proposal, desk: Desk) -> list[tuple[str, str]]:
    """Return what the handler filled in, except the penalty, which the page shows larger."""
    if found.kind not in SHEETS:
        return []
    larger = {entry.label for entry in SHEETS[found.kind].entries if entry.key in ("decided", "proposed")}
    lines = read_back(SHEETS[found.kind], desk, found.content["answers"])
    return [(label, words) for label, words in lines if label not in larger]
