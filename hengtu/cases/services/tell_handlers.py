"""Tell the officers of a case what others did on it."""

from __future__ import annotations

from datetime import datetime

from hengtu.cases.desk.desk import Desk
from hengtu.cases.models import MessageKind
from hengtu.cases.services.tell import tell


def tell_handlers(desk: Desk, text: str, *, key: str, at: datetime) -> int:
    """Write a message to every handler who has an account and is not at the desk; returns how many are new."""
    accounts = [officer.account for officer in desk.handlers if officer.account and officer.account != desk.account]
    return tell(accounts, kind=MessageKind.ACT, text=text, key=key, at=at, url=f"/cases/{desk.case_id}/")
