"""Found and handled on the spot: the same short form as a lead, but it begins the summary procedure."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import uuid4

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from hengtu.agencies.services.confirmation_pin import PinRefused
from hengtu.cases import participants
from hengtu.cases.refusals import ActRefused
from hengtu.cases.selectors.access import access_case
from hengtu.cases.selectors.outlook import objection_line
from hengtu.cases.services.begin_on_the_spot import begin_on_the_spot
from hengtu.lib.coded_error import CodedError
from hengtu.officers.models import Officer
from hengtu.officers.selectors.shift import colleagues_of, partner_of
from hengtu.subjects.models import PartyKind
from hengtu.web.requests import SignedInRequest
from hengtu.web.views.leads.form import LeadForm, Trouble, blank, read
from hengtu.web.views.leads.new import officer_of, second_of
from hengtu.web.views.leads.violations import items

# Whoever acts on the spot has found it by going out; the form does not ask.
SOURCE = "own_inspection"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def spot_new(request: SignedInRequest) -> HttpResponse:
    """Show the form, or begin: a post with ``intent=facts`` only lists the facts of the chosen item."""
    now = timezone.now()
    officer = officer_of(request.user, timezone.localdate(now))
    if request.method != "POST":
        return _page(request, blank(uuid4(), timezone.localdate(now)), officer, now)
    form = read({**request.POST.dict(), "source": SOURCE}, agency=officer.agency, now=now)
    if request.POST.get("intent") == "facts":
        return _page(request, form, officer, now)
    if form.entry is None:
        return _page(request, form, officer, now, status=422)
    return _begin(request, form, officer, now)


def _begin(request: SignedInRequest, form: LeadForm, officer: Officer, now: datetime) -> HttpResponse:
    assert form.entry is not None
    try:
        people = (participants.officer(officer), *second_of(request, form, officer, now))
        begin_on_the_spot(form.entry, by=people, at=now)
    except PinRefused as refusal:
        form.troubles.append(Trouble("pin" if form.typed["second"] else "second", refusal.message))
    except CodedError as refusal:
        form.troubles.append(Trouble("party_name", refusal.message))
    except ActRefused as refusal:
        lines = [objection_line(each) for each in refusal.objections]
        return _page(request, form, officer, now, objections=lines, status=409)
    else:
        case = access_case(request.user, form.key, on=timezone.localdate(now))
        return redirect("case", case.pk)
    return _page(request, form, officer, now, status=422)


def _page(
    request: SignedInRequest,
    form: LeadForm,
    officer: Officer,
    now: datetime,
    *,
    objections: list[Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    partner = partner_of(officer, now)
    shown = {
        "form": form,
        "spot": True,
        "items": items(),
        "party_kinds": PartyKind.choices,
        "colleagues": colleagues_of(officer, timezone.localdate(now)),
        "second": form.typed["second"] or (str(partner.uid) if partner else ""),
        "objections": objections or [],
        "today": timezone.localdate(now),
        "troubles": form.troubles if status != 200 else [],
        "errors": form.errors if status != 200 else {},
    }
    return render(request, "leads/new.html", shown, status=status)
