"""The receipt: what was handed in, when, under which number."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from hengtu.portal.selectors.receipts import receipt_number
from hengtu.portal.words import RECEIPTS
from hengtu.web.views.door.entering import Visitor
from hengtu.web.views.door.guarded import inside


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@inside
def door_done(request: HttpRequest, found: Visitor, act_uid: UUID) -> HttpResponse:
    """Show the receipt of an act of this party; nobody else's act has one here."""
    room = found.room()
    act = next((each for each in room.history if each.uid == str(act_uid)), None)
    if act is None or act.kind not in RECEIPTS or room.door.party_uid not in {actor.id for actor in act.by}:
        raise Http404("没有这份回执。请从入口重新进入。")
    agency = found.door.document.agency
    shown = {
        "room": room,
        "outside": {"agency": agency.name, "phone": agency.phone},
        "act": act,
        "number": receipt_number(act),
        "receipt": RECEIPTS[act.kind],
        "code": found.door.code,
        "today": timezone.localdate(found.at),
    }
    return render(request, "portal/done.html", shown)
