"""Put a draft away: it became an act, or is not wanted any more."""

from __future__ import annotations

from datetime import datetime

from hengtu.ledger.models import Draft


def discard_draft(*, key: str, owner: str, at: datetime) -> bool:
    """Close the open draft of a key; it stays readable among discarded ones. Return whether there was one."""
    return bool(Draft.objects.filter(key=key, owner=owner, discarded_at=None).update(discarded_at=at))
