"""The matrix of elements and exhibits: read by whoever may see the case, filled in by whoever works on it."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from hengtu.cases.selectors.access import access_case, may_work_on
from hengtu.cases.selectors.matrix import matrix_of
from hengtu.cases.services.prove_element import Remark, prove_elements
from hengtu.web.looks import note_look
from hengtu.web.requests import SignedInRequest
from hengtu.web.views.evidence.guard import work_case

Pair = tuple[str, UUID]


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def matrix(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    now = timezone.now()
    today = timezone.localdate(now)
    case = access_case(request.user, case_id, on=today)
    if request.method == "POST":
        work_case(request.user, case_id, on=today)
        shown, ticked = _pairs(request.POST.getlist("was")), _pairs(request.POST.getlist("proof"))
        prove_elements(
            case_id=case_id,
            add=ticked - shown,
            withdraw=shown - ticked,  # only what this page had shown: another tab's claims stay
            remarks=_remarks(request.POST),
            by=request.user,
            at=now,
            on=today,
        )
        return HttpResponseRedirect(f"{reverse('matrix', args=[case_id])}?saved=1")
    note_look(request, f"cases/{case_id}/matrix", now)
    page = {"case": case, "matrix": matrix_of(case_id, today), "works": may_work_on(request.user, case_id, on=today)}
    return render(request, "evidence/matrix.html", {**page, "saved": "saved" in request.GET, "today": today})


def _pairs(values: Iterable[str]) -> set[Pair]:
    """Read ``<matter>/<element>/<exhibit>``; what no page of ours wrote is left out."""
    found: set[Pair] = set()
    for value in values:
        key, _, uid = value.rpartition("/")
        try:
            found.add((key, UUID(uid)))
        except ValueError:
            continue
    return found


def _remarks(sent: QueryDict) -> dict[str, Remark]:
    """Only remarks that this page changed count, so that an old tab does not put an old remark back."""
    wanting, were_wanting = set(sent.getlist("more")), set(sent.getlist("more_was"))
    found: dict[str, Remark] = {}
    for name in sent:
        if not name.startswith("note:"):
            continue
        key = name.removeprefix("note:")
        note, before = _line(str(sent[name])), _line(str(sent.get(f"note_was:{key}", "")))
        if note != before or (key in wanting) != (key in were_wanting):
            found[key] = Remark(note, key in wanting)
    return found


def _line(text: str) -> str:
    return text.replace("\0", "").strip()[:300]
