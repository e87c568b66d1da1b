"""The queue of those who agree, and agreeing to several routine acts in one go."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from hengtu.cases.selectors.answered import answered
from hengtu.cases.selectors.approvals import approval_rows, queue_of
from hengtu.cases.selectors.outlook import objection_line
from hengtu.cases.services.agree_together import ROUTINE, agree_together
from hengtu.cases.words import kind_name
from hengtu.web.requests import SignedInRequest

AT_ONCE = 50


@never_cache
@require_safe
@login_required
def approvals(request: SignedInRequest) -> HttpResponse:
    """Show what waits for this person's agreement, by legal date."""
    return _queue(request)


@require_POST
@login_required
def approvals_batch(request: SignedInRequest) -> HttpResponse:
    """Agree to the ticked ones, each judged on its own, and show what became of each."""
    wanted = uids_in(request.POST)
    if not wanted:
        return _queue(request, trouble="还没有勾选。请勾选要一并同意的立案、结案，再提交。", status=422)
    lines = agree_together(wanted, account=request.user, at=timezone.now())
    shown = [
        (line, [objection_line(each) for each in line.objections], kind_name(line.proposal.kind)) for line in lines
    ]
    done = sum(line.is_agreed for line in lines)
    context = {"lines": shown, "done": done, "refused": len(lines) - done}
    return render(request, "review/together.html", context, status=200 if done else 409)


def uids_in(data: QueryDict) -> list[UUID]:
    """Return the ids a form names; what is no id is left out."""
    found = []
    for text in data.getlist("uid")[:AT_ONCE]:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found


def _queue(request: SignedInRequest, *, trouble: str = "", status: int = 200) -> HttpResponse:
    now = timezone.now()
    today = timezone.localdate(now)
    rows = approval_rows(request.user, now)
    context = {
        "rows": rows,
        "total": len(queue_of(request.user, today)),
        "together": any(row.why_together for row in rows),
        "routine": dict.fromkeys(ROUTINE.values()),
        "just": just_answered(request),
        "trouble": trouble,
        "today": today,
    }
    return render(request, "review/approvals.html", context, status=status)


def just_answered(request: SignedInRequest) -> object:
    """What the address says was answered a moment ago, read from the proposal itself."""
    try:
        uid = UUID(request.GET.get("done", ""))
    except ValueError:
        return None
    return answered(uid, account=request.user, at=timezone.now())
