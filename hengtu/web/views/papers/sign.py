"""Signing on a screen: officer, party and witness, each on his line; or a refusal, or a picture of the signed paper."""

from __future__ import annotations

import json
from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from hengtu.cases.models import EnforcementCase
from hengtu.cases.selectors.access import may_work_on
from hengtu.documents.catalogue import form
from hengtu.documents.errors import DocumentRefused
from hengtu.documents.models import Document, DocumentSignature, DocumentState, SignatureMethod
from hengtu.documents.selectors.signatures import SignatureLine, signature_lines
from hengtu.documents.services.sign_document import Captured, sign_document
from hengtu.documents.signatures import HEIGHT, WIDTH
from hengtu.lib.blobs import BlobError, BlobStore
from hengtu.lib.images import display_copy
from hengtu.web.looks import note_look
from hengtu.web.requests import SignedInRequest
from hengtu.web.views.papers.guard import document_to_see

# Whose name the document itself holds for a line: role, fields in order of preference.
NAMED = {
    "现场人员": ("person_name",),
    "被询问人": ("interviewee",),
    "受送达人或代收人": ("substitute", "recipient"),
    "当事人或其代理人": ("party_name", "party_person"),
    "陈述申辩人": ("speaker",),
}
OFFICER_LINES = ("执法人员", "询问人", "勘验人", "承办人", "送达人", "记录人")
MOST_LINES = 99
MOST_BYTES = 30 * 1024 * 1024


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def document_sign(request: SignedInRequest, uid: UUID) -> HttpResponse:
    """Show the lines of a document; take a signature on the line of a post."""
    now = timezone.now()
    today = timezone.localdate(now)
    document, case = document_to_see(request.user, uid, today)
    if not may_work_on(request.user, case.pk, on=today):
        raise Http404("您可以查阅本案，但不参与办理。请回到案件。")
    lines = signature_lines(document)
    if request.method != "POST":
        note_look(request, f"documents/{uid}/sign", now)
        return _page(request, document, case, lines, _asked(request.GET.get("line", ""), lines))
    line = _number(request.POST.get("line", ""))
    try:
        sign_document(document, line=line, captured=_captured(request), by=request.user.username, at=now)
    except (DocumentRefused, BlobError) as refusal:
        return _page(request, document, case, signature_lines(document), line, trouble=str(refusal), status=422)
    done = all(not each.is_open for each in signature_lines(document))
    return redirect("document_page" if done else "document_sign", uid)


@require_safe
@login_required
def signature_photo(request: SignedInRequest, uid: UUID, line: int) -> HttpResponse:
    """Show the picture of a signature made on paper."""
    now = timezone.now()
    document, _ = document_to_see(request.user, uid, timezone.localdate(now))
    if line > MOST_LINES:
        raise Http404("没有这个签名栏。")
    signature = get_object_or_404(DocumentSignature, document=document, line=line, method=SignatureMethod.ON_PAPER)
    note_look(request, f"documents/{uid}/signatures/{line}", now)
    try:
        picture = display_copy(BlobStore(settings.BLOB_ROOT).read(signature.photo_key))
    except BlobError as error:
        return render(request, "damaged.html", {"message": str(error)}, status=409)
    return HttpResponse(picture, content_type="image/jpeg")


def _captured(request: SignedInRequest) -> Captured:
    upload = request.FILES.get("photo")
    if upload is not None and (upload.size or 0) > MOST_BYTES:
        raise DocumentRefused("signature_photo_unreadable", "照片超过30 MB，没有保存。请用较低的分辨率重新拍照。")
    method = request.POST.get("method", "")
    return Captured(
        signer=request.POST.get("signer", "")[:100],
        method=method if method in SignatureMethod.values else SignatureMethod.DRAWN,
        strokes=request.POST.get("strokes", ""),
        photo=upload.read() if upload is not None else b"",
        witness=request.POST.get("witness", "")[:100],
        note=request.POST.get("note", "")[:200],
    )


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 3 else -1


def _asked(text: str, lines: tuple[SignatureLine, ...]) -> int:
    """The line of the address, else the first that is open."""
    asked = _number(text)
    if 0 <= asked < len(lines) and lines[asked].is_open:
        return asked
    return next((line.position for line in lines if line.is_open), -1)


def _page(
    request: SignedInRequest,
    document: Document,
    case: EnforcementCase,
    lines: tuple[SignatureLine, ...],
    position: int,
    *,
    trouble: str = "",
    status: int = 200,
) -> HttpResponse:
    current = lines[position] if 0 <= position < len(lines) and lines[position].is_open else None
    stands = document.state == DocumentState.ISSUED
    shown = {
        "document": document,
        "case": case,
        "form": form(document.form),
        "lines": lines,
        "current": current if stands else None,
        "stands": stands,
        "typed": request.POST,
        "signer": request.POST.get("signer", _signer(request, document, current)),
        "method": request.POST.get("method") or SignatureMethod.DRAWN,
        "trouble": trouble,
        "width": WIDTH,
        "height": HEIGHT,
        "today": timezone.localdate(),
    }
    return render(request, "papers/sign.html", shown, status=status)


def _signer(request: SignedInRequest, document: Document, line: SignatureLine | None) -> str:
    """Who most likely signs this line: whom the document names there, else the officer who holds the screen."""
    if line is None:
        return ""
    values = json.loads(document.data)["values"]
    named = next((str(values[key]) for key in NAMED.get(line.role, ()) if key in values), "")
    return named or (request.user.name if line.role in OFFICER_LINES else "")
