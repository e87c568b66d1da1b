"""Keep what somebody is still writing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from hengtu.ledger.errors import DraftMoved, DraftRefused
from hengtu.ledger.models import Draft, DraftVersion


def save_draft(
    *,
    key: str,
    owner: str,
    content: Mapping[str, Any],
    at: datetime,
    expected_version: int,
    by: str | None = None,
    shared: bool | None = None,
    page: str = "",
) -> Draft:
    """Save a draft over the version the writer has seen; earlier versions are kept.

    Args:
        key: what is being written (a form of a case), at most 200 characters.
        owner: login name of whom the draft belongs to.
        content: what was typed, plain JSON.
        at: aware instant.
        expected_version: version last seen, 0 for a new draft.
        by: login name of the writer; the owner unless given.
        shared: whether colleagues may go on with it; unchanged unless given, private at first.
        page: what names the open page, if anything does. A page saves over its own last save without having heard of
            it: the answer to what was saved while typing may still be on its way, or be lost on a bad line.
    Returns: the draft as saved. The same content again makes no new version.
    Raises: DraftMoved if another window or colleague saved in between; DraftRefused for somebody else's private draft.
    """
    writer = by or owner
    with transaction.atomic():
        draft = _open_draft(key, owner, at)
        if writer != owner and not draft.shared:
            raise DraftRefused("draft_private", "这份草稿未共享，只有其所有人可以修改。请让所有人共享后再继续。")
        if draft.version != expected_version and not (page and draft.saved_from == page):
            raise DraftMoved(expected_version, draft.version, draft.saved_by)
        changed = draft.version == 0 or draft.content != dict(content)
        if shared is not None:
            draft.shared = shared
        draft.saved_from = page
        if changed:
            _new_version(draft, dict(content), writer, at)
        draft.save()
    return draft


def _open_draft(key: str, owner: str, at: datetime) -> Draft:
    """Return the open draft, locked; a new one if there is none."""
    found = Draft.objects.select_for_update().filter(key=key, owner=owner, discarded_at=None).first()
    if found is not None:
        return found
    try:
        with transaction.atomic():
            return Draft.objects.create(key=key, owner=owner, saved_by=owner, saved_at=at)
    except IntegrityError:  # opened in another window a moment ago
        return Draft.objects.select_for_update().get(key=key, owner=owner, discarded_at=None)


def _new_version(draft: Draft, content: dict[str, Any], by: str, at: datetime) -> None:
    draft.version += 1
    draft.content, draft.saved_by, draft.saved_at = content, by, at
    DraftVersion.objects.create(draft=draft, version=draft.version, content=content, saved_by=by, saved_at=at)
