"""Drafts of sheets: saved while typing, found again on another device, gone once the act is done."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.http import QueryDict

from hengtu.agencies.models import Account
from hengtu.ledger.errors import DraftMoved
from hengtu.ledger.models import Draft
from hengtu.ledger.selectors.drafts import open_draft
from hengtu.ledger.services.discard_draft import discard_draft
from hengtu.ledger.services.save_draft import save_draft
from hengtu.web.acts.form import kept


def draft_key(case_id: UUID, kind: str) -> str:
    """What a sheet of a case is called among drafts."""
    return f"act:{case_id}:{kind}"


def draft_of(account: Account, case_id: UUID, kind: str) -> Draft | None:
    """Return what this account left unfinished."""
    return open_draft(key=draft_key(case_id, kind), owner=account.username, reader=account.username)


def keep(account: Account, case_id: UUID, kind: str, data: QueryDict, at: datetime) -> tuple[Draft | None, str]:
    """Save what was posted over the version the page has seen.

    Returns: the draft; or None and a sentence, when another window or device has saved in between.
    """
    try:
        draft = save_draft(
            key=draft_key(case_id, kind),
            owner=account.username,
            content=kept(data),
            at=at,
            expected_version=_version(data),
            page=data.get("key", "")[:64],
        )
    except DraftMoved as moved:
        return None, str(moved)
    return draft, ""


def _version(data: QueryDict) -> int:
    seen = data.get("version", "")
    return int(seen) if seen.isdecimal() and len(seen) < 10 else 0


def drop(account: Account, case_id: UUID, kind: str, at: datetime) -> None:
    """Discard the draft of a sheet that has been handed in."""
    draft = draft_of(account, case_id, kind)
    if draft is not None:
        discard_draft(key=draft.key, owner=draft.owner, at=at)
