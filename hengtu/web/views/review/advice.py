"""The page of a government lawyer or legal adviser: the cases he was asked about, read only, until their day."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from hengtu.agencies.models import Account
from hengtu.cases import participants
from hengtu.cases.models import Consultation, MessageKind
from hengtu.cases.refusals import ActRefused
from hengtu.cases.selectors.advice_page import advice_page
from hengtu.cases.selectors.outlook import objection_line
from hengtu.cases.selectors.review_round import open_consultations
from hengtu.cases.services.give_advice import give_advice
from hengtu.cases.services.tell import read_about, tell
from hengtu.cases.tasks import accounts_of
from hengtu.ledger.selectors.acts import acts_of_stream
from hengtu.lib.coded_error import CodedError
from hengtu.web.looks import note_look
from hengtu.web.requests import SignedInRequest
from hengtu.web.views.review.trouble import Trouble, refused


@never_cache
@require_safe
@login_required
def advices(request: SignedInRequest) -> HttpResponse:
    """Show what an adviser was asked and may still see."""
    today = timezone.localdate()
    rows = open_consultations(request.user, today)
    return render(request, "review/advices.html", {"rows": rows, "today": today})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def advice(request: SignedInRequest, uid: UUID) -> HttpResponse:
    """Show what one consultation opens; a post hands in the written opinion."""
    now = timezone.now()
    today = timezone.localdate(now)
    asked = Consultation.objects.open_to(request.user, today).filter(pk=uid).first()
    if asked is None:
        raise Http404("没有向您提出的这次咨询，或者已经到期。")
    if request.method != "POST":
        note_look(request, f"advice/{uid}", now)
        read_about(request.user, f"/advice/{uid}/", at=now)
        return _page(request, asked)
    opinion = request.POST.get("opinion", "").strip()[:8000]
    done = f"{reverse('advice', args=[uid])}?done=1"
    if asked.opinion_act:  # sent twice: the first one counts
        return HttpResponseRedirect(done)
    try:
        give_advice(
            case_id=asked.stream_id,
            by=(participants.adviser(request.user),),
            at=now,
            consultation=str(asked.pk),
            opinion=opinion,
            key=f"advice:{uid}",
        )
    except (ActRefused, CodedError) as refusal:
        return _page(request, asked, trouble=refused(refusal, "提出意见"), status=409)
    _tell_who_asked(asked, request.user)
    return HttpResponseRedirect(done)


def _tell_who_asked(asked: Consultation, by: Account) -> None:
    act = next(each for each in acts_of_stream(asked.stream_id) if each.uid == asked.pk)
    people = Account.objects.filter(pk__in=accounts_of({actor.id for actor in act.by}).values(), is_active=True)
    text = f"{by.name}提出了法律意见：{asked.question}"
    url = reverse("review", args=[asked.stream_id])
    tell(people, kind=MessageKind.ACT, text=text, key=f"advised:{asked.pk}", at=timezone.now(), url=url)


def _page(
    request: SignedInRequest, asked: Consultation, *, trouble: Trouble | None = None, status: int = 200
) -> HttpResponse:
    context = {
        "asked": asked,
        "page": advice_page(asked, request.user, timezone.now()),
        "typed": request.POST,
        "trouble": trouble,
        "objected": [objection_line(each) for each in trouble.objections] if trouble else [],
        "done": request.GET.get("done") == "1",
        "today": timezone.localdate(),
    }
    return render(request, "review/advice.html", context, status=status)
