"""The access log: one chain a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from hengtu.ledger.access_text import start_of
from hengtu.ledger.text import hash_of
from hengtu.ledger.verification.chains import Pins
from hengtu.ledger.verification.findings import Broken, Findings


class AccessRow(NamedTuple):
    """One entry as stored; ``repeated`` is the text that follows from its columns, ``None`` where there are none."""

    day: date
    seq: int
    canonical: str
    hash: str
    repeated: str | None = None
    place: tuple[str, int] | None = None


def check_access(
    rows: Iterable[AccessRow], *, pins: Pins, heads: Mapping[date, tuple[int, str]] | None = None
) -> Findings:
    """Check entries that come ordered by day and number; ``pins`` are heads that checkpoints have signed."""
    found, last = Findings(), dict[date, tuple[int, str]]()
    for row in rows:
        seq, prev = last.get(row.day, (0, start_of(row.day)))
        found.accesses += 1
        if seq < 0:
            continue
        broken = _check(row, seq + 1, prev, pins.get(row.day.isoformat(), {}))
        found.add(broken)
        last[row.day] = (-1, "") if broken else (row.seq, row.hash)
    _check_ends(found, last, pins, heads or {})
    return found


def _check(row: AccessRow, seq: int, prev: str, pinned: Mapping[int, str]) -> Broken | None:
    where = f"{row.day.isoformat()} 的查阅日志第 {seq} 条"
    file, line = row.place or (None, None)
    if row.seq != seq:
        return Broken("access_missing", f"{where}缺失：其后是第 {row.seq} 条。", seq=seq, file=file, line=line)
    if hash_of(prev, row.canonical) != row.hash or pinned.get(seq, row.hash) != row.hash:
        return Broken("access_hash_differs", f"{where}的摘要不符：内容已被改动。", seq=seq, file=file, line=line)
    if row.repeated is not None and row.repeated != row.canonical:
        return Broken("access_columns_differ", f"{where}的检索列与规范文本不一致。", seq=seq, file=file, line=line)
    return None


def _check_ends(
    found: Findings, last: Mapping[date, tuple[int, str]], pins: Pins, heads: Mapping[date, tuple[int, str]]
) -> None:
    signed_days = {date.fromisoformat(chain) for chain in pins if len(chain) == len("2026-11-20")}
    for day in sorted({*last, *heads, *signed_days}):
        seq, digest = last.get(day, (0, ""))
        signed = max(pins.get(day.isoformat(), {}), default=0)
        claimed = heads.get(day, (seq, digest))
        if seq >= 0 and (seq < signed or claimed != (seq, digest)):
            message = f"{day.isoformat()} 的查阅日志末尾缺失：应有 {max(signed, claimed[0])} 条，实有 {seq} 条。"
            found.add(Broken("access_cut_off", message, seq=seq + 1))
