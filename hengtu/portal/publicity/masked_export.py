"""An export for whoever has no right to personal data: decisions and results as the public may read them, and heads.

It holds no act and no paper. Heads of the chains and checkpoints go along, so that whoever later gets the whole export
can be told whether it is the one from which this was made.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from hengtu.ledger.errors import LedgerError
from hengtu.ledger.models import Checkpoint, Stream
from hengtu.ledger.selectors.acts import acts_of_stream
from hengtu.lib.canonical import canonical
from hengtu.lib.sm3 import sm3_hex
from hengtu.portal.models import PublicMatter, Standing
from hengtu.portal.publicity.making import Draft, drafts_of
from hengtu.portal.publicity.sources import Source, sources_of

FORMAT = "hengtu-masked/1"
# what is withheld by a head is not handed out on a side way, nor what fell before anybody saw it
KEPT_BACK = (Standing.WITHHELD, Standing.DROPPED, Standing.WITHDRAWN)


def export_masked(target: Path, *, at: datetime) -> dict[str, int]:
    """Write what is masked into a new folder; return lines by file. Nothing is left behind if it fails.

    Raises: LedgerError ``target_exists``; OSError from the disk.
    """
    if target.exists():
        raise LedgerError("target_exists", f"{target} 已存在，没有导出。请换一个不存在的路径。")
    part = target.with_name(target.name + ".part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    try:
        lines = {"results.jsonl": _results(), "streams.jsonl": _streams(), "checkpoints.jsonl": _checkpoints()}
        written = {name: _write(part / name, rows) for name, rows in lines.items()}
        manifest = {"format": FORMAT, "at": at.isoformat(), "files": written}
        (part / "manifest.json").write_text(json.dumps(manifest, ensure_ascii=False, indent=1), encoding="utf-8")
        part.rename(target)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    return {name: int(file["lines"]) for name, file in written.items()}


def _write(path: Path, rows: Iterator[Mapping[str, Any]]) -> dict[str, Any]:
    text = "".join(canonical(dict(row)) + "\n" for row in rows)
    path.write_text(text, encoding="utf-8")
    return {"lines": text.count("\n"), "sm3": sm3_hex(text.encode())}


def _results() -> Iterator[dict[str, Any]]:
    """Every decision and result that may be read masked, one line per party."""
    matters = PublicMatter.objects.exclude(state__in=KEPT_BACK)
    for stream in matters.order_by("stream_id").values_list("stream_id", flat=True).distinct():
        wanted = set(map(str, matters.filter(stream_id=stream).values_list("act_uid", flat=True)))
        for source in sources_of(stream, acts_of_stream(stream)):
            if source.decided.uid in wanted:
                yield from (_line(source, draft) for draft in drafts_of(source) if _may_go(draft))


def _may_go(draft: Draft) -> bool:
    """Neither what is barred nor what somebody has to look at first: nobody looks here."""
    return not draft.bars and not draft.doubts


def _line(source: Source, draft: Draft) -> dict[str, Any]:
    return {"kind": source.publishing.zh, "kind_code": source.publishing.kind, **draft.shown}


def _streams() -> Iterator[dict[str, Any]]:
    rows = Stream.objects.order_by("uid").values_list("uid", "head_seq", "head_hash")
    for uid, seq, digest in rows.iterator():
        yield {"stream": uid.hex, "seq": seq, "hash": digest}


def _checkpoints() -> Iterator[dict[str, Any]]:
    fields = ("canonical", "hash", "algorithm", "public_key", "signature")
    yield from Checkpoint.objects.order_by("number").values(*fields).iterator()
