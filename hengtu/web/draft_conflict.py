"""A draft that was saved elsewhere in between: what happened, and the ways on that the page itself offers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import QueryDict
from django.urls import reverse

from hengtu.agencies.models import Account
from hengtu.ledger.errors import DraftMoved
from hengtu.ledger.models import Draft
from hengtu.rulesets.models import BenchmarkDraft

OVER = "over-"  # the intent of a button: save what this page holds over the version named, knowingly


@dataclass(frozen=True)
class DraftConflict:
    """What the page says of the draft as it stands now.

    ``who`` is empty where the reader himself saved it in another window. ``version`` is 0 where the draft has been used
    up or put away. ``newest`` opens the draft as it stands, ``earlier`` its versions.
    """

    who: str
    version: int
    saved_at: datetime | None
    newest: str
    earlier: str

    @property
    def mine_becomes(self) -> int:
        """The number under which this page's content would be kept."""
        return self.version + 1


def saved_elsewhere(moved: DraftMoved, key: str, owner: str, reader: Account, newest: str) -> DraftConflict:
    """Return the conflict of a form whose draft another window or a colleague saved in between."""
    draft = Draft.objects.filter(key=key, owner=owner, discarded_at=None).first()
    if draft is None or not moved.version:
        return DraftConflict("", 0, None, "", reverse("drafts"))
    writer = Account.objects.filter(username=draft.saved_by).exclude(pk=reader.pk).first()
    earlier = reverse("draft", args=[draft.pk]) if draft.owner == reader.username else ""
    return DraftConflict(writer.name if writer else "", draft.version, draft.saved_at, newest, earlier)


def table_saved_elsewhere(draft: BenchmarkDraft, reader: Account) -> DraftConflict:
    """Return the same of a table of benchmarks."""
    who = "" if draft.saved_by_id == reader.pk else draft.saved_by.name
    newest, earlier = (reverse(name, args=[draft.pk]) for name in ("benchmark_draft", "benchmark_versions"))
    return DraftConflict(who, draft.version, draft.saved_at, newest, earlier)


def seen_version(data: QueryDict) -> int:
    """Return the version that a posted page means to save over: the one it has seen, or the one its button names."""
    intent = data.get("intent", "")
    seen = intent.removeprefix(OVER) if intent.startswith(OVER) else data.get("version", "")
    return int(seen) if seen.isdecimal() and len(seen) < 9 else 0


def takes_over(data: QueryDict) -> bool:
    """Whether the post saves this page's content over a newer version, as its button says."""
    return data.get("intent", "").startswith(OVER)
