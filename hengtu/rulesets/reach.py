"""Where an account stands: the divisions whose published rules, guidance and texts it reads."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from hengtu.agencies.models import Agency, Post
from hengtu.lib.divisions import contains

NATION = "000000"


def divisions_of(account: Any, on: date) -> frozenset[str]:
    """Return the divisions of the account's posts on a day with all that lie above them; nothing without a post."""
    if account is None or not getattr(account, "is_authenticated", False) or not account.is_active:
        return frozenset()
    held = Post.objects.held_or_delegated(account, on).values_list("agency__division_code", flat=True)
    return frozenset(code for place in held for code in chain_of(place))


def chain_of(division: str) -> tuple[str, ...]:
    """Return a division and those above it, nearest first, the nation last.

    >>> chain_of("130102")
    ('130102', '130100', '130000', '000000')
    """
    return tuple(dict.fromkeys((division, division[:4] + "00", division[:2] + "0000", NATION)))


def post_of(account: Any, roles: Iterable[str], on: date, agency: Agency | None = None) -> Post | None:
    """Return the first post with one of the roles on a day; with an agency, only one within its legal subject."""
    held = Post.objects.in_force(on).filter(account=account, role__in=list(roles), account__is_active=True)
    found = held.select_related("agency", "agency__acts_in_name_of").order_by("id")
    if agency is not None:
        return next((post for post in found if post.agency.legal_subject_id == agency.legal_subject_id), None)
    return found.first()


def legal_subjects_of(account: Any, roles: Iterable[str], on: date) -> frozenset[int]:
    """Return the legal subjects where an account holds one of the roles on a day; nothing for somebody signed out."""
    if not getattr(account, "is_authenticated", False):
        return frozenset()
    held = Post.objects.in_force(on).filter(account=account, role__in=list(roles), account__is_active=True)
    return frozenset(post.agency.legal_subject_id for post in held.select_related("agency"))


def keeps(agency: Agency, division: str, on: date) -> bool:
    """Whether an agency may publish for a division: its own area, and the nation where nobody above it works here."""
    if division != NATION:
        return agency.level == "MINISTRY" or contains(agency.division_code, division)
    if agency.level == "MINISTRY":
        return True
    elsewhere = Post.objects.in_force(on).exclude(agency__province_id=agency.province_id)
    return agency.level == "PROVINCE" and not elsewhere.exists()
