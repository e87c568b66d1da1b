"""One box for everything: cases, leads, papers and parties by number, plate, name, code or pinyin."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import urlencode
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from hengtu.cases.search.find import (
    LONGEST,
    Found,
    case_numbered,
    cases_of_parties,
    find,
    paper_named,
    parties_with_id_number,
    suggest,
)
from hengtu.documents.codes import is_well_formed, normal_code
from hengtu.ledger.access_log import note_access
from hengtu.lib.search_words import id_number_in
from hengtu.web.requests import SignedInRequest

MANY_PARTIES = 10
MISSED = "missed"  # in the address after an identity number that nobody has: the number itself must not stay there
ID_PURPOSE = "按身份证号码查询"
_KEY = re.compile(r"[0-9]{1,19}", re.ASCII)
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII)


@require_safe
@login_required
def search(request: SignedInRequest) -> HttpResponse:
    """Answer ``q``, or list the cases of ``party``; a whole number or code leads straight to what it names."""
    today = timezone.localdate()
    uids, before = _parties_asked(request.GET), _before(request.GET)
    if uids:
        parties, found = cases_of_parties(request.user, uids, on=today, before=before)
        return _page(request, found, today, parties=parties, by_party=True)
    typed = _typed(request.GET)
    if not typed:
        return _page(request, Found() if MISSED in request.GET else None, today, is_id_number=MISSED in request.GET)
    id_number = id_number_in(typed)
    straight = _by_id_number(request, id_number, today) if id_number else _straight(request, typed, today, before)
    if straight is not None:
        return straight
    found = find(request.user, typed, on=today, before=before)
    if id_number and found.is_empty:  # some credit codes look like identity numbers, and are found
        return redirect(f"{reverse('search')}?{MISSED}=1")
    code = normal_code(typed) if is_well_formed(normal_code(typed)) else ""
    return _page(request, found, today, q=typed, code=code)


@require_safe
@login_required
def search_suggest(request: SignedInRequest) -> HttpResponse:
    """Return a few rows for words still being typed; a personal number is never looked up while it is typed."""
    today = timezone.localdate()
    typed = _typed(request.GET)
    hits = () if id_number_in(typed) else suggest(request.user, typed, on=today)
    return render(request, "search/_suggest.html", {"hits": hits, "q": typed, "today": today})


def _typed(asked: QueryDict) -> str:
    return asked.get("q", "").replace("\0", "").strip()[:LONGEST]


def _before(asked: QueryDict) -> int | None:
    key = asked.get("before", "")
    return min(int(key), 2**62) if _KEY.fullmatch(key) else None


def _parties_asked(asked: QueryDict) -> list[UUID]:
    return [UUID(each) for each in asked.getlist("party")[:MANY_PARTIES] if _UUID.fullmatch(each)]


def _straight(request: SignedInRequest, typed: str, today: date, before: int | None) -> HttpResponse | None:
    """Lead to the one case or paper whose whole number or code was typed."""
    if before is not None:
        return None
    case_id = case_numbered(request.user, typed, on=today)
    if case_id is not None:
        return redirect("case", case_id)
    paper = paper_named(request.user, typed, on=today)
    return redirect("document", paper[1]) if paper is not None else None


def _by_id_number(request: SignedInRequest, id_number: str, today: date) -> HttpResponse | None:
    """Note the question, then lead to the parties by their uid, so that the number stays in no address."""
    uids = parties_with_id_number(request.user, id_number, on=today)
    for what in [f"subjects/{uid}" for uid in uids] or ["subjects/none"]:
        note_access(who=request.user.get_username(), what=what, purpose=ID_PURPOSE, at=timezone.now())
    if not uids:
        return None
    words = urlencode([("party", str(uid)) for uid in uids[:MANY_PARTIES]])
    return HttpResponseRedirect(f"{reverse('search')}?{words}")


def _page(request: SignedInRequest, found: Found | None, today: date, **shown: object) -> HttpResponse:
    again = request.GET.copy()
    again.pop("before", None)
    first = again.urlencode()
    if found is not None and found.before:
        again["before"] = str(found.before)
    about = {"first_query": first, "next_query": again.urlencode(), "is_later": "before" in request.GET}
    return render(request, "search/search.html", {"found": found, "today": today, **about, **shown})
