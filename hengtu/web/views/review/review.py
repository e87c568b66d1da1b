"""The legal review of one case: read it side by side, answer the questions, conclude."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from hengtu.agencies.models import Account
from hengtu.cases.desk.desk import Desk, desk_for
from hengtu.cases.desk.people import may_do, people_for
from hengtu.cases.models import EnforcementCase, MessageKind
from hengtu.cases.refusals import ActRefused
from hengtu.cases.selectors.access import access_case
from hengtu.cases.selectors.outlook import objection_line
from hengtu.cases.selectors.review import KIND, QUESTIONS, faults_of, review_page
from hengtu.cases.selectors.review_round import advisers_of, other_reviewers, turn_of
from hengtu.cases.services.carry_out import Intent, carry_out, try_out
from hengtu.cases.services.tell import tell
from hengtu.cases.services.tell_handlers import tell_handlers
from hengtu.cases.tasks import accounts_of
from hengtu.cases.words import kind_name
from hengtu.law.procedure.advising import SEES, unanswered_opinions
from hengtu.law.procedure.reviewing import POINT_KINDS
from hengtu.ledger.errors import StreamMoved
from hengtu.ledger.models import Draft
from hengtu.lib.coded_error import CodedError
from hengtu.lib.uids import uid_of
from hengtu.web.acts.drafts import draft_of, drop, keep
from hengtu.web.acts.form import posted
from hengtu.web.draft_conflict import DraftConflict, takes_over
from hengtu.web.looks import note_look
from hengtu.web.requests import SignedInRequest
from hengtu.web.views.review.trouble import Trouble, refused

ANSWERS = ("是", "否", "不适用")
MOST_POINTS = 50
SIDE_ACTS = {"take": "review_taken", "hand": "review_handed_on", "consult": "adviser_consulted"}
SIDE_DONE = {
    "review_taken": "已收审，由您审核，从送审起计用时。",
    "review_handed_on": "已转交，并告诉了对方。",
    "adviser_consulted": "已提出咨询，并告诉了对方。到截止日为止，对方只能看您勾选的内容。",
}
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
    intent = request.POST.get("intent")
    if intent in ("draft", "more") or takes_over(request.POST):
        return _saved(request, desk)
    if intent in SIDE_ACTS:
        return side_act(request, desk, SIDE_ACTS[intent])
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
            {
                "draft": draft,
                "conflict": conflict,
                "typed": request.POST,
                "case": desk.case,
                "today": desk.on,
                "as_fragment": True,
            },
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


def side_act(request: SignedInRequest, desk: Desk, kind: str) -> HttpResponse:
    """Take the file, hand it on, or ask an adviser: what goes beside the opinion, and keeps what was typed of it."""
    answers = side_answers(kind, request.POST, desk)
    intent = Intent(
        desk.case_id, kind, answers, people_for(kind, desk), desk.at, desk.at, _side_key(kind, request.POST)
    )
    try:
        with transaction.atomic():
            carry_out(intent)
            if kind == "review_handed_on":
                tell_receiver(desk, answers["to"])
    except StreamMoved:
        fresh = desk_for(request.user, desk.case, at=desk.at)
        said = turn_of(fresh).holder
        text = f"{said}刚收审了这件，由{said}审核。" if said else "案件刚有新进展，请看过再办。"
        return _again(request, fresh, Trouble(f"没有{kind_name(kind)}", text), 409)
    except (ActRefused, CodedError) as refusal:
        return _again(request, desk, refused(refusal, kind_name(kind)), 409)
    return HttpResponseRedirect(f"{reverse('review', args=[desk.case_id])}?done={kind}")


def _side_key(kind: str, data: QueryDict) -> str:
    return f"{kind}:{uid_of(data.get('key', '')) or uuid4()}"


def side_answers(kind: str, data: QueryDict, desk: Desk) -> dict[str, Any]:
    """Return what the small forms beside the opinion hold."""
    if kind == "review_taken":
        return {"reason": data.get("take_reason", "").strip()[:300] or None}
    if kind == "review_handed_on":
        names = dict(other_reviewers(desk))
        to = data.get("to", "")
        return {"to": to, "to_name": names.get(to, ""), "reason": data.get("hand_reason", "").strip()[:300]}
    return {
        "adviser": data.get("adviser", ""),
        "question": data.get("question", "").strip()[:2000],
        "sees": data.getlist("sees"),
        "until": data.get("until", ""),
    }


def tell_receiver(desk: Desk, to: str) -> None:
    """Tell the reviewer who now has the file."""
    people = Account.objects.filter(pk__in=accounts_of({to}).values(), is_active=True)
    text = f"{desk.account.name}把法制审核转交给您：{desk.case.title}"
    url = reverse("review", args=[desk.case_id])
    tell(people, kind=MessageKind.ACT, text=text, key=f"handed:{desk.case_id}:{desk.seq}", at=desk.at, url=url)


def intent_from(data: QueryDict, desk: Desk) -> Intent:
    """Return the review as it is meant."""
    checks, opinion, points = read_answers(data)
    answers = {
        "opinion": opinion,
        "points": list(points),
        "checks": checks,
        "advice": read_advice(data, desk),
        "discuss_because": data.get("discuss_because", "").strip()[:500] or None,
    }
    return Intent(
        case_id=desk.case_id,
        kind=KIND,
        answers=answers,
        by=people_for(KIND, desk),
        at=desk.at,
        recorded_at=desk.at,
        key=f"review:{uid_of(data.get('key', '')) or uuid4()}",
    )


def read_answers(data: QueryDict) -> tuple[dict[str, str], str, tuple[dict[str, str], ...]]:
    """Return the answers given, the conclusion, and the points: each line of a row is one."""
    given = {key: data.get(f"q_{key}", "") for key in QUESTIONS}
    checks = {key: answer for key, answer in given.items() if answer in ANSWERS}
    points = tuple(
        {"point": line.strip()[:500], "kind": row["kind"], "article": row["article"]}
        for row in point_rows(data)
        for line in row["point"].splitlines()
        if line.strip()
    )
    return checks, data.get("opinion", ""), points[:MOST_POINTS]


def point_rows(data: QueryDict) -> list[dict[str, str]]:
    """Return the rows of points as typed, those without a word left out."""
    kinds, articles = data.getlist("kinds"), data.getlist("articles")
    rows = [
        {
            "point": text,
            "kind": kinds[number] if number < len(kinds) else "",
            "article": articles[number].strip()[:120] if number < len(articles) else "",
        }
        for number, text in enumerate(data.getlist("points"))
    ]
    return [row for row in rows if row["point"].strip()][:MOST_POINTS]


def read_advice(data: QueryDict, desk: Desk) -> list[dict[str, str]]:
    """Return what the reviewer says of each opinion that no review has used yet."""
    return [
        {
            "opinion": act.uid,
            "use": data.get(f"use_{act.uid}", ""),
            "why": data.get(f"why_{act.uid}", "").strip()[:1000],
        }
        for act in unanswered_opinions(desk.situation)
    ]


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
    conflict: DraftConflict | None = None,
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
        "rows": [*point_rows(data), *[{"point": "", "kind": "", "article": ""}] * (2 if not point_rows(data) else 1)],
        "point_kinds": POINT_KINDS,
        "others": other_reviewers(desk) if mine and page.turn.is_mine else (),
        "advisers": advisers_of(desk) if mine else (),
        "sees": SEES,
        "unused": [
            (line, data.get(f"use_{line.key}", ""), data.get(f"why_{line.key}", ""))
            for line in page.advice
            if line.key and not line.is_used
        ],
        "just_done": SIDE_DONE.get(request.GET.get("done", ""), "") if trouble is None else "",
        "draft": draft,
        "conflict": conflict,
        "taken_over": takes_over(data) and draft is not None,
        "trouble": trouble,
        "faults": faults or [],
        "objected": [objection_line(each) for each in trouble.objections] if trouble else [],
        "today": desk.on,
    }
    return render(request, "review/review.html", context, status=status)


def standing_against(desk: Desk) -> list[object]:
    """Return what the law would say to a review by this person now, whatever the opinion."""
    intent = replace(intent_from(QueryDict("opinion=pass"), desk), key=None)
    later = ("advice_unanswered", "advice_reason_missing")  # asked for in the form itself
    return [objection_line(each) for each in try_out(intent).objections if each.code not in later]
