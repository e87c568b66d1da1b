"""What the shell around every page needs to know about the reader."""

from __future__ import annotations

from typing import Any

from django import template

from hengtu.web.display import Display, display_of
from hengtu.web.navigation import NavGroup, navigation_for

register = template.Library()


@register.simple_tag(takes_context=True)
def display(context: dict[str, Any]) -> Display:
    """Theme and size of type the reader chose; error pages have no request and follow the system."""
    return display_of(context.get("request"))


@register.simple_tag(takes_context=True)
def navigation(context: dict[str, Any]) -> tuple[NavGroup, ...]:
    request = context["request"]
    return navigation_for(request.user, request.path, request.session.get("standing", {}).get("desk", "办案"))
