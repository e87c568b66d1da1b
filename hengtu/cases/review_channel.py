"""Where a party served electronically may apply for reconsideration online (ARL:22p2): a setting."""

from __future__ import annotations

from django.conf import settings

from hengtu.cases.desk.desk import Desk


def review_channel(desk: Desk) -> str:
    """Return the words printed with an electronic decision; empty where the installation has none."""
    return str(settings.ONLINE_REVIEW_CHANNEL)
