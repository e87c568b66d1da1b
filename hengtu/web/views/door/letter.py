"""One way for everything a party writes at its door besides its statement: some words, some files, sent once.

Each page says what it asks in a ``LetterPage``; nothing typed or sent is lost on the way, with or without a script.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from hengtu.cases.participants import Participant
from hengtu.cases.refusals import ActRefused
from hengtu.evidence.models import Upload
from hengtu.evidence.selectors.uploads import uploads_of
from hengtu.evidence.services.receive_upload import discard_upload
from hengtu.ledger.errors import KeyReused, StreamMoved
from hengtu.lib.coded_error import CodedError
from hengtu.lib.uids import uid_of
from hengtu.portal import limits
from hengtu.portal.selectors.room import Room
from hengtu.portal.services.apply import HandedIn
from hengtu.portal.services.files import FilesRefused
from hengtu.web.views.door.arrived import kept_files
from hengtu.web.views.door.entering import Visitor
from hengtu.web.views.door.guarded import inside
from hengtu.web.views.evidence.arriving import IntoUploads


@dataclass(frozen=True)
class Ask:
    """One question of a form. ``choices`` makes it a choice of one; ``longest`` is in characters."""

    name: str
    label: str
    hint: str = ""
    rows: int = 4
    required: bool = True
    longest: int = limits.LONGEST_POINT
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class LetterPage:
    """A page of this kind. ``may`` says whether anything can be sent now; ``shown`` is what its template needs besides.

    ``send`` does it and returns the name of the address to go to, with its arguments after the code.
    """

    address: str
    template: str
    asks: tuple[Ask, ...]
    send: Callable[[Room, HandedIn], tuple[str, tuple[Any, ...]]]
    may: Callable[[Room], bool]
    shown: Callable[[Room], Mapping[str, Any]] = field(default=lambda room: {})
    takes_files: bool = True


@dataclass(frozen=True)
class Written:
    """The form as it stands: words by name, files kept, and what is wrong with it."""

    key: UUID
    words: Mapping[str, str] = field(default_factory=dict)
    files: tuple[Upload, ...] = ()
    troubles: tuple[str, ...] = ()

    def refused(self, message: str) -> Written:
        return replace(self, troubles=(*self.troubles, message))

    def without(self, uid: str) -> Written:
        return replace(self, files=tuple(each for each in self.files if str(each.pk) != uid))


def letter_view(page: LetterPage) -> Callable[..., HttpResponse]:
    """Make the view of a page: shown, filled in, sent."""

    @inside
    def guarded(request: HttpRequest, found: Visitor) -> HttpResponse:
        return answer_letter_page(page, request, found)

    @csrf_protect
    def protected(request: HttpRequest, code: str) -> HttpResponse:
        return guarded(request, code)

    @csrf_exempt  # the token is checked within: files must not be parsed before they have somewhere to go
    @never_cache
    @require_http_methods(["GET", "HEAD", "POST"])
    def view(request: HttpRequest, code: str) -> HttpResponse:
        request.upload_handlers = [IntoUploads(request)]
        return protected(request, code)

    return view


def answer_letter_page(
    page: LetterPage, request: HttpRequest, found: Visitor, *, clerk: Participant | None = None, then: str = ""
) -> HttpResponse:
    """Show a page of this kind, or take what was sent; for a party at its door, or for a clerk at another window.

    Args:
        clerk: who takes it down, beside the party. then: the address to go to afterwards, the receipt unless given.
    """
    if request.method != "POST":
        return _shown(page, request, found, Written(uuid4()))
    written = _read(page, request.POST, uploads_of(found.door.document.stream_id, found.name))
    for name, upload, message in kept_files(request, found) if page.takes_files else ():
        if upload is not None and name.startswith("files-"):
            written = replace(written, files=(*written.files, upload))
        elif upload is None:
            written = written.refused(message)
    if "drop" in request.POST:
        return _shown(page, request, found, _dropped(written, request.POST["drop"]))
    if request.POST.get("intent") != "send" or written.troubles:
        return _shown(page, request, found, written, status=422 if written.troubles else 200)
    return _sent(page, request, found, written, clerk, then)


def _sent(
    page: LetterPage, request: HttpRequest, found: Visitor, written: Written, clerk: Participant | None, then: str
) -> HttpResponse:
    handed_in = HandedIn(dict(written.words), written.files, found.at, written.key, clerk)
    try:
        name, more = page.send(found.room(), handed_in)
    except FilesRefused as refused:
        for upload, outcome in refused.outcomes:
            discard_upload(upload)
            written = written.without(str(upload.pk)).refused(outcome.message)
        return _shown(page, request, found, written, status=422)
    except ActRefused as refusal:
        return _shown(page, request, found, written, objections=refusal.objections, status=409)
    except CodedError as refusal:
        return _shown(page, request, found, written.refused(refusal.message), status=409)
    except (StreamMoved, KeyReused):
        return _shown(page, request, found, written.refused("案子刚刚有了新的变化，请再按一次提交。"), status=409)
    return redirect(then) if then else redirect(name, found.door.code, *more)


def _read(page: LetterPage, post: QueryDict, kept: Iterable[Upload]) -> Written:
    known = {str(upload.pk): upload for upload in kept if upload.is_complete}
    words = {ask.name: post.get(ask.name, "").replace("\0", "").strip() for ask in page.asks}
    files = tuple(known[uid] for uid in post.getlist("kept-1") if uid in known)
    written = Written(uid_of(post.get("key", "")) or uuid4(), words, files)
    sending = post.get("intent") == "send"
    return replace(written, troubles=tuple(_troubles(page, words)) if sending else ())


def _troubles(page: LetterPage, words: Mapping[str, str]) -> Iterable[str]:
    for ask in page.asks:
        typed = words[ask.name]
        if ask.required and not typed:
            yield f"“{ask.label}”还没有{'选' if ask.choices else '写'}。"
        elif len(typed) > ask.longest:
            yield f"“{ask.label}”有 {len(typed)} 个字，最多 {ask.longest} 字；长的内容可以做成文件一起交。"
        elif typed and ask.choices and typed not in dict(ask.choices):
            yield f"“{ask.label}”请从列出的里面选。"


def _dropped(written: Written, uid: str) -> Written:
    for upload in written.files:
        if str(upload.pk) == uid:
            discard_upload(upload)
    return written.without(uid)


def _shown(
    page: LetterPage,
    request: HttpRequest,
    found: Visitor,
    written: Written,
    *,
    objections: Iterable[Any] = (),
    status: int = 200,
) -> HttpResponse:
    room, agency = found.room(), found.door.document.agency
    shown = {
        "room": room,
        "outside": {"agency": agency.name, "phone": agency.phone, "address": agency.address},
        "agency": agency,
        "code": found.door.code,
        "here": request.path,
        "asks": [{"ask": ask, "value": written.words.get(ask.name, "")} for ask in page.asks],
        "written": written,
        "takes_files": page.takes_files,
        "may": page.may(room),
        "objections": tuple(objections),
        "today": timezone.localdate(found.at),
        **page.shown(room),
    }
    return render(request, page.template, shown, status=status)
