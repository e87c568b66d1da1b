"""My own record: what I did in a span of days, each act with its state; what can still be mended, and how."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from hengtu.ledger.access_log import note_access
from hengtu.oversight.protection.policies import own_id
from hengtu.oversight.protection.record import LOOKED_THROUGH, own_page
from hengtu.oversight.selectors.results import results_of
from hengtu.web.asked import day_in
from hengtu.web.looks import note_look
from hengtu.web.views.lawbook.desk import Desk, reading

TABS = (("protection", "我的履职记录"), ("accountability", "责任认定"))
USUAL = timedelta(days=30)


@require_safe
@reading(TABS)
def protection(desk: Desk) -> HttpResponse:
    """List what the reader did; with ``gaps=1`` only what he can still mend."""
    last = day_in(desk.asked("last")) or desk.today
    first = min(day_in(desk.asked("first")) or last - USUAL, last)
    only_gaps = desk.asked("gaps") == "1"
    person = own_id(desk.account)
    page = own_page(person, first, last, cursor=desk.asked("cursor", 80), only_gaps=only_gaps)
    note_look(desk.request, f"protection/{person}", desk.now)
    shown = {
        "list": page,
        "first": first,
        "last": last,
        "only_gaps": only_gaps,
        "looked_through": LOOKED_THROUGH,
        "results": results_of(desk.account, desk.today),
    }
    return desk.page("protection/own.html", shown)


def note(desk: Desk, what: str, purpose: str) -> None:
    """Note who looked at what of somebody's record, and for what."""
    note_access(who=desk.account.get_username(), what=what, purpose=purpose, at=desk.now)
