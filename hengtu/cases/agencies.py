"""Agencies as acts name them: by code."""

from __future__ import annotations

from hengtu.agencies.models import Agency


def agency_by_code(code: str) -> Agency:
    """Return the agency with this code, its legal subject loaded along.

    Raises: Agency.DoesNotExist
    """
    return Agency.objects.select_related("acts_in_name_of").get(code=code)
