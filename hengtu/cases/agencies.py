"""Agencies by code, remembered per process: codes in acts never change their meaning."""

from __future__ import annotations

from functools import lru_cache

from hengtu.agencies.models import Agency


@lru_cache(maxsize=4096)
def agency_by_code(code: str) -> Agency:
    """Return the agency with this code, its legal subject loaded along.

    Raises: Agency.DoesNotExist
    """
    return Agency.objects.select_related("acts_in_name_of").get(code=code)
