"""What a code on a paper opens: how to do it right, in plain words; for anybody, without account or trace."""

from __future__ import annotations

import hashlib
import re
from datetime import date

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from hengtu.law.discretion import violation
from hengtu.law.items import all_items
from hengtu.lib.blobs import BlobStore
from hengtu.rulesets.models import EducationPage, EducationState
from hengtu.rulesets.selectors.education import newest_of, page_of_code
from hengtu.rulesets.services.count_education_view import count_view
from hengtu.web.rate import count_miss, has_missed_too_often
from hengtu.web.views.evidence.ranged import ranged
from hengtu.web.views.lawbook.papers import as_html

MISSES, WINDOW_SECONDS, LONGEST = 20, 600, 12
MACHINES = re.compile(r"bot\b|crawl|spider|slurp|preview|fetch|monitor|curl|wget|python-|java/|go-http|okhttp", re.I)


@never_cache
@require_safe
def education(request: HttpRequest, code: str) -> HttpResponse:
    """Show the page a printed code names; a newer version is linked, a stopped one says so and leads on."""
    if has_missed_too_often(request, "education", limit=MISSES):
        return render(request, "public/education.html", {"too_many": True}, status=429)
    page = page_of_code(_typed(code))
    if page is None:
        count_miss(request, "education", window_seconds=WINDOW_SECONDS)
        return render(request, "public/education.html", {"code": _typed(code)}, status=404)
    today = timezone.localdate()
    if is_a_person(request):
        count_view(page=page, visitor=visitor_of(request, today), on=today)
    newest = newest_of(page, today)
    shown = {
        "page": page,
        "item": all_items()[page.item],
        "articles": violation(page.item, today).violated,
        "body": as_html(page.body),
        "how_to": as_html(page.how_to),
        "newest": newest if newest is not None and newest.pk != page.pk else None,
        "stopped": page.state == EducationState.WITHDRAWN,
    }
    return render(request, "public/education.html", shown)


@require_safe
def education_clip(request: HttpRequest, code: str) -> HttpResponseBase:
    """Stream the clip, whole or by range: a phone starts before everything has arrived."""
    page = _found(code)
    if not page.clip_key:
        raise Http404("这一页没有视频。")
    path = BlobStore(settings.BLOB_ROOT).path(page.clip_key)
    return ranged(request, path, etag=page.clip_key, media_type=page.clip_type, shown_as="inline")


@require_safe
def education_subtitles(request: HttpRequest, code: str) -> HttpResponse:
    page = _found(code)
    if not page.subtitles_key:
        raise Http404("这一页没有字幕。")
    return HttpResponse(BlobStore(settings.BLOB_ROOT).read(page.subtitles_key), content_type="text/vtt; charset=utf-8")


def _found(code: str) -> EducationPage:
    page = page_of_code(_typed(code))
    if page is None:
        raise Http404("没有这个短码。请对照纸面再输一次。")
    return page


def _typed(code: str) -> str:
    return "".join(code.split()).replace("-", "").upper()[:LONGEST]


def is_a_person(request: HttpRequest) -> bool:
    """Whether somebody opens the page: no program by its own name, no fetching ahead, no mere question about it."""
    agent = request.headers.get("User-Agent", "")
    ahead = "prefetch" in f"{request.headers.get('Sec-Purpose', '')}{request.headers.get('Purpose', '')}"
    return request.method == "GET" and bool(agent) and not ahead and not MACHINES.search(agent)


def visitor_of(request: HttpRequest, on: date) -> str:
    """Return a word for the device that means nothing tomorrow and cannot be turned back into an address."""
    seen = f"{settings.SECRET_KEY}|{on}|{request.META.get('REMOTE_ADDR', '')}|{request.headers.get('User-Agent', '')}"
    return hashlib.sha256(seen.encode()).hexdigest()[:24]
