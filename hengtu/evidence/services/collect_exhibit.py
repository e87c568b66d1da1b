"""Take in a piece of evidence: the original untouched, a copy for display."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Max

from hengtu.evidence.archives import refuse_bomb
from hengtu.evidence.claims import as_data, claims_of
from hengtu.evidence.errors import ExhibitRefused
from hengtu.evidence.limits import refuse_too_large
from hengtu.evidence.media import SHOWN_AS_IMAGE, is_program, is_text_in_disguise, media_type_of, promised_by_name
from hengtu.evidence.models import AuditResult, Exhibit, ExhibitKind, Topic
from hengtu.evidence.services.state_particular import state_particular
from hengtu.ledger.models import Stream
from hengtu.lib.blobs import Blob, BlobDiffers, BlobStore
from hengtu.lib.images import ImageRefused, display_copy

HEAD = 4096


def collect_exhibit(
    *,
    stream: uuid.UUID,
    kind: ExhibitKind,
    title: str,
    proof_purpose: str,
    content: bytes | Path,
    filename: str,
    collected_at: datetime,
    place: str,
    collectors: Sequence[Mapping[str, str]],
    at: datetime,
    source: str = "",
    latitude: float | None = None,
    longitude: float | None = None,
    monitored: bool = False,
    note: str = "",
    once: bool = False,
    announced: str = "",
    stated: Mapping[Topic, Mapping[str, Any]] | None = None,
    by: str = "",
) -> Exhibit:
    """Store an original byte for byte with its SM3 and SHA-256, and enter it under the next number of the stream.

    Args:
        content: the bytes, or a file (films: it is read in pieces and left where it is).
        filename: as it came; only kept, what the file is follows from its first bytes.
        collectors: ``{"id", "name", "certificate"}`` each. monitored: from electronic monitoring; such a record needs
            an audit before it can be used (APL:41p2).
        latitude, longitude: WGS-84 degrees. at: when it is recorded; ``collected_at`` may not lie after it.
        once: refuse an original the stream has already, so that a form sent twice does no harm.
        announced: the SHA-256 its device computed before it sent anything.
        stated: what is stated about it at once, by topic; ``by``: login name of who states it.
    Raises: ExhibitRefused (``exhibit_incomplete``, ``exhibit_empty``, ``exhibit_is_program``, ``exhibit_too_large``,
        ``exhibit_not_what_it_says``, ``exhibit_collected_later``, ``exhibit_is_bomb``, ``exhibit_known``,
        ``exhibit_hash_differs``, ``image_broken``, ``image_too_large``), BlobStoreFull
    """
    _refuse_incomplete(title=title, proof_purpose=proof_purpose, place=place, collectors=collectors)
    if collected_at > at:
        raise ExhibitRefused("exhibit_collected_later", f"证据“{title}”的取证时间晚于入库时间，请核对时间。")
    media_type = checked_media_type(content, filename)
    refuse_too_large(filename, media_type, len(content) if isinstance(content, bytes) else content.stat().st_size)
    if media_type == "application/zip":
        refuse_bomb(filename, content)
    display = _display(content) if media_type in SHOWN_AS_IMAGE else None
    store = BlobStore(settings.BLOB_ROOT)
    original = _sealed(store, content, announced, filename)
    claims = claims_of(content, media_type)
    display_key = store.put(display).key if display is not None else ""
    with transaction.atomic():
        number = _next_number(stream)
        if once:
            _refuse_known(stream, original.key, filename)
        exhibit = Exhibit.objects.create(
            stream_id=stream,
            seq=number,
            kind=kind,
            title=title,
            proof_purpose=proof_purpose,
            collected_at=collected_at,
            recorded_at=at,
            place=place,
            latitude=latitude,
            longitude=longitude,
            collectors=[dict(collector) for collector in collectors],
            source=source,
            filename=PurePosixPath(filename.replace("\\", "/")).name[-255:],
            media_type=media_type,
            size=original.size,
            sm3=original.sm3,
            sha256=original.key,
            original_key=original.key,
            display_key=display_key,
            note=note,
            audit_result=AuditResult.PENDING if monitored else AuditResult.NOT_NEEDED,
        )
        if claims:
            state_particular(exhibit, Topic.CLAIMS, as_data(claims), by="", at=at)
        for topic, data in (stated or {}).items():
            state_particular(exhibit, topic, data, by=by, at=at)
    return exhibit


def _sealed(store: BlobStore, content: bytes | Path, announced: str, filename: str) -> Blob:
    """Store the original, if it is what its device announced."""
    try:
        return store.put(content, expected=announced)
    except BlobDiffers as differs:
        raise ExhibitRefused(
            "exhibit_hash_differs",
            f"文件“{filename}”到达时的摘要是{differs.found[:12]}…，取得时设备算出的是{announced[:12]}…，不一致，没有入库；"
            "传到的内容保留着备查。请在取证的设备上重新选取原文件再传；仍不一致的，说明原件已经变动，写明情况。",
            ("APL:46p2",),
        ) from differs


def _refuse_incomplete(**parts: str | Sequence[Mapping[str, str]]) -> None:
    names = {"title": "证据名称", "proof_purpose": "证明目的", "place": "取证地点", "collectors": "取证人"}
    missing = [names[key] for key, value in parts.items() if not (value.strip() if isinstance(value, str) else value)]
    if missing:
        raise ExhibitRefused("exhibit_incomplete", f"证据还缺：{'、'.join(missing)}。请补齐后再提交。", ("APL:46",))


def _refuse_known(stream: uuid.UUID, key: str, filename: str) -> None:
    known = Exhibit.objects.filter(stream_id=stream, original_key=key).first()
    if known is not None:
        raise ExhibitRefused(
            "exhibit_known", f"文件“{filename}”已经是本案的证{known.seq}“{known.title}”，没有重复入库。不用再做什么。"
        )


def checked_media_type(content: bytes | Path, filename: str) -> str:
    """Return the media type by the first bytes; the first piece of a file is enough.

    Raises: ExhibitRefused (``exhibit_empty``, ``exhibit_is_program``, ``exhibit_not_what_it_says``).
    """
    head = _head(content)
    if not head:
        raise ExhibitRefused("exhibit_empty", f"文件“{filename}”是空的，没有入库。请重新取得原文件。")
    if is_program(head):
        raise ExhibitRefused(
            "exhibit_is_program", f"文件“{filename}”是可执行程序，不论扩展名是什么都不能作为证据入库。请核实来源。"
        )
    media_type, promised = media_type_of(head), promised_by_name(filename)
    if (promised and media_type != promised) or is_text_in_disguise(filename, media_type):
        raise ExhibitRefused(
            "exhibit_not_what_it_says",
            f"文件“{filename}”的内容（{media_type}）与扩展名不符，没有入库。请提交未改名的原文件。",
        )
    return media_type


def _head(content: bytes | Path) -> bytes:
    if isinstance(content, bytes):
        return content[:HEAD]
    with content.open("rb") as file:
        return file.read(HEAD)


def _display(content: bytes | Path) -> bytes:
    try:
        return display_copy(content)
    except ImageRefused as refusal:
        raise ExhibitRefused(refusal.code, str(refusal)) from refusal


def _next_number(stream: uuid.UUID) -> int:
    # the stream's row is the lock, so that two phones do not draw the same number
    Stream.objects.select_for_update().only("uid").get(pk=stream)
    last: int | None = Exhibit.objects.filter(stream_id=stream).aggregate(last=Max("seq"))["last"]
    return (last or 0) + 1
