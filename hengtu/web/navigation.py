"""The main navigation: only places that exist, each marked when the reader is there."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse


@dataclass(frozen=True)
class NavItem:
    label: str
    url: str
    is_here: bool


@dataclass(frozen=True)
class NavGroup:
    label: str
    items: tuple[NavItem, ...]


def navigation_for(account: AbstractBaseUser | AnonymousUser, path: str, desk: str = "办案") -> tuple[NavGroup, ...]:
    """Return the groups this reader sees, the first named after the role; an anonymous one sees what is public."""
    groups = []
    if account.is_authenticated:
        groups.append(NavGroup(desk, (_item("案件", reverse("cases"), path),)))
    groups.append(NavGroup("查询", (_item("核验文书", reverse("verify"), path),)))
    groups.append(NavGroup("帮助", (_item("使用说明", reverse("help"), path),)))
    return tuple(groups)


def _item(label: str, url: str, path: str) -> NavItem:
    return NavItem(label, url, path.startswith(url))
