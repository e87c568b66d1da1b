"""The party's statement: points, files with each, sent once; nothing typed or sent is lost on the way."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from hengtu.cases.refusals import ActRefused
from hengtu.evidence.selectors.uploads import uploads_of
from hengtu.evidence.services.receive_upload import discard_upload
from hengtu.ledger.errors import KeyReused, StreamMoved
from hengtu.portal import limits
from hengtu.portal.services.files import FilesRefused
from hengtu.portal.services.say import Point, Said, say
from hengtu.web.views.door.arrived import kept_files
from hengtu.web.views.door.entering import Visitor
from hengtu.web.views.door.guarded import inside
from hengtu.web.views.door.typed import Typed, read
from hengtu.web.views.evidence.arriving import IntoUploads


@csrf_exempt  # the token is checked below: files must not be parsed before they have somewhere to go
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def door_say(request: HttpRequest, code: str) -> HttpResponse:
    """Show the form; take in what is handed in; ``intent=more`` adds a point, ``drop`` gives up a file."""
    request.upload_handlers = [IntoUploads(request)]
    return _door_say(request, code)


@csrf_protect
def _door_say(request: HttpRequest, code: str) -> HttpResponse:
    return _guarded(request, code)


@inside
def _guarded(request: HttpRequest, found: Visitor) -> HttpResponse:
    if request.method != "POST":
        return _page(request, found, Typed(key=uuid4(), wants_hearing="hearing" in request.GET))
    typed = read(request.POST, uploads_of(found.door.document.stream_id, found.name))
    typed = _with_arrived(request, found, typed)
    if "drop" in request.POST:
        return _page(request, found, _dropped(request.POST["drop"], typed))
    intent = request.POST.get("intent", "")
    if intent == "more":
        return _page(request, found, typed.with_one_more())
    if intent != "send" or typed.troubles:
        return _page(request, found, typed, status=422 if typed.troubles else 200)
    return _sent(request, found, typed)


def _sent(request: HttpRequest, found: Visitor, typed: Typed) -> HttpResponse:
    room = found.room()
    try:
        act = say(room=room, said=_said(typed), at=found.at, key=typed.key)
    except FilesRefused as refused:
        for upload, outcome in refused.outcomes:
            typed = _dropped(str(upload.pk), typed).refused(outcome.message)
        return _page(request, found, typed, status=422)
    except ActRefused as refusal:
        return _page(request, found, typed, objections=refusal.objections, status=409)
    except (StreamMoved, KeyReused):
        return _page(request, found, typed.refused("案子刚刚有了新的变化，请再按一次提交。"), status=409)
    return redirect("door_done", found.door.code, act.uid)


def _said(typed: Typed) -> Said:
    points = [row for row in typed.rows if row.words]
    return Said(
        points=tuple(Point(no, row.words, row.files) for no, row in enumerate(points, start=1)),
        agent_name=typed.agent_name,
        agent_relation=typed.agent_relation,
        mandate=typed.mandate,
        wants_hearing=typed.wants_hearing,
        files=tuple(upload for row in typed.rows if not row.words for upload in row.files),
    )


def _with_arrived(request: HttpRequest, found: Visitor, typed: Typed) -> Typed:
    """Every file that came, under its point; what cannot be kept is said, and the rest goes on."""
    for field, upload, message in kept_files(request, found):
        typed = typed.with_file(field, upload) if upload is not None else typed.refused(message)
    return typed


def _dropped(uid: str, typed: Typed) -> Typed:
    """Give up a file of this door."""
    for upload in typed.uploads():
        if str(upload.pk) == uid:
            discard_upload(upload)
            return typed.without(upload)
    return typed


def _page(
    request: HttpRequest, found: Visitor, typed: Typed, *, objections: Iterable[Any] = (), status: int = 200
) -> HttpResponse:
    agency = found.door.document.agency
    shown = {
        "room": found.room(),
        "outside": {"agency": agency.name, "phone": agency.phone},
        "typed": typed,
        "code": found.door.code,
        "objections": tuple(objections),
        "today": timezone.localdate(found.at),
        "longest": limits.LONGEST_POINT,
        "most": limits.MOST_POINTS,
    }
    return render(request, "portal/say.html", shown, status=status)
