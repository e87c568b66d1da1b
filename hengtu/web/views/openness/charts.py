"""One procedure chart: on a page with its steps as a list, as a picture and as a sheet to print and hang up."""

from __future__ import annotations

from datetime import date, datetime, time

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_safe

from hengtu.agencies.models import Agency
from hengtu.law.procedure.charts import Chart, chart, chart_ids
from hengtu.lib.dates_zh import BEIJING
from hengtu.portal.openness.drawing import DESK, PHONE, draw
from hengtu.portal.openness.printing import print_chart
from hengtu.portal.openness.telling import told
from hengtu.web.views.openness.public import fresh, legal_subject
from hengtu.web.views.pdf import disposition


@require_safe
def openness_chart(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """Show a chart at the width of a desk and of a phone, and the same in words."""
    today = timezone.localdate()
    agency, found = _asked(code, name, today)
    shown = {
        "agency": agency,
        "chart": found,
        "desk": draw(found, DESK),
        "phone": draw(found, PHONE),
        "steps": told(found),
        "today": today,
    }
    return fresh(render(request, "openness/chart.html", shown))


@require_safe
def openness_chart_svg(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """Hand out the picture."""
    agency, found = _asked(code, name, timezone.localdate())
    words = {"agency": agency, "chart": found, "drawing": draw(found, DESK), "standalone": True}
    return _file(render_to_string("openness/_chart.svg", words).encode(), "image/svg+xml", agency, found, "svg")


@require_safe
def openness_chart_pdf(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """Hand out one A4 page (PDF/A)."""
    today = timezone.localdate()
    agency, found = _asked(code, name, today)
    pdf = print_chart(agency.name, found, datetime.combine(found.since, time(), BEIJING))
    return _file(pdf, "application/pdf", agency, found, "pdf")


def _asked(code: str, name: str, on: date) -> tuple[Agency, Chart]:
    agency = legal_subject(code, on)
    if name not in chart_ids():
        raise Http404("没有这张流程图。请从机关的公开页进入。")
    return agency, chart(name, on, place=agency.division_code)


def _file(content: bytes, kind: str, agency: Agency, found: Chart, ending: str) -> HttpResponse:
    filename = f"{agency.short_name}{found.zh}.{ending}"
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = disposition(filename)
    return fresh(response)
