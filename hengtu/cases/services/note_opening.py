"""The party opened the link: noted for whoever asks, and no day of service."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from hengtu.cases.models import Delivery


def note_opening(message: str, code: str, *, at: datetime) -> bool:
    """Note the first opening of a delivered paper through its own link; return whether it was the first.

    Args:
        message: id in the link; anything else notes nothing. code: verification code of the paper that was opened.
    """
    try:
        uid = UUID(message)
    except ValueError:
        return False
    unopened = Delivery.objects.filter(message=uid, document__verification_code=code, opened_at=None)
    return bool(unopened.update(opened_at=at))
