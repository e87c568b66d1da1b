"""Files that came with a form of the door: kept under its code until they become exhibits."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest

from hengtu.evidence.errors import ExhibitRefused
from hengtu.evidence.models import Upload
from hengtu.evidence.services.receive_upload import FULL_ZH, keep_whole, plain_name
from hengtu.lib.blobs import BlobStoreFull
from hengtu.portal import limits
from hengtu.web.views.door.entering import Visitor
from hengtu.web.views.evidence.arriving import DISK_FULL, ArrivedFile


def kept_files(request: HttpRequest, found: Visitor) -> Iterator[tuple[str, Upload | None, str]]:
    """Keep every file that came and yield its field, the upload, or why it was not kept."""
    for field in request.FILES:
        files = [file for file in request.FILES.getlist(field) if isinstance(file, ArrivedFile)]
        for file in files[: limits.MOST_FILES]:
            yield field, *_kept(found, file)


def _kept(found: Visitor, file: ArrivedFile) -> tuple[Upload | None, str]:
    name, stream = plain_name(file.name or ""), found.door.document.stream_id
    if file.path is None or file.problem:
        return None, FULL_ZH if file.problem == DISK_FULL else f"文件“{name}”太大，没有收。请分开提交。"
    try:
        return keep_whole(stream=stream, username=found.name, filename=name, file=file.path, at=found.at), ""
    except (ExhibitRefused, BlobStoreFull) as refusal:
        return None, str(refusal)
