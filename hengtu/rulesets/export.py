"""Packs as rows of a ledger export: the whole file, its signature, and its place in the chain of packs."""

from __future__ import annotations

import json
from collections.abc import Iterator

from hengtu.ledger.exports import ExportFile, ExportRow, Signed
from hengtu.lib.canonical import canonical
from hengtu.rulesets.installing import folder_of_packs
from hengtu.rulesets.models import RulePack


def export_rows() -> Iterator[ExportRow]:
    """Yield every pack in order."""
    folder = folder_of_packs()
    for pack in RulePack.objects.order_by("seq").select_related("agency").iterator():
        yield ExportRow(
            _row(pack),
            files=(ExportFile(folder / pack.file_name, pack.sha256),),
            texts={"text": f"sha256:{pack.sha256}"},
            signed=(Signed("signed_text", pack.algorithm, pack.public_key, pack.signature),),
            link=(pack.sha256, pack.previous),
        )


def _row(pack: RulePack) -> dict[str, object]:
    content = json.loads(pack.text)
    content.pop("signature")
    return {
        "seq": pack.seq,
        "id": pack.name,
        "agency": pack.agency.code,
        "published_at": pack.published_at.isoformat(),
        "text": pack.text,
        "signed_text": canonical(content),
    }
