"""The chain of custody of an exhibit as a page that prints, and what is stated about the exhibit afterwards."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from hengtu.cases.selectors.custody import custody_of
from hengtu.evidence.errors import ExhibitRefused
from hengtu.evidence.models import WITNESSED, Topic
from hengtu.evidence.services.state_particular import state_particular
from hengtu.ledger.access_log import note_access
from hengtu.web.requests import SignedInRequest
from hengtu.web.views.evidence.exhibit_page import again
from hengtu.web.views.evidence.guard import see_exhibit, work_case

# what may be stated after intake, with what must be there
ASKED = {
    Topic.EXTRACTION: ("method", "extractor", "witnessed"),
    Topic.COPY: ("checked_by", "original_at"),
    Topic.EXPLANATION: ("text",),
}
WANTING = {
    Topic.EXTRACTION: "提取方法、提取人、由谁签名或者确认，三项都要写。",
    Topic.COPY: "核对人和原件在哪里，两项都要写。",
    Topic.EXPLANATION: "没有写说明。请写明原因，例如：相机电池更换后时钟没有校准。",
}
MORE = ("carrier", "witness")


@require_safe
@login_required
def custody(request: SignedInRequest, uid: UUID) -> HttpResponse:
    """Show every step to whoever may see the case; the look is one of them the next time."""
    now = timezone.now()
    exhibit, case = see_exhibit(request.user, uid, on=timezone.localdate(now))
    shown = {"exhibit": exhibit, "case": case, "steps": custody_of(exhibit), "now": now, "by": request.user.name}
    who = request.user.get_username()
    note_access(who=who, what=f"exhibits/{uid}", purpose="evidence custody", at=now)
    return render(request, "evidence/custody.html", shown)


@require_POST
@login_required
def exhibit_state(request: SignedInRequest, uid: UUID) -> HttpResponse:
    """State how data were taken, that a copy was checked, or why a clock is wrong; nothing stated before is changed."""
    now = timezone.now()
    exhibit, _ = see_exhibit(request.user, uid, on=timezone.localdate(now))
    work_case(request.user, exhibit.stream_id, on=timezone.localdate(now))
    topic, page = request.POST.get("topic", ""), reverse("exhibit_page", args=[uid])
    try:
        data = _stated(topic, request.POST)
        state_particular(exhibit, Topic(topic), data, by=request.user.get_username(), at=now)
    except (ValueError, ExhibitRefused) as refusal:
        return again(request, uid, str(refusal), request.POST)
    return HttpResponseRedirect(f"{page}?stated=1#stated")


def _stated(topic: str, sent: QueryDict) -> dict[str, str]:
    """Return what was stated. Raises: ValueError with a sentence for people."""
    if topic not in set(ASKED):
        raise ValueError("没有选要说明什么。请在证据页的表单里填写。")
    wanted = ASKED[Topic(topic)]
    data = {key: sent.get(key, "").replace("\0", "").strip()[:300] for key in (*wanted, *MORE)}
    if not all(data[key] for key in wanted) or data.get("witnessed", "party_signed") not in WITNESSED:
        raise ValueError(WANTING[Topic(topic)])
    return data
