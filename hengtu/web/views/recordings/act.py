"""One act on the list: its films; or why there are none, films to link by hand, the reason and the head's answer."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from hengtu.cases.models import Explained, FieldStep, RecordingExplanation, RecordingLink
from hengtu.cases.recording.board import step_of
from hengtu.cases.recording.films import seen_of_case
from hengtu.cases.recording.linking import answer_explanation, explain_missing, link_recording, may_answer
from hengtu.cases.recording.refusals import RecordingRefused
from hengtu.cases.selectors.access import may_work_on
from hengtu.cases.words import kind_name
from hengtu.evidence.models import Recording
from hengtu.law.recording.clock import Trust
from hengtu.web.looks import note_look
from hengtu.web.requests import SignedInRequest
from hengtu.web.views.recordings.desk import page

NEAR = timedelta(hours=6)
DOCKED_WITHIN = timedelta(days=7)
OFFERED = 20


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def recording_act(request: SignedInRequest, act_uid: UUID) -> HttpResponse:
    """Show one step; a post with ``intent`` links a film, explains why there is none, or answers that."""
    now = timezone.now()
    step = step_of(request.user, act_uid, on=timezone.localdate(now))
    if step is None:
        raise Http404("没有这次行为，或者不在您的查阅范围内。")
    if request.method != "POST":
        note_look(request, f"cases/{step.case_id}/recordings", now)
        return _page(request, step, now)
    try:
        _do(request, step, now)
    except RecordingRefused as refusal:
        return _page(request, step, now, refusal=refusal.message)
    return redirect("recording_act", act_uid)


def _do(request: SignedInRequest, step: FieldStep, now: datetime) -> None:
    intent, reason = request.POST.get("intent", ""), request.POST.get("reason", "")
    if intent in ("accept", "return"):
        waiting = RecordingExplanation.objects.filter(act_uid=step.pk, state=Explained.PENDING).first()
        if waiting is None:
            raise RecordingRefused("answered_already", "没有在等审核的说明。请刷新页面看结果。")
        answer_explanation(row=waiting, step=step, accepted=intent == "accept", answer=reason, by=request.user, at=now)
        return
    if not may_work_on(request.user, step.case_id, on=timezone.localdate(now)):
        raise PermissionDenied("您可以查阅本案，但不参与办理。")
    if intent == "explain":
        explain_missing(step=step, reason=reason, by=request.user, at=now)
    elif intent in ("link", "unlink"):
        film = _film(request, step, now)
        link_recording(recording=film, step=step, stands=intent == "link", reason=reason, by=request.user, at=now)


def _film(request: SignedInRequest, step: FieldStep, now: datetime) -> Recording:
    ours = Recording.objects.visible_to(request.user, timezone.localdate(now))
    try:
        return ours.get(pk=UUID(request.POST.get("film", "")))
    except (ValueError, Recording.DoesNotExist) as error:
        raise RecordingRefused("no_film_chosen", "没有选视频。请先选一段，再写明理由。") from error


def _offered(request: SignedInRequest, step: FieldStep, taken: set[UUID], now: datetime) -> list[Recording]:
    """Films somebody could take for this act: of about that time, or with a time nobody can rely on."""
    near = Q(starts_at__lt=step.ends_at + NEAR, ends_at__gt=step.starts_at - NEAR)
    docked = Q(docked_at__gte=step.starts_at, docked_at__lt=step.ends_at + DOCKED_WITHIN)
    undated = ~Q(trust=Trust.TRUSTED.value) & docked
    ours = Recording.objects.visible_to(request.user, timezone.localdate(now))
    found = ours.filter(near | undated, legal_subject_id=step.legal_subject_id).exclude(pk__in=taken)
    return list(found.select_related("officer").order_by("starts_at")[:OFFERED])


def _page(request: SignedInRequest, step: FieldStep, now: datetime, refusal: str = "") -> HttpResponse:
    today = timezone.localdate(now)
    seen = seen_of_case(step.case_id)
    films = seen.films_of_step.get(step.pk, ())
    loose = next((each for each in seen.matching.unrecorded if each.uid == str(step.pk)), None)
    explanations = list(
        RecordingExplanation.objects.filter(act_uid=step.pk).select_related("explained_by", "answered_by")
    )
    waiting = next((each for each in explanations if each.state == Explained.PENDING), None)
    works = may_work_on(request.user, step.case_id, on=today)
    shown = {
        "step": step,
        "name": kind_name(step.kind),
        "who": "、".join(str(each["name"]) for each in step.officers),
        "films": films,
        "loose": loose,
        "today": today,
        "links": RecordingLink.objects.filter(act_uid=step.pk).select_related("linked_by", "recording"),
        "offered": _offered(request, step, {film.pk for film in films}, now) if works else [],
        "explanations": explanations,
        "waiting": waiting,
        "works": works,
        "may_explain": works and loose is not None and waiting is None,
        "may_answer": waiting is not None and may_answer(waiting, step, request.user, today),
        "refusal": refusal,
        "typed": request.POST.get("reason", "") if refusal else "",
        "tried": request.POST.get("intent", "") if refusal else "",
        "chosen": request.POST.get("film", "") if refusal else "",
    }
    return page(request, "act", shown, status=422 if refusal else 200)
