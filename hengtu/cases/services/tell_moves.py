"""Tell those concerned that deadlines moved: one digest a person, however many cases."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from hengtu.agencies.models import Account, Agency, Role
from hengtu.agencies.selectors.holders import holders_of
from hengtu.cases.models import DeadlineChange, EnforcementCase, MessageKind
from hengtu.cases.services.tell import tell
from hengtu.law.procedure.situation import day_of

URL = "/deadlines/changes/"


@dataclass
class _Digest:
    """What one person is told of: cases, changes, and the nearest new last day."""

    cases: set[UUID] = field(default_factory=set)
    changes: int = 0
    nearest: date | None = None

    def add(self, case: UUID, due_on: date | None) -> None:
        self.cases.add(case)
        self.changes += 1
        if due_on is not None:
            self.nearest = min(self.nearest or due_on, due_on)

    def words(self, cause: str) -> str:
        nearest = f"，最近的{self.nearest.month}月{self.nearest.day}日届满" if self.nearest else ""
        return f"{cause}，您的{len(self.cases)}件案件有{self.changes}个期限变动{nearest}"


def tell_moves(*, cause: str, key: str, at: datetime) -> int:
    """Tell the handlers of the cases and the heads of their units what one cause moved; returns how many people.

    Only deadlines that still ran are told of. Running it again tells nobody twice.
    """
    with transaction.atomic():
        digests = _digests(key, day_of(at))
        accounts = Account.objects.filter(pk__in=digests, is_active=True)
        told = 0
        for account in accounts:
            words = digests[account.pk].words(cause)
            told += tell([account], kind=MessageKind.DEADLINE, text=words, key=f"moved:{key}"[:120], at=at, url=URL)
        DeadlineChange.objects.filter(cause=key, told_at=None).update(told_at=at)
    return told


def _digests(key: str, on: date) -> dict[int, _Digest]:
    """By account: the handlers found in the acts, and whoever heads the unit."""
    found: dict[int, _Digest] = defaultdict(_Digest)
    heads: dict[int, list[int]] = {}
    for case, agency, due_on, handlers in _running(key):
        if agency not in heads:
            heads[agency] = _heads(agency, on)
        for account in {*handlers, *heads[agency]}:
            found[account].add(case, due_on)
    return found


def _running(key: str) -> Iterator[tuple[UUID, int, date | None, list[int]]]:
    changes = DeadlineChange.objects.filter(
        cause=key, told_at=None, was_open=True, case__in=EnforcementCase.objects.values("pk")
    )
    yield from changes.values_list("case_id", "case__agency_id", "new_due_on", "handlers").iterator()


def _heads(agency: int, on: date) -> list[int]:
    unit = Agency.objects.filter(pk=agency).first()
    return [account.pk for account in holders_of(Role.HANDLING_UNIT_HEAD, unit, on)] if unit else []
