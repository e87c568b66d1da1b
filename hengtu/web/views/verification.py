"""Verification of a document by anyone who holds it: says whether it is genuine, shows nothing about the penalty."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from hengtu.cases.services.note_opening import note_opening
from hengtu.documents.codes import normal_code
from hengtu.documents.selectors.verify_code import verify_code
from hengtu.oversight.selectors.protection_codes import protection_of_code
from hengtu.web.rate import count_miss, has_missed_too_often

MISSES, WINDOW_SECONDS = 20, 600
LONGEST = 40


@require_safe
def verify(request: HttpRequest) -> HttpResponse:
    """Ask for the code; a code in the query leads to its own address."""
    code = normal_code(request.GET.get("code", ""))[:LONGEST]
    return redirect(reverse("verify_code", args=[code])) if code else render(request, "public/verify.html")


@never_cache
@require_safe
def verify_one(request: HttpRequest, code: str) -> HttpResponse:
    """Say whether the document with this code is genuine; after many misses from one address, rest a little."""
    if has_missed_too_often(request, "verify", limit=MISSES):
        return render(request, "public/verify.html", {"too_many": True}, status=429)
    typed = normal_code(code)[:LONGEST]
    result = verify_code(typed)
    protection = None if result.found else protection_of_code(typed)
    if not result.found and protection is None:
        count_miss(request, "verify", window_seconds=WINDOW_SECONDS)
    if result.found and request.GET.get("d"):
        note_opening(request.GET["d"], typed, at=timezone.now())
    status = 200 if result.found or protection else 404
    shown = {"code": typed, "result": result, "protection": protection}
    return render(request, "public/verify.html", shown, status=status)
