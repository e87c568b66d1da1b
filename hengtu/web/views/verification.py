"""Verification of a document by anyone who holds it: says whether it is genuine, shows nothing about the party."""

from __future__ import annotations

import re

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

MISSES, WINDOW_SECONDS = 20, 600


@require_safe
def verify(request: HttpRequest) -> HttpResponse:
    """Ask for the code; a code in the query leads to its own address."""
    code = normalised(request.GET.get("code", ""))
    return redirect("verify_code", code=code) if code else render(request, "public/verify.html")


def normalised(typed: str) -> str:
    """Return a code as printed: capitals without blanks and strokes; O and I are never used, so they mean 0 and 1."""
    kept = re.sub(r"[^0-9A-Z]", "", typed.upper())[:32]
    return kept.replace("O", "0").replace("I", "1")
