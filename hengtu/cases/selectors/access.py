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
