"""State something about an exhibit: appended, never changed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from hengtu.evidence.errors import ExhibitRefused
from hengtu.evidence.models import Exhibit, Particular, Topic


def state_particular(exhibit: Exhibit, topic: Topic, data: Mapping[str, Any], *, by: str, at: datetime) -> Particular:
    """Append a statement; the newest of its topic counts.

    Args:
        data: plain JSON, keys by topic (see ``Topic``).
        by: login name; empty: read by the system from the file itself.
    Raises: ExhibitRefused (``particular_empty``).
    Source: APL:46p2
    """
    kept = {key: value for key, value in data.items() if value not in (None, "", [])}
    if not kept:
        raise ExhibitRefused("particular_empty", f"关于证据“{exhibit.title}”没有写任何内容，没有登记。请写明以后再存。")
    return Particular.objects.create(exhibit=exhibit, topic=topic, data=kept, stated_by=by, stated_at=at)
