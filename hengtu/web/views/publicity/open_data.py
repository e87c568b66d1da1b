"""Open data of what is public: a page of months, the files of each, the data dictionary."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.conf import settings
from django.core.cache import cache
from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from hengtu.portal.publicity.open_data import COLUMNS, as_csv, as_json, dictionary_csv, months
from hengtu.web.public_pages import public_page

KEPT_SECONDS = 300


@require_safe
def publicity_open_data(request: HttpRequest) -> HttpResponseBase:
    """Show the months and what the columns mean."""
    found = cache.get_or_set("publicity:months", months, KEPT_SECONDS)
    shown = {"months": found, "columns": COLUMNS, "licence": settings.OPEN_DATA_LICENCE}
    return public_page(request, "publicity/open_data.html", shown, seconds=KEPT_SECONDS)


@require_safe
def publicity_month(request: HttpRequest, month: str, form: str) -> StreamingHttpResponse:
    """Hand out one month."""
    if not re.fullmatch(r"20[0-9]{2}-(?:0[1-9]|1[0-2])", month):
        raise Http404("没有这个月份。请从开放数据页选择。")
    lines = as_csv(month) if form == "csv" else as_json(month, settings.OPEN_DATA_LICENCE)
    return _file(lines, f"publicity-{month}.{form}", form)


@require_safe
def publicity_dictionary(request: HttpRequest) -> StreamingHttpResponse:
    """Hand out the data dictionary."""
    return _file(dictionary_csv(), "publicity-dictionary.csv", "csv")


def _file(lines: Iterator[str], name: str, form: str) -> StreamingHttpResponse:
    kind = "text/csv" if form == "csv" else "application/json"
    response = StreamingHttpResponse(lines, content_type=f"{kind}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = f"public, max-age={KEPT_SECONDS}"
    return response
