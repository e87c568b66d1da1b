"""Who looked at which case or document: noted at every opening."""

from __future__ import annotations

from datetime import datetime

from hengtu.ledger.access_log import note_access
from hengtu.web.requests import SignedInRequest


def note_look(request: SignedInRequest, what: str, at: datetime) -> None:
    """Note a look at ``what`` (room and key, as ``cases/<uuid>``) in the name of who is signed in."""
    note_access(who=request.user.get_username(), what=what, purpose="", at=at)
