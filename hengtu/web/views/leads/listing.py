"""The list of leads, with the count that must add up."""

from __future__ import annotations

import re
from datetime import date

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hengtu.cases.models import LeadShare
from hengtu.cases.selectors.lead_view import LeadFilters
from hengtu.cases.selectors.leads import STATES, lead_balance, lead_list
from hengtu.cases.words import SOURCE_NAMES
from hengtu.officers.models import Officer, OfficerKind
from hengtu.web.requests import SignedInRequest

CURSOR = re.compile(r"(\d{4}-\d{2}-\d{2})_[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
EMPTY = {
    "open": ("没有等决定的线索", "登记的线索都已经立案、不予立案、移送或者并入。新登记的会出现在这里。"),
    "filed": ("还没有立案的线索", "批准立案以后，线索会出现在这里。"),
    "not_filed": ("没有不予立案的线索", "不予立案的线索带着理由和批准人留在这里。"),
    "transferred": ("没有移送的线索", "移送出去的线索和对方的答复会出现在这里；退回的回到“未决定”。"),
    "merged": ("没有并入的线索", "说的是同一件事的线索并到一条里，两条都留着。"),
}


@require_safe
@login_required
def leads(request: SignedInRequest) -> HttpResponse:
    today = timezone.localdate()
    filters = filters_from(request.GET)
    first, last = period_from(request.GET, today)
    found = lead_list(request.user, filters, on=today)
    states = [
        {"label": label, "query": _query(filters, state=key), "is_on": key == filters.state, "count": count}
        for (key, (label, _)), count in zip(STATES.items(), found.counts, strict=True)
    ]
    title, text = EMPTY[filters.state]
    shown = {
        "list": found,
        "states": states,
        "sources": SOURCE_NAMES.items(),
        "source_name": SOURCE_NAMES.get(filters.source, ""),
        "balance": lead_balance(request.user, first, last, on=today),
        "empty": {"title": title, "text": text},
        "today": today,
        "first_query": _query(filters),
        "next_query": _query(filters, cursor=found.next_cursor),
        "without_source": _query(filters, without="source"),
        "without_q": _query(filters, without="q"),
        "may_register": _may_register(request, today),
        "shown_to_us": LeadShare.objects.workable_by(request.user, today).filter(taken_at=None).exists(),
    }
    return render(request, "leads/list.html", shown)


def filters_from(asked: QueryDict) -> LeadFilters:
    """Read the address; what is not on offer counts as not asked for."""
    state, source = asked.get("state", ""), asked.get("source", "")
    return LeadFilters(
        state=state if state in STATES else "open",
        source=source if source in SOURCE_NAMES else "",
        q=asked.get("q", "").replace("\0", "").strip()[:64],
        cursor=_cursor(asked.get("cursor", "")),
    )


def period_from(asked: QueryDict, today: date) -> tuple[date, date]:
    """Return the days of the count: this year up to today unless the address names others in order."""
    first, last = _day(asked.get("from", "")), _day(asked.get("to", ""))
    first, last = first or date(today.year, 1, 1), last or today
    return (first, last) if first <= last else (last, first)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _cursor(asked: str) -> str:
    found = CURSOR.fullmatch(asked)
    return asked if found and _day(found[1]) else ""


def _query(filters: LeadFilters, *, without: str = "", state: str = "", cursor: str = "") -> str:
    kept = {"state": state or filters.state, "source": filters.source, "q": filters.q, "cursor": cursor}
    query = QueryDict(mutable=True)
    query.update({name: value for name, value in kept.items() if value and name != without})
    return query.urlencode()


def _may_register(request: SignedInRequest, today: date) -> bool:
    officers = Officer.objects.in_force(today).filter(account=request.user, kind=OfficerKind.OFFICER)
    return officers.workable_by(request.user, today).exists()
