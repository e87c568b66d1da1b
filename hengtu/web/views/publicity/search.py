"""The public site: search, and one record with its history."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import urlencode

from django.core.cache import cache
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from hengtu.agencies.models import Agency
from hengtu.law.disclosure.contents import kind_zh, publishing_kinds
from hengtu.law.rulebook import records
from hengtu.portal.models import PublicWords
from hengtu.portal.publicity.finding import LONGEST, Asked, find_records
from hengtu.portal.publicity.showing import shown_record
from hengtu.web.public_pages import public_content, public_page

KEPT_SECONDS = 300
FILTERS = ("q", "agency", "item", "kind", "since", "until")
_GONE = 410


@require_safe
def publicity(request: HttpRequest) -> HttpResponseBase:
    """Search by words and by ``FILTERS``: ``?q=words&kind=measure_taken&since=2026-01-01&before=key``."""
    asked = _asked(request)
    before = request.GET.get("before", "")
    found = find_records(asked, before=int(before) if before.isdecimal() and len(before) < 20 else None)
    carried = {name: request.GET[name] for name in FILTERS if request.GET.get(name)}
    shown = {
        "asked": asked,
        "found": found,
        "agencies": _agencies(),
        "items": _items(),
        "kinds": sorted((kind, kind_zh(kind)) for kind in publishing_kinds()),
        "is_filtered": bool(carried),
        "is_later_page": bool(before),
        "more": urlencode({**carried, "before": found.before}) if found.before else "",
        "longest": LONGEST,
    }
    return public_page(request, "publicity/search.html", shown)


@require_safe
def public_record(request: HttpRequest, name: str) -> HttpResponseBase:
    """Show one record by its public id or its number; 410 where it is no longer shown, 404 where it never was."""
    record = shown_record(name)
    if record is None:
        return public_page(request, "publicity/unknown.html", {"name": name[:60]}, status=404)
    status = 200 if record.is_public else _GONE
    return public_page(request, "publicity/record.html", {"record": record}, status=status)


@require_safe
def public_record_json(request: HttpRequest, name: str) -> HttpResponseBase:
    """Hand out the exact text whose SM3 stands in the log."""
    record = shown_record(name)
    if record is None or not record.is_public:
        return public_page(
            request, "publicity/unknown.html", {"name": name[:60]}, status=404 if record is None else _GONE
        )
    return public_content(request, record.text, "application/json; charset=utf-8")


def _asked(request: HttpRequest) -> Asked:
    """Read the filters; what is none counts as not asked."""
    agency = request.GET.get("agency", "")
    return Asked(
        text=request.GET.get("q", "")[:LONGEST],
        agency=int(agency) if agency.isascii() and agency.isdecimal() and len(agency) < 10 else None,
        item=_item(request.GET.get("item", "")),
        kind=_kind(request.GET.get("kind", "")),
        since=_day(request.GET.get("since", "")),
        until=_day(request.GET.get("until", "")),
    )


def _item(text: str) -> str:
    return text if re.fullmatch(r"[a-z0-9-]{1,80}", text) else ""


def _kind(text: str) -> str:
    return text if text in publishing_kinds() else ""


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text[:10])
    except ValueError:
        return None
    return day if 1990 <= day.year <= 2200 else None


def _agencies() -> list[tuple[int, str]]:
    """Legal subjects with something public; asked once in five minutes."""
    return cache.get_or_set("publicity:agencies", _agencies_now, KEPT_SECONDS) or []


def _agencies_now() -> list[tuple[int, str]]:
    subjects = Agency.objects.filter(acts_in_name_of=None).order_by("code").values_list("pk", "name")
    return [(pk, name) for pk, name in subjects if PublicWords.objects.filter(agency_id=pk).exists()]


def _items() -> list[tuple[str, str]]:
    rules = records("violations")
    return sorted(((key, str(rule["name_zh"])) for key, rule in rules.items()), key=lambda item: item[1])
