"""Crimes on their way to the police and disputes of competence, within the reader's reach."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from hengtu.cases.selectors.serious import MOST, serious_matters
from hengtu.web.views.lawbook.desk import Desk, reading
from hengtu.web.views.oversight.desk import TABS


@require_safe
@reading(TABS)
def serious(desk: Desk) -> HttpResponse:
    """List both, what is open first."""
    found = serious_matters(desk.account, on=desk.today)
    return desk.page("oversight/serious.html", {"found": found, "most": MOST})
