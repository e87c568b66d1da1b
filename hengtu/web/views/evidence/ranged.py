"""Files in pieces: whole or by byte range (RFC 9110), never held in memory."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse

from hengtu.lib.film_metadata import Cover

PIECE = 256 * 1024
RANGE = re.compile(r"bytes=(\d*)-(\d*)")


def ranged(
    request: HttpRequest, path: Path, *, etag: str, media_type: str, shown_as: str, covers: Sequence[Cover] = ()
) -> HttpResponseBase:
    """Return 200, 206 for a range, 416 for a range that lies outside.

    Args:
        etag: names the bytes; a range asked for with another one (``If-Range``) gets the whole.
        shown_as: the Content-Disposition.
        covers: what is shown in the place of the bytes of the file.
    """
    size = path.stat().st_size
    asked = _asked(request, size, etag)
    headers = {"Accept-Ranges": "bytes", "ETag": f'"{etag}"', "Content-Disposition": shown_as}
    if asked is not None and asked[0] >= asked[1]:
        return HttpResponse(status=416, headers={**headers, "Content-Range": f"bytes */{size}"})
    start, end = asked or (0, size)
    response = StreamingHttpResponse(
        _pieces(path, start, end, covers), content_type=media_type, status=206 if asked else 200, headers=headers
    )
    response["Content-Length"] = str(end - start)
    if asked:
        response["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
    return response


def begins(request: HttpRequest) -> bool:
    """Whether this is the first look at a file and not a player that asks for the next part."""
    found = RANGE.fullmatch(request.headers.get("Range", ""))
    return found is None or found[1] in {"", "0"}


def _asked(request: HttpRequest, size: int, etag: str) -> tuple[int, int] | None:
    """Return first and last + 1, None for the whole; several ranges and what cannot be read count as the whole."""
    found = RANGE.fullmatch(request.headers.get("Range", ""))
    if found is None or (not found[1] and not found[2]) or request.headers.get("If-Range", f'"{etag}"') != f'"{etag}"':
        return None
    if not found[1]:  # the last so many bytes; of none there is nothing to send
        last = min(int(found[2]), size)
        return (size - last, size) if last else (size, size)
    start, end = int(found[1]), min(int(found[2] or size) + 1, size)
    if found[2] and int(found[2]) < start:
        return None  # not a range at all
    return (start, end) if start < size else (size, size)


def _pieces(path: Path, start: int, end: int, covers: Sequence[Cover]) -> Iterator[bytes]:
    with path.open("rb") as file:
        file.seek(start)
        at = start
        while at < end and (piece := file.read(min(PIECE, end - at))):
            yield _covered(piece, at, covers)
            at += len(piece)


def _covered(piece: bytes, at: int, covers: Sequence[Cover]) -> bytes:
    """Return a piece that begins at ``at`` with what covers it laid over."""
    shown = bytearray(piece)
    for cover in covers:
        first, last = max(cover.start, at), min(cover.start + len(cover.content), at + len(piece))
        if first < last:
            shown[first - at : last - at] = cover.content[first - cover.start : last - cover.start]
    return bytes(shown)
