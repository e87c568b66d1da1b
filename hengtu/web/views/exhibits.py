"""An exhibit as people look at it: the display copy of a picture, else the sealed original, never as a web page."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hengtu.cases.selectors.access import access_case
from hengtu.evidence.media import SHOWN_AS_IMAGE
from hengtu.evidence.models import Exhibit
from hengtu.evidence.services.verify_exhibit import read_display, read_original
from hengtu.ledger.access_log import note_access
from hengtu.lib.blobs import BlobDamaged, BlobError, BlobStore
from hengtu.web.requests import SignedInRequest
from hengtu.web.views.pdf import disposition

PURPOSE = "evidence"  # why somebody opened it, as the access log has it
TEXT, UNKNOWN = "text/plain", "application/octet-stream"
SHOWN = SHOWN_AS_IMAGE | {"application/pdf", TEXT}


@require_safe
@login_required
def exhibit(request: SignedInRequest, uid: UUID) -> HttpResponseBase:
    """Show the exhibit to whoever may see its case; strangers get 404, a damaged original gets an explanation."""
    found = get_object_or_404(Exhibit, pk=uid)
    now = timezone.now()
    access_case(request.user, found.stream_id, on=timezone.localdate(now))
    note_access(who=request.user.get_username(), what=f"exhibits/{uid}", purpose=PURPOSE, at=now)
    try:
        response = _shown(found)
    except BlobError as damage:
        return render(request, "damaged.html", {"message": str(damage), "what": "证据"}, status=409)
    response["Cache-Control"] = "private, no-store"  # so that every opening is noted
    return response


def pictures_of(case_id: UUID) -> frozenset[UUID]:
    """Return the exhibits of a case that have a picture to show."""
    with_picture = Exhibit.objects.filter(stream_id=case_id).exclude(display_key="")
    return frozenset(with_picture.values_list("uid", flat=True))


def _shown(found: Exhibit) -> HttpResponseBase:
    """Pictures, PDF and text open in the browser, films run, anything else (Office, archives) is only saved."""
    name = f"证{found.seq} {found.title}"
    picture = read_display(found)
    if picture is not None:
        return _answer(picture, "image/jpeg", disposition(f"{name}.jpg"))
    if found.media_type.startswith(("audio/", "video/")):
        return _film(found, name)
    content = read_original(found)
    if found.media_type not in SHOWN:
        return _answer(content, UNKNOWN, disposition(found.filename, download=True))
    media_type = f"{TEXT}; charset={_charset(content)}" if found.media_type == TEXT else found.media_type
    return _answer(content, media_type, disposition(name))


def _answer(content: bytes, media_type: str, shown_as: str) -> HttpResponse:
    return HttpResponse(content, content_type=media_type, headers={"Content-Disposition": shown_as})


def _film(found: Exhibit, name: str) -> FileResponse:
    """Films are large: checked and sent in pieces instead of being held in memory."""
    store = BlobStore(settings.BLOB_ROOT)
    if not store.verify(found.original_key):
        raise BlobDamaged(f"证据“{found.title}”的原件不在或已损坏。请从备份恢复，并查明原因。")
    film = store.path(found.original_key).open("rb")
    return FileResponse(film, content_type=found.media_type, filename=name)


def _charset(text: bytes) -> str:
    """Texts come in the encoding of whoever wrote them: UTF-8 or the national standard."""
    try:
        text.decode()
    except UnicodeDecodeError:
        return "gb18030"
    return "utf-8"
