"""Pages inside the room: nobody gets in without having shown who he is, and what he typed waits for him."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

from hengtu.web.views.door.arrived import kept_files
from hengtu.web.views.door.entering import Visitor, visitor
from hengtu.web.views.door.outside import ask_identity, identified

View = Callable[..., HttpResponse]


def inside(view: View) -> View:
    """Make a view of ``(request, code, …)`` out of one of ``(request, visitor, …)``.

    An identity typed on the way is checked first and the view goes on with ``intent=again``: the form stands there
    as it was, to be sent once more.
    """

    @wraps(view)
    def guarded(request: HttpRequest, code: str, **more: Any) -> HttpResponse:
        found = visitor(request, code)
        if isinstance(found, HttpResponse):
            return found
        if found.level:
            return view(request, found, **more)
        if request.method == "POST" and request.POST.get("intent") == "identify":
            known = identified(request, found)
            return known if isinstance(known, HttpResponse) else view(request, known, **more)
        return ask_identity(request, found, also_carried=_kept(request, found))

    return guarded


def _kept(request: HttpRequest, found: Visitor) -> list[tuple[str, str]]:
    """Files of somebody who had shown who he is, and only stayed too long: they wait with what was typed."""
    if not found.was_known or not request.FILES:
        return []
    arrived = kept_files(request, found)
    return [(field.replace("files-", "kept-").replace("mandate", "kept-mandate"), str(upload.pk))
            for field, upload, _ in arrived if upload is not None]  # fmt: skip
