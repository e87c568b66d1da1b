"""Telling people of a legal day of a case: those who work on it, and those who watch over such days."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from hengtu.agencies.models import Account, Role
from hengtu.agencies.selectors.holders import holders_of
from hengtu.cases.models import CaseDeadline, EnforcementCase, MessageKind, TaskHand
from hengtu.cases.services.tell import tell
from hengtu.law.deadlines import term_named


def tell_of_deadline(
    row: CaseDeadline, words: str, accounts: Iterable[int], *, key: str, at: datetime, url: str
) -> int:
    """Tell accounts of one deadline, each once by ``key``; return how many were told.

    Args:
        words: how it stands, e.g. ``今天到期``. accounts: keys of accounts; those that ended are left out.
    """
    return tell(
        Account.objects.filter(pk__in={*accounts}, is_active=True),
        kind=MessageKind.DEADLINE,
        text=f"{term_named(row.term)['name']}{words}：{row.case.called}",
        key=key,
        at=at,
        url=url,
    )


def handlers_of(case: EnforcementCase) -> tuple[int, ...]:
    """Return the accounts that have a task in a case."""
    return tuple(TaskHand.objects.filter(task__case=case).values_list("account", flat=True))


def watchers_of(case: EnforcementCase, roles: Iterable[Role], on: date) -> tuple[int, ...]:
    """Return the accounts that hold one of the roles at the agency of a case on a day."""
    return tuple(each.pk for role in roles for each in holders_of(role, case.agency, on))
