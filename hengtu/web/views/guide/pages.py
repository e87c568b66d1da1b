"""The user guide: its index, its pages, and the short help that anybody may read."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hengtu.web.guide import pages
from hengtu.web.requests import SignedInRequest

PUBLIC = ("sign-in", "verify", "door", "publicity")


@require_safe
@login_required
def guide(request: SignedInRequest) -> HttpResponse:
    """Show which page helps whom."""
    return render(request, "guide/page.html", {"page": pages.guide_page(pages.INDEX), "is_index": True})


@require_safe
@login_required
def guide_page(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show one page of the guide."""
    page = None if slug == pages.INDEX else pages.guide_page(slug)
    if page is None:
        raise Http404
    return render(request, "guide/page.html", {"page": page})


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """Show what people without an account need: signing in, checking a paper, and the keys."""
    return render(request, "guide/help.html", {"pages": [pages.guide_page(slug) for slug in PUBLIC]})
