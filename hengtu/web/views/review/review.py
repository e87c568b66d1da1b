"""The legal review of one case: read it side by side, answer the questions, conclude."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID, uuid4

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from hengtu.cases.desk.desk import Desk, desk_for
from hengtu.cases.desk.people import may_do, people_for
from hengtu.cases.models import EnforcementCase
from hengtu.cases.refusals import ActRefused
from hengtu.cases.selectors.access import access_case
from hengtu.cases.selectors.outlook import objection_line
from hengtu.cases.selectors.review import KIND, QUESTIONS, faults_of, review_page
from hengtu.cases.services.carry_out import Intent, carry_out, try_out
from hengtu.cases.services.tell_handlers import tell_handlers
from hengtu.cases.words import kind_name
from hengtu.ledger.models import Draft
from hengtu.lib.coded_error import CodedError
from hengtu.web.acts.drafts import draft_of, drop, keep
from hengtu.web.acts.form import posted
from hengtu.web.looks import note_look
from hengtu.web.requests import SignedInRequest
from hengtu.web.views.review.trouble import Trouble, refused

ANSWERS = ("是", "否", "不适用")
SAID = {"pass": "法制审核同意", "change": "法制审核建议修改后同意", "refuse": "法制审核不同意"}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def review(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """Show a case to a reviewer; ``intent`` of a post is draft or do."""
    now = timezone.now()
    desk = desk_for(request.user, _within_reach(request, case_id), at=now)
    if request.method != "POST":
        note_look(request, f"reviews/{case_id}", now)
        draft = draft_of(request.user, case_id, KIND)
        return _page(request, desk, posted(draft.content) if draft else QueryDict(), draft=draft)
    if not may_do(KIND, desk):
        trouble = Trouble("没有提交审核意见", "法制审核由法制审核人员办。您可以看，不能审核。")
        return _page(request, desk, request.POST, trouble=trouble, status=403)
    if request.POST.get("intent") == "draft":
        return _saved(request, desk)
    return _handed_in(request, desk)


def _within_reach(request: SignedInRequest, case_id: UUID) -> EnforcementCase:
    case = access_case(request.user, case_id, on=timezone.localdate())
    if desk_has_no_place(case):
        raise Http404("这件案件不是普通程序，没有法制审核。请回到案件。")
    return case


def desk_has_no_place(case: EnforcementCase) -> bool:
    """A case decided on the spot has no legal review."""
    return case.track == "SUMMARY"


def _saved(request: SignedInRequest, desk: Desk) -> HttpResponse:
    draft, conflict = keep(request.user, desk.case_id, KIND, request.POST, desk.at)
    if request.htmx:  # type: ignore[attr-defined]  # set by the middleware of django-htmx
        return render(
            request,
            "review/_saved.html",
            {"draft": draft, "conflict": conflict, "typed": request.POST, "case": desk.case},
        )
    return _page(request, desk, request.POST, draft=draft, conflict=conflict)


def _handed_in(request: SignedInRequest, desk: Desk) -> HttpResponse:
    """Record the opinion; or show the page again with everything typed, which is a draft now."""
    data = request.POST
    intent = intent_from(data, desk)
    if any(act.key == intent.key for act in desk.acts):  # sent twice: the first one counts
        return _done(data.get("opinion", ""))
    seen = data.get("seen", "")
    if seen.isdecimal() and len(seen) < 10 and int(seen) != desk.seq:
        newer = "、".join(dict.fromkeys(kind_name(act.kind) for act in desk.acts if act.seq > int(seen)))
        text = f"您打开以后又有：{newer}。请对照新的案情，再提交一次。"
        return _again(request, desk, Trouble("没有提交，案件刚有新进展", text), 409)
    checks, opinion, points = read_answers(data)
    if faults := faults_of(checks, opinion, points):
        return _again(request, desk, Trouble("没有提交审核意见"), 422, faults)
    try:
        with transaction.atomic():
            carry_out(intent)
            tell_handlers(desk, f"{SAID[opinion]}：{desk.case.title}", key=f"reviewed:{intent.key}", at=desk.at)
            drop(request.user, desk.case_id, KIND, desk.at)
    except (ActRefused, CodedError) as refusal:
        return _again(request, desk, refused(refusal, "提交审核意见"), 409)
    return _done(opinion)


def intent_from(data: QueryDict, desk: Desk) -> Intent:
    """Return the review as it is meant."""
    checks, opinion, points = read_answers(data)
    answers = {"opinion": opinion, "points": list(points), "checks": checks}
    return Intent(
        case_id=desk.case_id,
        kind=KIND,
        answers=answers,
        by=people_for(KIND, desk),
        at=desk.at,
        recorded_at=desk.at,
        key=f"review:{_uuid(data.get('key', ''))}",
    )


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return uuid4()


def read_answers(data: QueryDict) -> tuple[dict[str, str], str, tuple[str, ...]]:
    """Return the answers given, the conclusion, and the points, one a line."""
    given = {key: data.get(f"q_{key}", "") for key in QUESTIONS}
    checks = {key: answer for key, answer in given.items() if answer in ANSWERS}
    points = tuple(line.strip()[:500] for line in data.get("points", "").splitlines() if line.strip())
    return checks, data.get("opinion", ""), points[:50]


def _done(opinion: str) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('reviews')}?done={opinion}")


def _again(
    request: SignedInRequest, desk: Desk, trouble: Trouble, status: int, faults: list[tuple[str, str]] | None = None
) -> HttpResponse:
    draft, conflict = keep(request.user, desk.case_id, KIND, request.POST, desk.at)
    return _page(
        request, desk, request.POST, draft=draft, conflict=conflict, trouble=trouble, faults=faults, status=status
    )


def _page(
    request: SignedInRequest,
    desk: Desk,
    data: QueryDict,
    *,
    draft: Draft | None = None,
    conflict: str = "",
    trouble: Trouble | None = None,
    faults: list[tuple[str, str]] | None = None,
    status: int = 200,
) -> HttpResponse:
    page = review_page(desk)
    mine = may_do(KIND, desk)
    context = {
        "page": page,
        "case": desk.case,
        "questions": [(check, data.get(f"q_{check.key}", "")) for check in page.checks],
        "mine": mine,
        "stands_against": standing_against(desk) if mine else [],
        "seen": desk.seq,
        "key": data.get("key") or uuid4(),
        "typed": data,
        "draft": draft,
        "conflict": conflict,
        "trouble": trouble,
        "faults": faults or [],
        "objected": [objection_line(each) for each in trouble.objections] if trouble else [],
        "today": desk.on,
    }
    return render(request, "review/review.html", context, status=status)


def standing_against(desk: Desk) -> list[object]:
    """Return what the law would say to a review by this person now, whatever the opinion."""
    intent = replace(intent_from(QueryDict("opinion=pass"), desk), key=None)
    return [objection_line(each) for each in try_out(intent).objections]
