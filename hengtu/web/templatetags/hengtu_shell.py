"""What the shell around every page needs to know about the reader."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django import template
from django.http import HttpRequest
from django.utils import timezone

from hengtu.cases.selectors.messages import open_items
from hengtu.web.display import Display, display_of
from hengtu.web.navigation import NavGroup, NavItem, address_of, navigation_for, tabs_of
from hengtu.web.standing import standing_of

register = template.Library()


@dataclass(frozen=True)
class Shell:
    """The frame of a page: where one stands, where one can go, what waits."""

    groups: tuple[NavGroup, ...]
    tabs: tuple[NavItem, ...]
    search: str
    messages: str
    account: str
    unread: int = 0
    standing: Mapping[str, Any] = field(default_factory=dict)


@register.simple_tag(takes_context=True)
def display(context: dict[str, Any]) -> Display:
    """Theme and size of type the reader chose; error pages have no request and follow the system."""
    return display_of(context.get("request"))


@register.simple_tag(takes_context=True)
def shell(context: dict[str, Any]) -> Shell:
    """Gather the frame: one question to the database for all counts."""
    request: HttpRequest = context["request"]
    addresses = (address_of("search"), address_of("messages"), address_of("account"))
    if not request.user.is_authenticated:
        groups = navigation_for(request.user, request.path)
        return Shell(groups, tabs_of(groups), *addresses)
    standing = standing_note(request)
    counts = open_items(request.user)
    here = {**counts, "home": counts["home"] + counts["asked"], "approvals": counts["asked"]}
    groups = navigation_for(request.user, request.path, standing.get("role", ""), here)
    return Shell(groups, tabs_of(groups), *addresses, counts["messages"], standing)


def standing_note(request: HttpRequest) -> Mapping[str, Any]:
    """Return what the session noted about the post the reader stands in; noted now where nobody has."""
    note: Mapping[str, Any] | None = request.session.get("standing")
    if note is None or "role" not in note:
        if request.user.is_anonymous:
            return {}
        note = request.session["standing"] = standing_of(request.user, timezone.localdate()).as_note()
    return note


@register.simple_tag
def place(name: str, *args: object) -> str:
    """Return the address of a place by its name, "" while nobody has built it."""
    return address_of(name, *args)
