"""The message box."""

from __future__ import annotations

import re
from datetime import datetime

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from hengtu.cases.models import Message
from hengtu.cases.selectors.messages import message_box
from hengtu.cases.services.mark_read import mark_read
from hengtu.web.requests import SignedInRequest
from hengtu.web.views.sign_in import own_address

CURSOR = re.compile(r"([0-9T:.+-]{20,40})_\d{1,18}")


@require_safe
@login_required
def messages(request: SignedInRequest) -> HttpResponse:
    box = message_box(request.user, cursor=_cursor(request.GET.get("cursor", "")))
    return render(request, "desk/messages.html", {"box": box, "today": timezone.localdate()})


@require_POST
@login_required
def messages_read(request: SignedInRequest) -> HttpResponse:
    """Mark all messages as read."""
    mark_read(request.user, at=timezone.now())
    return redirect("messages")


@require_POST
@login_required
def message_open(request: SignedInRequest, message_id: int) -> HttpResponse:
    """Mark a message as read and go where something can be done about it."""
    message = Message.objects.filter(to=request.user, pk=message_id).first()
    if message is None:
        raise Http404("没有这条消息。")
    mark_read(request.user, at=timezone.now(), message_id=message.pk)
    stays = request.POST.get("stay") or not message.url
    return redirect("messages") if stays else redirect(own_address(request, message.url))


def _cursor(asked: str) -> str:
    """Return the place to go on from; what no page of ours wrote means the beginning."""
    found = CURSOR.fullmatch(asked)
    try:
        aware = found is not None and datetime.fromisoformat(found[1]).tzinfo is not None
    except ValueError:
        return ""
    return asked if aware else ""
