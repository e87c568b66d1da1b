"""Making exhibits for tests."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import Any

from PIL import Image, ImageDraw

from hengtu.evidence.models import Exhibit, ExhibitKind
from hengtu.evidence.services.collect_exhibit import collect_exhibit
from hengtu.ledger.models import Stream

TAKEN = datetime(2025, 6, 3, 1, 12, tzinfo=UTC)
RECORDED = datetime(2025, 6, 3, 2, tzinfo=UTC)
COLLECTORS = [{"id": "officer-a", "name": "陈屿", "certificate": "冀交执0001"}]


def photo() -> bytes:
    exif = Image.Exif()
    exif[0x010F] = "camera of a real person"
    target = io.BytesIO()
    picture = Image.new("RGB", (300, 200), "grey")
    ImageDraw.Draw(picture).rectangle((90, 60, 200, 140), fill="white", outline="black", width=5)
    picture.save(target, "JPEG", exif=exif)
    return target.getvalue()


def collect(stream: Stream, **changes: Any) -> Exhibit:
    given: dict[str, Any] = {
        "kind": ExhibitKind.AUDIOVISUAL,
        "title": "车辆照片",
        "proof_purpose": "证明当事人驾驶的车型",
        "content": photo(),
        "filename": "IMG_0001.jpg",
        "collected_at": TAKEN,
        "place": "省道S201线固定检测站",
        "collectors": COLLECTORS,
        "at": RECORDED,
        "latitude": 38.04,
        "longitude": 114.5,
        **changes,
    }
    return collect_exhibit(stream=stream.pk, **given)
