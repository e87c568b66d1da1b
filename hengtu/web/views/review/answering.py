"""The handler answers the points of a return one by one, and with that sends the file to the reviewer again."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from hengtu.agencies.models import Account
from hengtu.cases.desk.desk import Desk, desk_for
from hengtu.cases.desk.people import may_do, people_for
from hengtu.cases.models import MessageKind
from hengtu.cases.refusals import ActRefused
from hengtu.cases.selectors.access import access_case
from hengtu.cases.selectors.outlook import objection_line
from hengtu.cases.selectors.review_round import point_lines
from hengtu.cases.services.carry_out import Intent, carry_out
from hengtu.cases.services.tell import tell
from hengtu.cases.tasks import accounts_of
from hengtu.cases.words import kind_name
from hengtu.law.procedure.reviewing import last_return, open_points
from hengtu.ledger.models import Draft
from hengtu.lib.coded_error import CodedError
from hengtu.lib.dates_zh import day_zh
from hengtu.lib.uids import uid_of
from hengtu.web.acts.drafts import draft_of, drop, keep
from hengtu.web.acts.form import posted
from hengtu.web.draft_conflict import DraftConflict, takes_over
from hengtu.web.looks import note_look
from hengtu.web.requests import SignedInRequest
from hengtu.web.views.review.trouble import Trouble, refused

KIND = "review_answered"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def review_answer(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """Show the points of the last return to be answered; ``intent`` of a post is draft or do."""
    now = timezone.now()
    desk = desk_for(request.user, access_case(request.user, case_id, on=timezone.localdate(now)), at=now)
    if request.method != "POST":
        note_look(request, f"reviews/{case_id}/answer", now)
        draft = draft_of(request.user, case_id, KIND)
        return _page(request, desk, posted(draft.content) if draft else QueryDict(), draft=draft)
    if not may_do(KIND, desk):
        trouble = Trouble("没有答复", "审核意见由承办的执法人员答复。您可以看，不能答复。")
        return _page(request, desk, request.POST, trouble=trouble, status=403)
    draft, conflict = keep(request.user, case_id, KIND, request.POST, now)
    if request.POST.get("intent") == "draft" or takes_over(request.POST):
        return _page(request, desk, request.POST, draft=draft, conflict=conflict)
    return _handed_in(request, desk, draft, conflict)


def _handed_in(
    request: SignedInRequest, desk: Desk, draft: Draft | None, conflict: DraftConflict | None
) -> HttpResponse:
    intent = _intent(request.POST, desk)
    done = reverse("review_answer", args=[desk.case_id]) + "?done=1"
    if any(act.key == intent.key for act in desk.acts):  # sent twice: the first one counts
        return HttpResponseRedirect(done)
    try:
        with transaction.atomic():
            act = carry_out(intent)
            _tell_reviewer(desk, str(act.uid))
            drop(request.user, desk.case_id, KIND, desk.at)
    except (ActRefused, CodedError) as refusal:
        trouble = refused(refusal, "答复并重新送审")
        return _page(request, desk, request.POST, draft=draft, conflict=conflict, trouble=trouble, status=409)
    return HttpResponseRedirect(done)


def _intent(data: QueryDict, desk: Desk) -> Intent:
    answers = {"answers": answers_from(data, desk), "note": data.get("note", "").strip()[:1000] or None}
    key = f"answer:{uid_of(data.get('key', '')) or uuid4()}"
    return Intent(desk.case_id, KIND, answers, people_for(KIND, desk), desk.at, desk.at, key)


def answers_from(data: QueryDict, desk: Desk) -> list[dict[str, Any]]:
    """Return the points answered so far; one nobody has chosen an answer for is left out, and the law names it."""
    found = []
    for line in point_lines(desk.situation):
        said = data.get(f"done_{line.point.no}", "")
        if said in ("yes", "no"):
            word = data.get(f"{'by' if said == 'yes' else 'why'}_{line.point.no}", "").strip()[:500]
            found.append({"no": line.point.no, "done": said == "yes", "by" if said == "yes" else "why": word})
    return found


def _tell_reviewer(desk: Desk, key: str) -> None:
    review = last_return(desk.situation)
    people = accounts_of({actor.id for actor in review.by}) if review else {}
    accounts = Account.objects.filter(pk__in=people.values(), is_active=True)
    text = f"审核意见已逐条答复，等您再审：{desk.case.title}"
    url = reverse("review", args=[desk.case_id])
    tell(accounts, kind=MessageKind.ACT, text=text, key=f"answered:{key}", at=desk.at, url=url)


def done_since(desk: Desk) -> list[str]:
    """Return what was done since the return, in words that an answer may use."""
    review = last_return(desk.situation)
    if review is None:
        return []
    position = desk.situation.acts.index(review)
    later = [act for act in desk.situation.acts[position + 1 :] if act.kind != KIND]
    return [f"{day_zh(timezone.localdate(act.occurred_at))}{kind_name(act.kind)}" for act in later]


def _page(
    request: SignedInRequest,
    desk: Desk,
    data: QueryDict,
    *,
    draft: Draft | None = None,
    conflict: DraftConflict | None = None,
    trouble: Trouble | None = None,
    status: int = 200,
) -> HttpResponse:
    review = last_return(desk.situation)
    lines = point_lines(desk.situation)
    context = {
        "case": desk.case,
        "review": review,
        "who": "、".join(actor.name for actor in review.by) if review else "",
        "lines": [_row(line, data) for line in lines],
        "is_open": bool(open_points(desk.situation)),
        "mine": may_do(KIND, desk),
        "since": done_since(desk),
        "typed": data,
        "draft": draft,
        "conflict": conflict,
        "taken_over": takes_over(data) and draft is not None,
        "trouble": trouble,
        "objected": [objection_line(each) for each in trouble.objections] if trouble else [],
        "done": request.GET.get("done") == "1" and trouble is None,
        "key": data.get("key") or uuid4(),
        "today": desk.on,
    }
    return render(request, "review/answer.html", context, status=status)


def _row(line: Any, data: QueryDict) -> dict[str, Any]:
    number = line.point.no
    return {
        "line": line,
        "said": data.get(f"done_{number}", ""),
        "by": data.get(f"by_{number}", ""),
        "why": data.get(f"why_{number}", ""),
    }
