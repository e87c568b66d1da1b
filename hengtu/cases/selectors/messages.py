"""The message box of one account: unread first, then the latest; a page at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Value

from hengtu.agencies.models import Account
from hengtu.cases.models import Message, Proposal, ProposalState, TaskHand
from hengtu.ledger.models import Draft

PAGE = 50


@dataclass(frozen=True)
class Box:
    """One page: the unread ones (all of them, on the first page), what was read, and the cursor of the next page."""

    unread: tuple[Message, ...]
    read: tuple[Message, ...]
    next_cursor: str
    cursor: str


def message_box(account: Account, *, cursor: str = "") -> Box:
    """Return one page of the messages of an account; ``cursor`` is the key of the last read one shown."""
    own = Message.objects.filter(to=account)
    unread = () if cursor else tuple(own.filter(read_at=None).order_by("-sent_at", "-id")[:PAGE])
    read = own.filter(read_at__isnull=False).order_by("-sent_at", "-id")
    if cursor:
        instant, _, last = cursor.partition("_")
        sent_at = datetime.fromisoformat(instant)
        read = read.filter(Q(sent_at__lte=sent_at) & (Q(sent_at__lt=sent_at) | Q(id__lt=int(last))))
    rows = list(read[: PAGE + 1])
    following = f"{rows[PAGE - 1].sent_at.isoformat()}_{rows[PAGE - 1].pk}" if len(rows) > PAGE else ""
    return Box(unread, tuple(rows[:PAGE]), following, cursor)


def latest_messages(account: Account, limit: int = 5) -> tuple[Message, ...]:
    """Return the latest messages, read or not, for the side of the worklist."""
    return tuple(Message.objects.filter(to=account).order_by("-sent_at", "-id")[:limit])


def open_items(account: Account) -> Mapping[str, int]:
    """Count what waits for an account, in one question: unread messages, own tasks, proposals to it, drafts."""
    counted = {
        "messages": _count(Message.objects.filter(to=OuterRef("pk"), read_at=None)),
        "home": _count(TaskHand.objects.filter(account=OuterRef("pk"))),
        "asked": _count(Proposal.objects.filter(addressee=OuterRef("pk"), state=ProposalState.OPEN)),
        "drafts": _count(Draft.objects.filter(owner=OuterRef("username"), discarded_at=None)),
    }
    row = Account.objects.filter(pk=account.pk).values_list(*counted.values()).first() or ()
    numbers: list[int | None] = list(row)
    return {name: number or 0 for name, number in zip(counted, numbers, strict=False)}


def _count(rows: QuerySet[Message] | QuerySet[TaskHand] | QuerySet[Proposal] | QuerySet[Draft]) -> Subquery:
    grouped = rows.order_by().annotate(all=Value(1)).values("all").annotate(n=Count("pk"))
    return Subquery(grouped.values("n"))
