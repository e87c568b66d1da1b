"""An exhibit as people look at it: the display copy of a picture, else the sealed original, never as a web page."""

from __future__ import annotations

import codecs
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.cache import cache
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hengtu.cases.selectors.access import access_case
from hengtu.cases.selectors.custody import COPY, WHY, purpose_of
from hengtu.evidence.media import SHOWN_AS_IMAGE
from hengtu.evidence.models import Exhibit, Redaction
from hengtu.evidence.sensitive import is_sensitive
from hengtu.evidence.services.redact_exhibit import read_redacted
from hengtu.evidence.services.verify_exhibit import read_display
from hengtu.ledger.access_log import note_access
from hengtu.ledger.text import hash_of
from hengtu.lib.blobs import BlobDamaged, BlobError, BlobStore
from hengtu.lib.film_metadata import READ, FilmUnreadable, covers_of
from hengtu.lib.pdf_metadata import PdfUnreadable, clean_pdf
from hengtu.web.requests import SignedInRequest
from hengtu.web.views.evidence.ranged import begins, ranged
from hengtu.web.views.pdf import disposition

PURPOSE = "evidence"  # why somebody opened it, as the access log has it
TEXT, PDF, UNKNOWN = "text/plain", "application/pdf", "application/octet-stream"
TEXT_HEAD = 1 << 20
PLAYING_SECONDS = 600
# Chromium's own reader shows no PDF inside a sandbox; everything else needs no rights at all.
SANDBOX = {"sandbox": True, "default-src": ["'none'"], "style-src": ["'unsafe-inline'"], "media-src": ["'self'"]}

_checked: dict[str, tuple[int, int]] = {}  # originals whose hash this process has checked, by what their file was then


@require_safe
@login_required
def exhibit(request: SignedInRequest, uid: UUID) -> HttpResponseBase:
    """Show the exhibit to whoever may see its case; strangers get 404, a damaged original gets an explanation."""
    found = _opened(request, uid, PURPOSE)
    try:
        response = _shown(request, found)
    except BlobError as damage:
        return _damaged(request, damage)
    except (PdfUnreadable, FilmUnreadable):
        unread = "这份文件加密了，或者结构不完整，去不掉它自带的信息，没有在浏览器里打开。需要的，到证据页下载原件。"
        return render(request, "damaged.html", {"message": unread, "what": "证据"}, status=409)
    return _guarded(response)


@require_safe
@login_required
def exhibit_original(request: SignedInRequest, uid: UUID) -> HttpResponseBase:
    """Hand out the untouched original as a file to be saved, with all the camera wrote into it.

    Where it shows more than its copies, it is first asked what for, and the answer is noted.
    """
    why = request.GET.get("why", "")
    waiting = get_object_or_404(Exhibit, pk=uid)
    case = access_case(request.user, waiting.stream_id, on=timezone.localdate())
    if why not in WHY and is_sensitive(waiting):
        shown = {"exhibit": waiting, "case": case, "why": WHY.items(), "asked": "why" in request.GET}
        return render(request, "evidence/why.html", shown, status=422 if shown["asked"] else 200)
    found = _opened(request, uid, purpose_of(why))
    try:
        path = _whole(found)
    except BlobError as damage:
        return _damaged(request, damage)
    saved_as = disposition(found.filename, download=True)
    return _guarded(ranged(request, path, etag=found.sha256, media_type=UNKNOWN, shown_as=saved_as))


@require_safe
@login_required
def redaction(request: SignedInRequest, uid: UUID) -> HttpResponseBase:
    """Show a redacted copy."""
    copy = get_object_or_404(Redaction.objects.select_related("exhibit"), pk=uid)
    now = timezone.now()
    access_case(request.user, copy.exhibit.stream_id, on=timezone.localdate(now))
    note_access(who=request.user.get_username(), what=f"redactions/{uid}", purpose=COPY, at=now)
    try:
        picture = read_redacted(copy)
    except BlobError as damage:
        return _damaged(request, damage)
    name = disposition(f"证{copy.exhibit.seq} {copy.exhibit.title}（遮盖件）.jpg")
    return _guarded(_answer(picture, "image/jpeg", name))


def pictures_of(case_id: UUID) -> frozenset[UUID]:
    """Return the exhibits of a case that have a picture to show."""
    with_picture = Exhibit.objects.filter(stream_id=case_id).exclude(display_key="")
    return frozenset(with_picture.values_list("uid", flat=True))


def _opened(request: SignedInRequest, uid: UUID, purpose: str) -> Exhibit:
    """Fetch, authorise and note. A player asking for the next part of a film it has just opened does not look anew."""
    found = get_object_or_404(Exhibit, pk=uid)
    now = timezone.now()
    access_case(request.user, found.stream_id, on=timezone.localdate(now))
    who = request.user.get_username()
    is_new = cache.add(f"look:{who}:{uid}:{hash_of('', purpose)[:16]}", True, PLAYING_SECONDS)
    if is_new or begins(request):
        note_access(who=who, what=f"exhibits/{uid}", purpose=purpose, at=now)
    return found


def _shown(request: SignedInRequest, found: Exhibit) -> HttpResponseBase:
    """Pictures, PDF and text open in the browser, films run, anything else (Office, archives) is only saved.

    What a recorder or a program wrote into the file is left out as far as its format is read; the original has it all.
    Raises: BlobError, PdfUnreadable, FilmUnreadable.
    """
    name = f"证{found.seq} {found.title}"
    picture = read_display(found)
    if picture is not None:
        return _answer(picture, "image/jpeg", disposition(f"{name}.jpg"))
    path, kind = _whole(found), found.media_type
    if kind == PDF:
        return _answer(clean_pdf(path), PDF, disposition(f"{name}.pdf"))
    covers = covers_of(path, kind) if kind in READ else ()
    is_shown = kind in SHOWN_AS_IMAGE or kind in {PDF, TEXT} or kind.startswith(("audio/", "video/"))
    media_type = f"{TEXT}; charset={_charset(path)}" if kind == TEXT else kind if is_shown else UNKNOWN
    shown_as = disposition(name) if is_shown else disposition(found.filename, download=True)
    return ranged(request, path, etag=found.sha256, media_type=media_type, shown_as=shown_as, covers=covers)


def _whole(found: Exhibit) -> Path:
    """Return where the original lies, its hash checked once for as long as its file stays as it is.

    A film is asked for in many ranges; hashing 2 GB at each would be of no use to anybody.
    """
    store = BlobStore(settings.BLOB_ROOT)
    path = store.path(found.original_key)
    state = (path.stat().st_mtime_ns, path.stat().st_size) if path.is_file() else None
    if state is None or (_checked.get(str(path)) != state and not store.verify(found.original_key)):
        raise BlobDamaged(f"证据“{found.title}”的原件不在或已损坏。请从备份恢复，并查明原因。")
    _checked[str(path)] = state
    return path


def _guarded(response: HttpResponseBase) -> HttpResponseBase:
    response["Cache-Control"] = "private, no-store"  # so that every opening is noted
    if not response["Content-Type"].startswith(PDF):
        response._csp_replace = SANDBOX  # type: ignore[attr-defined]
    return response


def _damaged(request: SignedInRequest, damage: BlobError) -> HttpResponse:
    return render(request, "damaged.html", {"message": str(damage), "what": "证据"}, status=409)


def _answer(content: bytes, media_type: str, shown_as: str) -> HttpResponse:
    return HttpResponse(content, content_type=media_type, headers={"Content-Disposition": shown_as})


def _charset(path: Path) -> str:
    """Texts come in the encoding of whoever wrote them: UTF-8 or the national standard."""
    with path.open("rb") as file:
        head = file.read(TEXT_HEAD)
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)  # the last character may be cut in two
    except UnicodeDecodeError:
        return "gb18030"
    return "utf-8"
