"""Drafts to go on with."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from hengtu.ledger.models import Draft, DraftVersion


def open_draft(*, key: str, owner: str, reader: str) -> Draft | None:
    """Return the open draft of a key and owner, if the reader may see it: his own, or a shared one."""
    found = Draft.objects.filter(key=key, owner=owner, discarded_at=None)
    return found.filter(Q(owner=reader) | Q(shared=True)).first()


def drafts_of(owner: str) -> QuerySet[Draft]:
    """Return the open drafts of one person, the latest first."""
    return Draft.objects.filter(owner=owner, discarded_at=None).order_by("-saved_at")


def versions_of(draft: Draft) -> QuerySet[DraftVersion]:
    """Return the versions of a draft, the latest first."""
    return draft.versions.order_by("-version")
