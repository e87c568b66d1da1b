"""Make a redacted copy of a picture: for the party and the public, the original stays as it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from django.conf import settings

from hengtu.evidence.errors import ExhibitRefused
from hengtu.evidence.models import Exhibit, Redaction
from hengtu.evidence.services.verify_exhibit import read_display
from hengtu.lib.blobs import BlobStore
from hengtu.lib.images import Rectangle, redacted_copy

MAX_RECTANGLES = 40


def redact_exhibit(
    exhibit: Exhibit, *, rectangles: Sequence[Rectangle], reason: str, made_by: str, at: datetime
) -> Redaction:
    """Blacken parts of the display copy and keep the result as a row of its own; the newest one counts.

    Args:
        rectangles: none at all says that somebody looked and found nothing to hide.
        made_by: login name.
    Raises: ExhibitRefused (``redaction_without_reason``, ``redaction_of_no_picture``, ``redaction_too_many``),
        BlobError, ImageRefused
    Source: APL:50 (secrets and private life learnt in a case stay inside)
    """
    if not reason.strip():
        raise ExhibitRefused(
            "redaction_without_reason", "没有写遮盖的理由，没有生成遮盖件。请写明，例如：第三人的面部。"
        )
    if len(rectangles) > MAX_RECTANGLES:
        raise ExhibitRefused("redaction_too_many", f"一次最多遮盖 {MAX_RECTANGLES} 处。请合并相邻的矩形。")
    picture = read_display(exhibit)
    if picture is None:
        raise ExhibitRefused(
            "redaction_of_no_picture", f"证据“{exhibit.title}”不是图片，不能在这里遮盖。请提交处理过的文件作为展示件。"
        )
    blob = BlobStore(settings.BLOB_ROOT).put(redacted_copy(picture, rectangles))
    return Redaction.objects.create(
        exhibit=exhibit,
        rectangles=[asdict(rectangle) for rectangle in rectangles],
        reason=reason.strip()[:200],
        made_by=made_by,
        made_at=at,
        blob_key=blob.key,
    )


def read_redacted(redaction: Redaction) -> bytes:
    """Return the redacted copy (JPEG), checked. Raises: BlobMissing, BlobDamaged."""
    return BlobStore(settings.BLOB_ROOT).read(redaction.blob_key)
