"""Chains of acts: numbers, links, hashes, commitments, columns."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from hengtu.ledger.erasure import ERASED
from hengtu.ledger.text import NO_HASH, commitment_of, hash_of
from hengtu.ledger.verification.findings import Broken, Erasure, Findings
from hengtu.lib.sm3 import sm3_hex

HEAD = re.compile(
    r'\{"act":"([0-9a-f]{32})","stream":"([0-9a-f]{32})","seq":(\d+),"kind":"([^"]+)","occurred_at":"([^"]+)",'
    r'"recorded_at":"([^"]+)","origin":"([A-Z]+)","in_name_of":"([^"]+)","prev":"([0-9a-f]{64})",'
    r'"commitment":"([0-9a-f]{64})","by":'
)
_UID_DIGITS = 32  # a chain named otherwise is a day of the access log
# chain -> the heads that checkpoints have signed, as number -> hash
Pins = Mapping[str, Mapping[int, str]]


class Row(NamedTuple):
    """One act as stored. ``columns`` repeats act, stream … in_name_of; ``None`` where there is only the text."""

    stream: str
    seq: int
    canonical: str
    hash: str
    salt: bytes | None
    body: str | None
    erased_by: str | None
    columns: tuple[str, ...] | None = None
    key: str | None = None
    place: tuple[str, int] | None = None


def check_chains(
    rows: Iterable[Row],
    *,
    pins: Pins,
    heads: Mapping[str, tuple[int, str]] | None = None,
    concerns: Mapping[str, frozenset[str]] | None = None,
) -> Findings:
    """Check acts that come ordered by stream and number.

    Args:
        rows: the acts; those of one stream follow one another.
        pins: heads that checkpoints have signed.
        heads: number and hash of the last act as each stream's row claims; ``None`` where there are no such rows.
        concerns: act -> streams as the table claims; ``None`` where there is no such table.
    Returns: counts, the first defect of each broken stream, the heads found, and the erasures still to be matched.
    """
    found = Findings()
    stream, seq, prev, sound = "", 0, NO_HASH, True
    pinned: Mapping[int, str] = {}
    for row in rows:
        if row.stream != stream:
            _close(found, stream, seq, prev, pinned, heads, sound)
            stream, seq, prev, pinned, sound = row.stream, 0, NO_HASH, pins.get(row.stream, {}), True
            found.streams += 1
        found.acts += 1
        if not sound:
            continue
        seq += 1
        broken = _check(row, seq, prev, concerns) or _check_pin(row, pinned)
        if broken is not None:
            found.broken.append(broken)
            sound = False
            continue
        prev = row.hash
        if row.body is None or row.canonical.startswith(ERASED, _KIND_AT + len(str(seq))):
            _note_erasure(found, row)
    _close(found, stream, seq, prev, pinned, heads, sound)
    return found


_KIND_AT = len('{"act":"') + 32 + len('","stream":"') + 32 + len('","seq":') + len(',"kind":"')


def _check(row: Row, seq: int, prev: str, concerns: Mapping[str, frozenset[str]] | None) -> Broken | None:
    """Return what is wrong with one act; the fast path is one match, two hashes and one comparison."""
    canonical = row.canonical
    head = HEAD.match(canonical)
    if (
        head is not None
        and row.seq == seq
        and sm3_hex((prev + canonical).encode()) == row.hash
        and head[9] == prev
        and (row.body is None or sm3_hex((row.salt or b"") + row.body.encode()) == head[10])
        and (row.columns is None or row.columns == head.groups()[:8])
        and (row.columns is None or _rest_agrees(row, head[1], concerns))
        and head[2] == row.stream
        and head[3] == str(seq)
        and (row.body is not None or row.erased_by is not None)
    ):
        return None
    return _explain(row, seq, prev)


def _rest_agrees(row: Row, uid: str, concerns: Mapping[str, frozenset[str]] | None) -> bool:
    """Compare key and concerns. The fixed texts cannot stand inside a value: its quotes would be escaped."""
    canonical = row.canonical
    if '"concerns":[],"key":null,"rules":' in canonical:
        return row.key is None and not (concerns and uid in concerns)
    text = json.loads(canonical)
    written = frozenset(text["concerns"])
    return text["key"] == row.key and (concerns is None or concerns.get(uid, frozenset()) == written)


def _explain(row: Row, seq: int, prev: str) -> Broken:
    """Say what exactly is wrong with an act that failed."""
    head = HEAD.match(row.canonical)
    if row.seq != seq:
        return _broken(row, "act_missing", f"第 {seq} 项缺失：其后是第 {row.seq} 项。有行为被删除或插入。", seq)
    if head is None:
        return _broken(row, "act_text_malformed", f"第 {seq} 项的规范文本无法识别，内容已被改动。")
    if hash_of(prev, row.canonical) != row.hash or head[9] != prev:
        return _broken(row, "act_hash_differs", f"第 {seq} 项的摘要不符：该项文本或摘要已被改动，或者前一项已被替换。")
    if head[2] != row.stream or head[3] != str(seq):
        return _broken(row, "act_displaced", f"第 {seq} 项原本不在此处：它属于行为链 {head[2]} 的第 {head[3]} 项。")
    if row.body is None and row.erased_by is None:
        return _broken(row, "payload_missing", f"第 {seq} 项的内容缺失，又没有依法删除的记录。")
    if row.body is not None and commitment_of(row.salt or b"", row.body) != head[10]:
        return _broken(row, "payload_differs", f"第 {seq} 项的内容与其承诺值不符：内容已被改动。")
    return _broken(row, "act_columns_differ", f"第 {seq} 项的检索列与规范文本不一致：检索列已被改动，以规范文本为准。")


def _broken(row: Row, code: str, message: str, seq: int | None = None) -> Broken:
    file, line = row.place or (None, None)
    message = f"行为链 {row.stream} {message}"
    return Broken(code, message, stream=row.stream, seq=seq or row.seq, file=file, line=line)


def _check_pin(row: Row, pinned: Mapping[int, str]) -> Broken | None:
    signed = pinned.get(row.seq)
    if signed is None or signed == row.hash:
        return None
    return _broken(row, "act_not_as_signed", f"第 {row.seq} 项与检查点签名时不同：其后整条链可能被重写。")


def _note_erasure(found: Findings, row: Row) -> None:
    """Keep who was erased by whom, and which acts are erasures of what."""
    head = HEAD.match(row.canonical)
    assert head is not None, "checked before"
    if row.body is None and row.erased_by is not None:
        message = f"第 {row.seq} 项的内容缺失，其删除标记所指的删除行为 {row.erased_by} 不存在或者删除的不是它。"
        found.erasures.append(Erasure(head[1], row.erased_by, _broken(row, "tombstone_unfounded", message)))
    if row.body is not None and head[4] == ERASED:
        found.erasing[head[1]] = str(json.loads(row.body)["payload"].get("act"))


def _close(
    found: Findings,
    stream: str,
    seq: int,
    prev: str,
    pinned: Mapping[int, str],
    heads: Mapping[str, tuple[int, str]] | None,
    sound: bool,
) -> None:
    """Check the end of a stream: no signed act may lie behind it, and its row must name its last act."""
    if not stream or not sound:
        return
    found.heads[stream] = (seq, prev)
    behind = max(pinned, default=0)
    if behind > seq:
        message = f"行为链 {stream} 末尾缺失：检查点签名时已有 {behind} 项，现只有 {seq} 项。"
        found.broken.append(Broken("acts_cut_off", message, stream=stream, seq=seq + 1))
    elif heads is not None and heads.get(stream) != (seq, prev):
        claimed = heads.get(stream, (0, ""))[0]
        message = f"行为链 {stream} 的链首记录不符：登记为 {claimed} 项，实有 {seq} 项，或者末项摘要不同。"
        found.broken.append(Broken("stream_head_differs", message, stream=stream, seq=seq))


def check_missing(found: Findings, pins: Pins, heads: Mapping[str, tuple[int, str]]) -> None:
    """Name streams of which nothing is left; ``found`` must cover all that ``pins`` and ``heads`` cover."""
    broken = {defect.stream for defect in found.broken}
    streams = {chain for chain in pins if len(chain) == _UID_DIGITS}
    for stream in sorted({*streams, *heads} - {*found.heads} - broken):
        message = f"行为链 {stream} 整条缺失：检查点或者链首记录表明它曾有行为。"
        found.broken.append(Broken("stream_missing", message, stream=stream, seq=1))


def check_erasures(found: Findings) -> None:
    """Match every erased payload with the act that erased it."""
    found.broken += [
        erasure.otherwise for erasure in found.erasures if found.erasing.get(erasure.erased_by) != erasure.act
    ]
