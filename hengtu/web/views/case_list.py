"""The list of cases."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hengtu.cases.selectors.case_list import STATES, case_list
from hengtu.cases.selectors.case_view import CaseList, CaseListFilters
from hengtu.cases.words import CATEGORY_NAMES, TRACK_NAMES
from hengtu.web.requests import SignedInRequest

CURSOR = re.compile(r"(\d{4}-\d{2}-\d{2})?_[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@require_safe
@login_required
def cases(request: SignedInRequest) -> HttpResponse:
    today = timezone.localdate()
    found = case_list(request.user, filters_from(request.GET), on=today)
    return render(request, "cases/list.html", {"list": found, "today": today, **list_words(found)})


def filters_from(asked: QueryDict) -> CaseListFilters:
    """Read the address; what is not on offer counts as not asked for."""
    state, procedure, category = asked.get("state", ""), asked.get("procedure", ""), asked.get("category", "")
    return CaseListFilters(
        state=state if state in STATES else "open",
        procedure=procedure if procedure in TRACK_NAMES else "",
        category=category if category in CATEGORY_NAMES else "",
        q=asked.get("q", "").replace("\0", "").strip()[:64],
        cursor=_cursor(asked.get("cursor", "")),
    )


def _cursor(asked: str) -> str:
    """Return the place to go on from; what no page of ours wrote means the beginning."""
    found = CURSOR.fullmatch(asked)
    if found is None:
        return ""
    try:
        date.fromisoformat(found[1] or "2026-01-01")
    except ValueError:
        return ""
    return asked


def list_words(found: CaseList) -> dict[str, Any]:
    """Return the words and addresses around the rows: states, applied filters, what an empty list means."""
    filters = found.filters
    counts = dict(zip(STATES, found.counts, strict=True))
    return {
        "states": [
            {
                "label": label,
                "query": address(filters, state=state),
                "is_on": state == filters.state,
                "count": count,
            }
            for state, (label, count) in counts.items()
        ],
        "procedures": TRACK_NAMES.items(),
        "categories": CATEGORY_NAMES.items(),
        "applied": _applied(filters),
        "empty": _empty(filters),
        "order": "按最近的法定期限先后排列" if filters.state == "open" else "按发现的先后排列，新的在前",
        "first_query": address(filters),
        "next_query": address(filters, cursor=found.next_cursor),
    }


def address(filters: CaseListFilters, *, without: str = "", state: str = "", cursor: str = "") -> str:
    """Return the query part of the address of a list: these filters but one, from the start unless a cursor says so."""
    query = QueryDict(mutable=True)
    kept = {"state": state or filters.state, "procedure": filters.procedure, "category": filters.category}
    kept |= {"q": filters.q, "cursor": cursor}
    query.update({name: value for name, value in kept.items() if value and name != without})
    return query.urlencode()


def _applied(filters: CaseListFilters) -> list[dict[str, str]]:
    words = {
        "q": f"“{filters.q}”" if filters.q else "",
        "procedure": TRACK_NAMES.get(filters.procedure, ""),
        "category": CATEGORY_NAMES.get(filters.category, ""),
    }
    return [{"label": word, "query": address(filters, without=name)} for name, word in words.items() if word]


def _empty(filters: CaseListFilters) -> dict[str, str]:
    if filters.q or filters.procedure or filters.category:
        return {"title": "没有符合的案件", "text": "去掉一个条件，或者到“全部”里找。别的单位的案件不在这里。"}
    if filters.state == "open":
        return {"title": "没有在办的案件", "text": "立案以后，案件会按最近的法定期限排在这里。"}
    return {"title": "这里还没有案件", "text": "本单位的案件立案以后，会出现在这里。"}
