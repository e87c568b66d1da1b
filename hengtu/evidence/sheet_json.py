"""A sheet as plain JSON, for what a device announces now and sends later."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from hengtu.evidence.models import ExhibitKind, Topic
from hengtu.evidence.services.take_in import Sheet


def as_json(sheet: Sheet) -> dict[str, Any]:
    """Return a sheet as plain JSON; ``from_json`` reads it back."""
    return {
        "kind": str(sheet.kind),
        "title": sheet.title,
        "proof_purpose": sheet.proof_purpose,
        "collected_at": sheet.collected_at.isoformat(),
        "place": sheet.place,
        "collectors": [dict(each) for each in sheet.collectors],
        "source": sheet.source,
        "note": sheet.note,
        "monitored": sheet.monitored,
        "stated": {str(topic): dict(data) for topic, data in sheet.stated.items()},
    }


def from_json(kept: dict[str, Any], **more: Any) -> Sheet:
    """Return the sheet again; ``more`` are the fields that JSON does not keep."""
    return Sheet(
        kind=ExhibitKind(kept["kind"]),
        title=kept["title"],
        proof_purpose=kept["proof_purpose"],
        collected_at=datetime.fromisoformat(kept["collected_at"]),
        place=kept["place"],
        collectors=kept["collectors"],
        source=kept["source"],
        note=kept["note"],
        monitored=kept["monitored"],
        stated={Topic(topic): data for topic, data in kept["stated"].items()},
        **more,
    )
