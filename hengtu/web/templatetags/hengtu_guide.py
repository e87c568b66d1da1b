"""Where the guide explains the page at hand, and the step of the tour to show on the worklist."""

from __future__ import annotations

from typing import Any

from django import template
from django.http import HttpRequest
from django.urls import reverse

from hengtu.web.guide.links import PUBLIC, SECTIONS
from hengtu.web.guide.tour import TourStep, step_to_show

register = template.Library()


@register.simple_tag(takes_context=True)
def guide_address(context: dict[str, Any]) -> str:
    """Return the address of the section about this page; "" where none is needed, as on pages of the guide."""
    request: HttpRequest | None = context.get("request")
    name = getattr(getattr(request, "resolver_match", None), "url_name", None) or ""
    if request is None or name not in SECTIONS:
        return ""
    if not request.user.is_authenticated:
        return f"{reverse('help')}#{PUBLIC[name]}" if name in PUBLIC else ""
    page, _, section = SECTIONS[name].partition("#")
    return reverse("guide_page", args=[page]) + (f"#{section}" if section else "")


@register.simple_tag(takes_context=True)
def tour(context: dict[str, Any]) -> TourStep | None:
    """Return the step of the tour this reader has come to; None once the tour is closed."""
    return step_to_show(context["request"])
