"""Sending a file in pieces. Begin: POST; how far: HEAD; the next piece: PATCH with Upload-Offset; give up: DELETE.

After the tus protocol in spirit, with the few words we need. The file becomes an exhibit by the form that names it.
"""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from hengtu.evidence.errors import ExhibitRefused
from hengtu.evidence.limits import MAX_PIECE
from hengtu.evidence.models import Upload
from hengtu.evidence.services.receive_upload import (
    PieceDamaged,
    WrongOffset,
    add_piece,
    discard_upload,
    received,
    start_upload,
)
from hengtu.lib.blobs import BlobStoreFull
from hengtu.web.requests import SignedInRequest
from hengtu.web.views.evidence.guard import CaseTakesNothing, own_upload, refuse_ended, work_case

INSUFFICIENT_STORAGE = 507


@require_POST
@login_required
def upload_new(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """Begin a file, or go on with the one begun before: the answer says from where."""
    now = timezone.now()
    case = work_case(request.user, case_id, on=timezone.localdate(now))
    try:
        refuse_ended(case)
        upload = start_upload(
            stream=case_id,
            username=request.user.get_username(),
            filename=request.POST.get("filename", ""),
            size=number(request.POST.get("size", "")),
            fingerprint=request.POST.get("fingerprint", ""),
            at=now,
        )
    except CaseTakesNothing as ended:
        return refused(ended.code, str(ended), 409)
    except ExhibitRefused as refusal:
        return refused(refusal.code, str(refusal), 422)
    return _where(upload, status=201)


@require_http_methods(["HEAD", "PATCH", "DELETE"])
@login_required
def upload(request: SignedInRequest, uid: UUID) -> HttpResponse:
    found = own_upload(request.user, uid, on=timezone.localdate())
    if request.method == "DELETE":
        discard_upload(found)
        return HttpResponse(status=204)
    if request.method == "HEAD":
        return _where(found)
    return _piece(request, found)


def _piece(request: HttpRequest, found: Upload) -> HttpResponse:
    try:
        moved = add_piece(
            found.pk,
            offset=number(request.headers.get("Upload-Offset", "")),
            piece=request.read(MAX_PIECE + 1),
            sha256=request.headers.get("Upload-Digest", ""),
        )
    except WrongOffset as wrong:
        return refused(wrong.code, str(wrong), 409, offset=wrong.offset)
    except PieceDamaged as damaged:
        return refused(damaged.code, str(damaged), 422)
    except BlobStoreFull as full:
        return refused(full.code, str(full), INSUFFICIENT_STORAGE)
    except Upload.DoesNotExist:
        return refused("upload_gone", "这个文件已经入库，或者已经放弃。请刷新页面看看。", 404)
    except ExhibitRefused as refusal:  # its first bytes say that it will never be an exhibit
        with transaction.atomic():
            discard_upload(found)
        return refused(refusal.code, str(refusal), 422)
    return _where(moved)


def _where(upload: Upload, status: int = 200) -> JsonResponse:
    offset = received(upload)
    answer = {"uid": str(upload.pk), "url": reverse("upload", args=[upload.pk]), "offset": offset, "size": upload.size}
    headers = {"Upload-Offset": str(offset), "Upload-Length": str(upload.size), "Cache-Control": "no-store"}
    return JsonResponse(answer, status=status, headers=headers)


def refused(code: str, message: str, status: int, offset: int | None = None) -> JsonResponse:
    """Return a refusal for a script: stable code, sentence for people, from where to go on."""
    headers = {} if offset is None else {"Upload-Offset": str(offset)}
    body = {"code": code, "message": message, **({} if offset is None else {"offset": offset})}
    return JsonResponse(body, status=status, headers=headers, json_dumps_params={"ensure_ascii": False})


def number(text: str) -> int:
    """Read a whole number as bytes are counted; what is none never fits anywhere."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 15 else -1
