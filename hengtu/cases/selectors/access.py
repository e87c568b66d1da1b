"""Fetch and authorise in one call."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.http import Http404

from hengtu.agencies.models import Account
from hengtu.cases.models import EnforcementCase


def access_case(account: Account, case_id: UUID, *, on: date) -> EnforcementCase:
    """Return the case if the account may see it on this day.

    Raises: Http404 for strangers, as if the case did not exist.
    """
    case = EnforcementCase.objects.visible_to(account, on).select_related("agency").filter(pk=case_id).first()
    if case is None:
        raise Http404("没有这件案件，或者不在您的查阅范围内。")
    return case


def may_work_on(account: Account, case_id: UUID, *, on: date) -> bool:
    """Whether the account works on this case on this day: its own legal subject's, and not only to look at."""
    return EnforcementCase.objects.workable_by(account, on).filter(pk=case_id).exists()


def case_to_work_on(account: Account, case_id: UUID, *, on: date) -> EnforcementCase:
    """Return a case the account works on, in one query where it does.

    Raises: Http404, with the reason for those who may look on.
    """
    within = EnforcementCase.objects.visible_to(account, on).workable_by(account, on)
    case = within.select_related("agency").filter(pk=case_id).first()
    if case is None:
        access_case(account, case_id, on=on)  # a stranger is told less
        raise Http404("您可以查阅本案，但不参与办理。请回到案件。")
    return case
