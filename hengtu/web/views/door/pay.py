"""Paying in two taps: the paper in hand is enough, and nothing is shown that the paper does not say."""

from __future__ import annotations

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from hengtu.cases.payments.numbers import in_groups
from hengtu.cases.payments.orders import open_order, order_for
from hengtu.cases.payments.platform import PlatformDown, configured
from hengtu.cases.payments.registering import register_now
from hengtu.law.procedure.payable import payable_by
from hengtu.law.procedure.shares import unnamed
from hengtu.portal.panels.paying import asked
from hengtu.portal.selectors.room import outside_of
from hengtu.web.views.door.entering import Visitor, visitor
from hengtu.web.views.door.outside import ask_identity

# papers that state a sum: whoever holds one knows it, and anybody may pay for a party
STATING_MONEY = frozenset({"f15_penalty_decision", "f14_spot_decision", "f17_defer_notice", "f19_reminder"})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def door_pay(request: HttpRequest, code: str) -> HttpResponse:
    """Show what is owed today; a post makes the order and leads to the platform's own page."""
    found = visitor(request, code)
    if isinstance(found, HttpResponse):
        return found
    if not found.level and found.door.document.form not in STATING_MONEY:
        return ask_identity(request, found)
    if request.method != "POST":
        return _page(request, found)
    order = order_for(found.door.document.stream_id, at=found.at, party=found.door.party_uid)
    if order is None:
        return _page(request, found)
    try:
        address = register_now(order, at=found.at)
    except PlatformDown:
        return _page(request, found, down=True)
    if not address:
        return redirect("door_pay", found.door.code)
    back = urlencode({"back": f"{settings.PUBLIC_URL}/c/{found.door.code}/pay?back"})
    return redirect(f"{address}?{back}")


def _page(request: HttpRequest, found: Visitor, *, down: bool = False) -> HttpResponse:
    room = found.room()
    demand = payable_by(room.situation, found.door.party_uid, room.on)
    order = open_order(room.case.pk, found.door.party_uid)
    fits = order is not None and order.amount_fen == demand.amount_fen
    shown = {
        "outside": outside_of(found.door, at=found.at),
        "ask": asked(demand),
        "unclear": bool(unnamed(room.situation)),
        "number": in_groups(order.number) if order is not None and fits else "",
        "platform": configured() is not None and not (order is not None and order.trouble),
        "paid": bool(room.share.has("paid", "spot_cash_collected")),
        "back": "back" in request.GET,
        "down": down,
        "code": found.door.code,
        "today": timezone.localdate(found.at),
    }
    return render(request, "portal/pay.html", shown, status=503 if down else 200)
