"""One exhibit: what it is, whether the original is untouched, who looked, and the copies with parts hidden."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from hengtu.agencies.models import Account
from hengtu.cases.exhibits import standing_of
from hengtu.cases.models import ElementProof, EnforcementCase
from hengtu.cases.selectors.access import may_work_on
from hengtu.cases.selectors.custody import custody_of
from hengtu.cases.selectors.exhibits_in_acts import exhibits_in_acts
from hengtu.cases.selectors.matrix import matrix_of
from hengtu.evidence.clocks import differences_of
from hengtu.evidence.doubts import SAID
from hengtu.evidence.errors import ExhibitRefused
from hengtu.evidence.models import WITNESSED, Exhibit, Topic
from hengtu.evidence.selectors.particulars import claims_in, newest
from hengtu.evidence.selectors.public_copy import public_copy
from hengtu.evidence.services.audit_exhibit import audit_exhibit
from hengtu.evidence.services.redact_exhibit import redact_exhibit
from hengtu.evidence.services.verify_exhibit import verify_exhibit
from hengtu.law.procedure.guards.evidence import CERTIFICATE_VALID, DEVICE_ASKED, faults_of
from hengtu.ledger.access_log import note_access
from hengtu.lib.blobs import BlobError
from hengtu.lib.film_metadata import READ
from hengtu.lib.images import ImageRefused, Rectangle
from hengtu.web.requests import SignedInRequest
from hengtu.web.views.evidence.guard import see_exhibit, work_case
from hengtu.web.views.evidence.links import act_link

WORDS = {
    "doubts": "提示", "reason": "保留理由", "method": "提取方法", "extractor": "提取人", "carrier": "存储介质",
    "witnessed": "确认", "witness": "签名人或者见证人", "checked_by": "核对人", "original_at": "原件在哪里",
    "name": "设备", "certificate": "检定或者校准证书", "valid_until": "证书有效期到",
    CERTIFICATE_VALID: "取证当日证书有效", **DEVICE_ASKED, "text": "说明",
}  # fmt: skip
SIDES = ("x", "y", "w", "h")
SHOWN_RECTANGLES = 4
SHOWN_STEPS = 12


@require_safe
@login_required
def exhibit_page(request: SignedInRequest, uid: UUID) -> HttpResponse:
    now = timezone.now()
    exhibit, case = see_exhibit(request.user, uid, on=timezone.localdate(now))
    return _page(
        request, exhibit, case, now, typed=_blank(), redacted="redacted" in request.GET, stated="stated" in request.GET
    )


@require_POST
@login_required
def exhibit_verify(request: SignedInRequest, uid: UUID) -> HttpResponse:
    """Hash the original again and say what came out; whoever may see the case may check it."""
    now = timezone.now()
    exhibit, case = see_exhibit(request.user, uid, on=timezone.localdate(now))
    is_whole = verify_exhibit(exhibit)
    who = request.user.get_username()
    note_access(who=who, what=f"exhibits/{uid}", purpose="evidence verified", at=now)
    return _page(request, exhibit, case, now, typed=_blank(), is_whole=is_whole, checked_at=now)


@require_POST
@login_required
def exhibit_audit(request: SignedInRequest, uid: UUID) -> HttpResponse:
    """Record what the audit of a monitoring record found, in the name of who is signed in (APL:41p2)."""
    now = timezone.now()
    exhibit, _ = see_exhibit(request.user, uid, on=timezone.localdate(now))
    case = work_case(request.user, exhibit.stream_id, on=timezone.localdate(now))
    passed = request.POST.get("passed", "")
    try:
        if passed not in {"yes", "no"}:
            raise ValueError("没有选审核结果。请选“符合要求”或者“不符合要求”。")
        audit_exhibit(exhibit, passed=passed == "yes", audited_by=request.user.name, at=now)
    except (ValueError, ExhibitRefused) as refusal:
        return _page(request, exhibit, case, now, typed=_blank(), audit_refusal=str(refusal), status=422)
    return HttpResponseRedirect(f"{reverse('exhibit_page', args=[uid])}#audit")


@require_POST
@login_required
def redact(request: SignedInRequest, uid: UUID) -> HttpResponse:
    """Make a redacted copy from rectangles in percent; without script they are typed as numbers."""
    now = timezone.now()
    exhibit, _ = see_exhibit(request.user, uid, on=timezone.localdate(now))
    case = work_case(request.user, exhibit.stream_id, on=timezone.localdate(now))
    typed = _typed(request.POST)
    try:
        rectangles = [Rectangle(*map(_percent, row)) for row in typed["rows"] if any(row)]
        if not rectangles and not typed["nothing"]:
            raise ValueError("没有画矩形。请填至少一处，或者勾选“没有需要遮盖的内容”。")
        who = request.user.get_username()
        redact_exhibit(exhibit, rectangles=rectangles, reason=typed["reason"], made_by=who, at=now)
    except (ValueError, ExhibitRefused, ImageRefused, BlobError) as refusal:
        return _page(request, exhibit, case, now, typed=typed, refusal=str(refusal), status=422)
    return HttpResponseRedirect(f"{reverse('exhibit_page', args=[uid])}?redacted=1#redacted")


def _page(
    request: SignedInRequest, exhibit: Exhibit, case: EnforcementCase, now: datetime, *, status: int = 200, **more: Any
) -> HttpResponse:
    neighbours = list(Exhibit.objects.filter(stream_id=case.pk).order_by("seq").values_list("uid", "seq"))
    place = [uid for uid, _ in neighbours].index(exhibit.pk)
    redactions = list(exhibit.redactions.order_by("-made_at"))
    names = _names([copy.made_by for copy in redactions])
    shown = {
        "exhibit": exhibit,
        "case": case,
        "today": timezone.localdate(now),
        "works": may_work_on(request.user, case.pk, on=timezone.localdate(now)),
        "is_picture": bool(exhibit.display_key),
        "medium": exhibit.media_type.partition("/")[0],
        "collectors": "、".join(map(_collector, exhibit.collectors)),
        "before": neighbours[place - 1] if place else None,
        "after": neighbours[place + 1] if place + 1 < len(neighbours) else None,
        "in_act": exhibit.pk in exhibits_in_acts(case.pk),
        "act_url": act_link(case.pk, "evidence_collected"),
        "proves": _proves(exhibit, now),
        "redactions": [(copy, names.get(copy.made_by, copy.made_by)) for copy in redactions],
        "public": public_copy(exhibit),
        "steps": custody_of(exhibit)[: -SHOWN_STEPS - 1 : -1],
        **_about(exhibit),
    }
    return render(request, "evidence/exhibit.html", {**shown, **more}, status=status)


def _about(exhibit: Exhibit) -> dict[str, Any]:
    """Return what is stated about it, what its clocks and places say, and what is still to be stated."""
    statements, capture = newest(exhibit), exhibit.captures.order_by("announced_at").first()
    entry = {"title": exhibit.title, "sm3": exhibit.sm3, **standing_of(exhibit, statements)}
    return {
        "capture": capture,
        "claims": claims_in(statements),
        "differences": differences_of(exhibit, capture),
        "statements": [_lines(Topic(each.topic), each.data) for each in statements.values() if each.stated_by],
        "explained": Topic.EXPLANATION in statements,
        "faults": [f"{message}。{remedy}" for message, _, remedy in faults_of(entry).values()],
        "witnessed": WITNESSED.items(),
        "hides": exhibit.media_type in READ or exhibit.media_type == "application/pdf",
    }


def _lines(topic: Topic, data: dict[str, Any]) -> tuple[str, list[tuple[str, str]]]:
    """Return a statement in words: its heading, and label and value of what it says."""
    told = [(WORDS[key], _value(key, value)) for key, value in data.items() if key in WORDS]
    return str(topic.label), told


def _value(key: str, value: Any) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if key == "doubts":
        return "；".join(SAID.get(code, code) for code in value)
    return WITNESSED.get(value, str(value)) if key == "witnessed" else str(value)


def again(request: SignedInRequest, uid: UUID, refusal: str, typed: QueryDict) -> HttpResponse:
    """Show the page once more with what was typed, because a statement was refused."""
    now = timezone.now()
    exhibit, case = see_exhibit(request.user, uid, on=timezone.localdate(now))
    more = {"state_refusal": refusal, "said": {key: typed.get(key, "") for key in typed}}
    return _page(request, exhibit, case, now, typed=_blank(), status=422, **more)


def _proves(exhibit: Exhibit, now: datetime) -> list[tuple[str, str]]:
    """Return the elements it is held to prove and who says so; the matrix is only read where there is a claim."""
    if not ElementProof.objects.filter(exhibit=exhibit, withdrawn_at=None).exists():
        return []
    matrix = matrix_of(exhibit.stream_id, timezone.localdate(now))
    rows = [row for matter in matrix.matters for row in matter.rows]
    return [(row.name, link.by) for row in rows for link in row.links if link.exhibit.uid == exhibit.pk]


def _names(usernames: Sequence[str]) -> dict[str, str]:
    return dict(Account.objects.filter(username__in=set(usernames)).values_list("username", "name"))


def _collector(entry: dict[str, str]) -> str:
    return f"{entry['name']}（{entry['certificate']}）" if entry.get("certificate") else entry["name"]


def _blank() -> dict[str, Any]:
    return {"rows": [("", "", "", "")] * SHOWN_RECTANGLES, "reason": "", "nothing": False}


def _typed(sent: QueryDict) -> dict[str, Any]:
    columns = [[value.strip() for value in sent.getlist(side)] for side in SIDES]
    rows = list(_rows(columns))
    rows += [("", "", "", "")] * (SHOWN_RECTANGLES - len(rows))
    reason = sent.get("reason", "").replace("\0", "").strip()[:200]
    return {"rows": rows, "reason": reason, "nothing": "nothing" in sent}


def _rows(columns: Sequence[Sequence[str]]) -> Iterator[tuple[str, ...]]:
    for row in zip(*columns, strict=False):
        if any(row):
            yield row


def _percent(text: str) -> float:
    """Read a number of percent as people type it. Raises: ValueError with a sentence for people."""
    try:
        value = float(text.replace("％", "").replace("%", ""))
    except ValueError as error:
        raise ValueError(f"“{text}”不是数。请用 0 到 100 的数填左、上、宽、高，四个都要填。") from error
    if not 0 <= value <= 100:  # also what is no number at all
        raise ValueError(f"“{text}”不在 0 到 100 之间。请用百分比填左、上、宽、高。")
    return value
