"""Taking in a lead: one short form for every source; what may be the same matter is shown while typing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from hengtu.agencies.models import Account
from hengtu.agencies.services.confirmation_pin import PinRefused
from hengtu.cases import participants
from hengtu.cases.models import Lead
from hengtu.cases.refusals import ActRefused
from hengtu.cases.selectors.lead_view import SimilarLead
from hengtu.cases.selectors.leads import access_lead, similar_leads
from hengtu.cases.selectors.outlook import objection_line
from hengtu.cases.services.take_in_lead import take_in_lead
from hengtu.cases.words import SOURCE_NAMES
from hengtu.lib.coded_error import CodedError
from hengtu.lib.uids import uid_of
from hengtu.officers.models import Officer, OfficerKind
from hengtu.officers.selectors.shift import colleagues_of, partner_of
from hengtu.officers.services.shift_pair import confirm_by_pin
from hengtu.subjects.models import PartyKind
from hengtu.web.requests import SignedInRequest
from hengtu.web.views.leads.form import OFFERED, LeadForm, Trouble, blank, read
from hengtu.web.views.leads.violations import items


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def lead_new(request: SignedInRequest) -> HttpResponse:
    """Show the form; a post with ``intent=facts`` lists the facts of the chosen item, any other registers.

    The address carries the key of the form: going back after sending leads to the lead that was registered.
    """
    now = timezone.now()
    officer = officer_of(request.user, timezone.localdate(now))
    if request.method != "POST":
        return _opened(request, officer, now)
    form = read(request.POST.dict(), agency=officer.agency, now=now)
    if Lead.objects.filter(pk=form.key).exists():
        return _done(request, form.key, "again", now)
    if request.POST.get("intent") == "facts":
        return _page(request, form, officer, now)
    return _register(request, form, officer, now)


def _opened(request: SignedInRequest, officer: Officer, now: datetime) -> HttpResponse:
    key = uid_of(request.GET.get("key", ""))
    if key is None:
        return redirect(f"{reverse('lead_new')}?key={uuid4()}")
    if Lead.objects.filter(pk=key).exists():
        return _done(request, key, "again", now)
    return _page(request, blank(key, timezone.localdate(now)), officer, now)


@never_cache
@require_POST
@login_required
def lead_aid(request: SignedInRequest) -> HttpResponse:
    """Return what helps while typing: ``part=similar`` the leads that may be the same, ``part=facts`` the facts."""
    now = timezone.now()
    officer = officer_of(request.user, timezone.localdate(now))
    form = read(request.POST.dict(), agency=officer.agency, now=now)
    if request.GET.get("part") == "facts":
        return render(request, "leads/_facts.html", {"form": replace(form, facts=_unjudged(form)), "live": True})
    today = timezone.localdate(now)
    return render(
        request, "leads/_similar.html", {"similar": _similar(request.user, form, officer, today), "live": True}
    )


def _unjudged(form: LeadForm) -> tuple[Any, ...]:
    """While somebody types nothing is marked wrong yet."""
    return tuple(replace(fact, message="") for fact in form.facts)


def officer_of(account: Account, on: date) -> Officer:
    """Return the officer who takes in leads under this account.

    Raises: PermissionDenied for people who look on or decide, but are no officers on that day.
    """
    found = Officer.objects.in_force(on).filter(account=account, kind=OfficerKind.OFFICER)
    officer = found.workable_by(account, on).select_related("agency__acts_in_name_of", "account").first()
    if officer is None:
        raise PermissionDenied("登记线索由持有效执法证件的执法人员办理。您可以查阅线索，或者把情况转给执法人员登记。")
    return officer


def _register(request: SignedInRequest, form: LeadForm, officer: Officer, now: datetime) -> HttpResponse:
    if form.entry is None:
        return _page(request, form, officer, now, status=422)
    into = uid_of(request.POST.get("into", ""))
    similar = _similar(request.user, form, officer, timezone.localdate(now))
    if into is None and not _looked_at(request, similar):
        return _page(request, form, officer, now, similar=similar, must_choose=True, status=409)
    try:
        people = (participants.officer(officer), *second_of(request, form, officer, now))
        reason = _why_one(similar, into)
        is_new = take_in_lead(form.entry, by=people, at=now, into=into, reason=reason)
    except PinRefused as refusal:
        form.troubles.append(Trouble("pin" if form.typed["second"] else "second", refusal.message))
    except CodedError as refusal:
        form.troubles.append(Trouble("source", refusal.message))
    except ActRefused as refusal:
        lines = [objection_line(each) for each in refusal.objections]
        return _page(request, form, officer, now, objections=lines, status=409)
    else:
        return _done(request, form.key, ("merged" if into else "new") if is_new else "again", now)
    return _page(request, form, officer, now, status=422)


def _done(request: SignedInRequest, lead_id: UUID, what: str, now: datetime) -> HttpResponse:
    """Go to the lead; a form that was sent before leads to the first one, if it is the reader's to see."""
    access_lead(request.user, lead_id, on=timezone.localdate(now))
    return redirect(f"{reverse('lead', args=[lead_id])}?done={what}")


def _looked_at(request: SignedInRequest, similar: tuple[SimilarLead, ...]) -> bool:
    """Whether every lead that may be the same has been shown beside the form before it was sent."""
    seen = set(request.POST.get("seen", "").split())
    return all(str(each.id) in seen for each in similar)


def _why_one(similar: tuple[SimilarLead, ...], into: UUID | None) -> str:
    reasons = next((each.reasons for each in similar if each.id == into), ())
    return "登记时发现说的是同一件事" + (f"：{'、'.join(reasons)}" if reasons else "")


def second_of(
    request: SignedInRequest, form: LeadForm, officer: Officer, now: datetime
) -> tuple[participants.Participant, ...]:
    """Return the second officer of what was found by going out, confirmed by his own PIN (APL:42p1).

    Raises: PinRefused.
    """
    if not form.is_outward:
        return ()
    colleagues = colleagues_of(officer, timezone.localdate(now))
    second = next((one for one in colleagues if str(one.uid) == form.typed["second"]), None)
    if second is None or second.account is None:
        form.typed["second"] = ""
        raise PinRefused(
            "second_missing",
            "外出发现的线索由两名执法人员登记（行政处罚法第四十二条第一款），请选择协办，并由其本人输入确认码。",
        )
    confirm_by_pin(officer=officer, partner=second, pin=request.POST.get("pin", "").strip(), at=now)
    return (participants.officer(second),)


def _similar(account: Account, form: LeadForm, officer: Officer, today: date) -> tuple[SimilarLead, ...]:
    return similar_leads(
        account,
        on=today,
        legal_subject_id=officer.legal_subject_id,
        plate=form.plate,
        party_name=form.typed["party_name"],
        violation=form.item.id if form.item else "",
        violation_on=form.day,
        place=form.typed["place"],
        without=form.key,
    )


def _page(
    request: SignedInRequest,
    form: LeadForm,
    officer: Officer,
    now: datetime,
    *,
    similar: tuple[SimilarLead, ...] = (),
    must_choose: bool = False,
    objections: list[Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    today = timezone.localdate(now)
    partner = partner_of(officer, now)
    shown = {
        "form": form,
        "sources": [(name, [(key, SOURCE_NAMES[key]) for key in keys]) for name, keys in OFFERED.items()],
        "items": items(),
        "party_kinds": PartyKind.choices,
        "colleagues": colleagues_of(officer, today),
        "second": form.typed["second"] or (str(partner.uid) if partner else ""),
        "similar": similar,
        "must_choose": must_choose,
        "objections": objections or [],
        "today": today,
        "troubles": form.troubles if status != 200 else [],
        "errors": form.errors if status != 200 else {},
    }
    return render(request, "leads/new.html", shown, status=status)
