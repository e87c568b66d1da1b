"""Drafts of sheets: saved while typing, found again on another device, gone once the act is done."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.http import QueryDict
from django.urls import reverse

from hengtu.agencies.models import Account
from hengtu.ledger.errors import DraftMoved
from hengtu.ledger.models import Draft
from hengtu.ledger.selectors.drafts import open_draft
from hengtu.ledger.services.discard_draft import discard_draft
from hengtu.ledger.services.save_draft import save_draft
from hengtu.web.acts.form import kept
from hengtu.web.draft_conflict import DraftConflict, saved_elsewhere, seen_version


def draft_key(case_id: UUID, kind: str) -> str:
    """What a sheet of a case is called among drafts."""
    return f"act:{case_id}:{kind}"


def draft_of(account: Account, case_id: UUID, kind: str) -> Draft | None:
    """Return what this account left unfinished."""
    return open_draft(key=draft_key(case_id, kind), owner=account.username, reader=account.username)


def keep(
    account: Account, case_id: UUID, kind: str, data: QueryDict, at: datetime
) -> tuple[Draft | None, DraftConflict | None]:
    """Save what was posted over the version the page has seen, or over the one it knowingly replaces.

    Returns: the draft; or None and what happened, when another window or device has saved in between.
    """
    key = draft_key(case_id, kind)
    try:
        draft = save_draft(
            key=key,
            owner=account.username,
            content=kept(data),
            at=at,
            expected_version=seen_version(data),
            page=data.get("key", "")[:64],
        )
    except DraftMoved as moved:
        newest = reverse("act", args=[case_id, kind])
        return None, saved_elsewhere(moved, key, account.username, account, newest)
    return draft, None


def drop(account: Account, case_id: UUID, kind: str, at: datetime) -> None:
    """Discard the draft of a sheet that has been handed in."""
    draft = draft_of(account, case_id, kind)
    if draft is not None:
        discard_draft(key=draft.key, owner=draft.owner, at=at)
