"""One lead: what it says, what may be the same matter, and what is done about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from hengtu.agencies.models import Account, Agency
from hengtu.agencies.selectors.roles import roles_on
from hengtu.cases import participants
from hengtu.cases.models import Lead, LeadShare
from hengtu.cases.refusals import ActRefused
from hengtu.cases.selectors.case_view import ObjectionLine
from hengtu.cases.selectors.lead_page import lead_page
from hengtu.cases.selectors.leads import access_lead, may_work_on
from hengtu.cases.selectors.outlook import objection_line
from hengtu.cases.services.assign_lead import assign_lead
from hengtu.cases.services.merge_lead import merge_lead
from hengtu.cases.services.share_lead import share_lead
from hengtu.law.procedure.guards.leads import LEADS_ROLES
from hengtu.ledger.errors import KeyReused, StreamMoved
from hengtu.lib.coded_error import CodedError
from hengtu.officers.models import Officer, OfficerKind
from hengtu.web.looks import note_look
from hengtu.web.requests import SignedInRequest
from hengtu.web.views.leads.form import clean

DONE = {
    "new": "线索已登记。下一步：决定立案、不予立案、移送，或者并入另一条。",
    "again": "这份表已经交过，线索只登记了一条，就是这一条。",
    "merged": "线索已登记，并且并入了另一条；两条都留着。",
    "assigned": "已分派，并通知了承办。",
    "joined": "已并入另一条线索；两条都留着。",
    "shared": "已共享给所选的机关。对方阅读、接办、反馈以后，这里会看到。",
}


@dataclass
class Said:
    """What a post came to: where it failed, in words or in objections, with what was typed."""

    part: str = ""
    message: str = ""
    objections: list[ObjectionLine] = field(default_factory=list)
    status: int = 200


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def lead(request: SignedInRequest, lead_id: UUID) -> HttpResponse:
    """Show one lead; a post with ``intent`` hands it out, merges it, or shows it to other units."""
    now = timezone.now()
    today = timezone.localdate(now)
    row = access_lead(request.user, lead_id, on=today)
    if request.method != "POST":
        note_look(request, f"leads/{lead_id}", now)
        return _page(request, row, today, Said())
    if not may_work_on(request.user, row, on=today):
        raise PermissionDenied("您可以查阅这条线索，但不参与办理。")
    return _act(request, row, now)


def _act(request: SignedInRequest, row: Lead, now: datetime) -> HttpResponse:
    intent = request.POST.get("intent", "")
    doing: dict[str, tuple[Callable[..., Any], str]] = {
        "assign": (_assign, "assigned"),
        "merge": (_merge, "joined"),
        "share": (_share, "shared"),
    }
    if intent not in doing:
        return redirect("lead", row.pk)
    do, done = doing[intent]
    try:
        do(request, row, now)
    except ActRefused as refusal:
        lines = [objection_line(each) for each in refusal.objections]
        return _page(request, row, timezone.localdate(now), Said(intent, "", lines, 409))
    except (CodedError, StreamMoved, KeyReused) as refusal:
        return _page(request, row, timezone.localdate(now), Said(intent, refusal.message, [], 422))
    return redirect(f"{reverse('lead', args=[row.pk])}?done={done}")


def _assign(request: SignedInRequest, row: Lead, now: datetime) -> None:
    today = timezone.localdate(now)
    chosen = {uid for uid in request.POST.getlist("officer") if uid}
    units = {str(unit.pk): unit for unit in units_of(row, today)}
    assign_lead(
        case_id=row.pk,
        by=(participants.official(request.user),),
        at=now,
        unit=units.get(request.POST.get("unit", "")),
        officers=[officer for officer in officers_of(row, today) if str(officer.uid) in chosen],
        note=clean(request.POST.get("note", ""))[:500],
        key=_key(request),
    )


def _merge(request: SignedInRequest, row: Lead, now: datetime) -> None:
    merge_lead(
        case_id=row.pk,
        into=_lead_named(request),
        by=(participants.official(request.user),),
        at=now,
        reason=clean(request.POST.get("reason", ""))[:500],
        key=_key(request),
    )


def _lead_named(request: SignedInRequest) -> UUID:
    """Return the lead chosen, by its number or the address of its page."""
    typed = request.POST.get("into", "").strip().rstrip("/").rpartition("/")[2]
    try:
        return UUID(typed)
    except ValueError:
        raise CodedError(
            "no_such_lead", "没有写明并入哪一条线索。请从相似的线索里选，或者粘贴那条线索的网址。"
        ) from None


def _share(request: SignedInRequest, row: Lead, now: datetime) -> None:
    chosen = set(request.POST.getlist("agency"))
    agencies = [agency for agency in receivers_of(row, timezone.localdate(now)) if str(agency.pk) in chosen]
    note = clean(request.POST.get("note", ""))[:1000]
    share_lead(lead=row, agencies=agencies, by=request.user, at=now, note=note)


def _key(request: SignedInRequest) -> str | None:
    """A form sent twice does one act: the key was drawn when the page was opened."""
    typed = request.POST.get("key", "")
    return f"{request.POST.get('intent', '')[:8]}:{typed[:36]}" if typed else None


# --- what the page offers ------------------------------------------------------
def units_of(row: Lead, on: date) -> list[Agency]:
    """The legal subject and the units that act in its name, by code."""
    return list(Agency.objects.in_force(on).filter(legal_subject_key=row.legal_subject_id).order_by("code"))


def officers_of(row: Lead, on: date) -> list[Officer]:
    """The officers of the legal subject, by name."""
    found = Officer.objects.in_force(on).filter(legal_subject_id=row.legal_subject_id, kind=OfficerKind.OFFICER)
    return list(found.select_related("account").order_by("name", "pk"))


def receivers_of(row: Lead, on: date) -> list[Agency]:
    """The other legal subjects of the city, by code; none for a body that belongs to no city."""
    city = row.agency.legal_subject.city_id
    if city is None:
        return []
    found = Agency.objects.in_force(on).filter(city_id=city, acts_in_name_of=None).exclude(pk=row.legal_subject_id)
    return list(found.order_by("code"))


def _may_assign(account: Account, row: Lead, on: date) -> bool:
    return bool(roles_on(account, row.agency, on, act_kind="lead_assigned") & LEADS_ROLES)


def _page(request: SignedInRequest, row: Lead, today: date, said: Said) -> HttpResponse:
    works = may_work_on(request.user, row, on=today)
    page = lead_page(row, request.user, on=today)
    shared = set(LeadShare.objects.filter(stream=row.pk).values_list("agency_id", flat=True))
    shown = {
        "page": page,
        "case_id": row.pk,
        "today": today,
        "works": works,
        "may_assign": works and "lead_assigned" in page.possible and _may_assign(request.user, row, today),
        "units": units_of(row, today) if works else [],
        "officers": officers_of(row, today) if works else [],
        "receivers": [agency for agency in receivers_of(row, today) if agency.pk not in shared] if works else [],
        "said": said,
        "typed": request.POST if request.method == "POST" else {},
        "chosen": request.POST.getlist("agency") + request.POST.getlist("officer"),
        "done": DONE.get(request.GET.get("done", ""), "") if said.status == 200 else "",
        "key": request.POST.get("key") or f"{row.pk.hex[:8]}-{len(page.timeline)}-{request.user.pk}",
    }
    return render(request, "leads/lead.html", shown, status=said.status)
