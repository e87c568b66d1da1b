"""Go on duty as two: propose, agree by account or by PIN, end."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from hengtu.agencies.services.confirmation_pin import PinRefused
from hengtu.cases.models import MessageKind
from hengtu.cases.services.tell import tell
from hengtu.officers.models import Officer, ShiftPair
from hengtu.officers.selectors.shift import colleagues_of, shift_words
from hengtu.officers.services.shift_pair import (
    PairRefused,
    agree_pair,
    agree_pair_by_pin,
    end_pair,
    propose_pair,
)
from hengtu.web.requests import SignedInRequest
from hengtu.web.views.account.page import account_page, officer_of


@require_POST
@login_required
def shift_propose(request: SignedInRequest) -> HttpResponse:
    """Propose a pair to a colleague of the own legal subject."""
    typed = {name: request.POST.get(name, "") for name in ("partner", "starts_at", "ends_at")}
    officer = officer_of(request)
    if officer is None:
        raise Http404
    colleagues = {str(one.uid): one for one in colleagues_of(officer, timezone.localdate())}
    partner, start, end = colleagues.get(typed["partner"]), _instant(typed["starts_at"]), _instant(typed["ends_at"])
    errors = {} if partner else {"partner": "请选择一名本单位的执法人员。"}
    errors |= {} if start else {"starts_at": "请填写开始的日期和时间，例如2026-11-21 08:30。"}
    errors |= {} if end else {"ends_at": "请填写结束的日期和时间，例如2026-11-21 18:00。"}
    if partner is None or start is None or end is None:
        return account_page(request, errors=errors, typed=typed)
    try:
        pair = propose_pair(officer=officer, partner=partner, starts_at=start, ends_at=end, at=timezone.now())
    except PairRefused as refused:
        return account_page(request, errors={"partner": refused.message}, typed=typed)
    _tell_partner(pair, partner)
    return redirect("/account/?done=proposed#shift")


@sensitive_post_parameters()
@require_POST
@login_required
def shift_answer(request: SignedInRequest, uid: uuid.UUID) -> HttpResponse:
    """Agree to a pair, by account or by the partner's PIN on the proposer's device, or end it."""
    officer = officer_of(request)
    mine = ShiftPair.objects.none() if officer is None else ShiftPair.objects.of(officer)
    pair = mine.select_related("proposed_by__account", "partner__account").filter(uid=uid).first()
    if pair is None:
        raise Http404
    try:
        return redirect(f"/account/?done={_answer(request, pair)}#shift")
    except (PairRefused, PinRefused) as refused:
        return account_page(request, errors={f"shift-{uid}": refused.message})


def _answer(request: SignedInRequest, pair: ShiftPair) -> str:
    now = timezone.now()
    if request.POST.get("do") == "end":
        end_pair(pair=pair, by=request.user, at=now)
        return "ended"
    if "pin" in request.POST and pair.proposed_by.account_id == request.user.pk:
        agree_pair_by_pin(pair=pair, pin=request.POST["pin"].strip(), at=now)
    else:
        agree_pair(pair=pair, by=request.user, at=now)
    return "agreed"


def _tell_partner(pair: ShiftPair, partner: Officer) -> None:
    if partner.account is None:
        return
    tell(
        [partner.account],
        kind=MessageKind.ACCOUNT,
        text=f"{pair.proposed_by.name}提出{shift_words(pair)}与您结成值勤搭档，等您同意。",
        key=f"shift-{pair.uid}",
        at=pair.proposed_at,
        url="/account/#shift",
    )


def _instant(typed: str) -> datetime | None:
    try:
        return timezone.make_aware(datetime.fromisoformat(typed.strip()))
    except ValueError:
        return None
