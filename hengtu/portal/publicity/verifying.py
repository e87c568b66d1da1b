"""Checking a public log and records against it: text in, findings out. No database, no Django, no network."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from hengtu.lib.merkle import root_of
from hengtu.lib.signing import verifies
from hengtu.lib.sm3 import sm3_hex
from hengtu.portal.publicity.log_text import FIRST_SCHEMA, NO_HASH, SCHEMA

SHOWN = frozenset({"published", "changed"})


@dataclass(frozen=True)
class Happening:
    """One entry about a record. ``entered`` is empty in the first form of a line, which did not say it."""

    number: int
    at: str
    entered: str
    event: str
    version: int


@dataclass(frozen=True)
class RecordSaid:
    """What a log says of one record: ``state`` is public, replaced, withdrawn, expired or unknown."""

    ref: str
    sm3: str
    state: str
    happenings: tuple[Happening, ...] = ()


@dataclass
class LogRead:
    """A log as read: counts, the first fault, what happened to each public id. ``unsigned``: entries after the head."""

    entries: int = 0
    heads: int = 0
    unsigned: int = 0
    first_broken: str = ""
    public_keys: set[str] = field(default_factory=set)
    by_ref: dict[str, list[tuple[Happening, str]]] = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        """Whether nothing is broken and every entry but the newest is signed."""
        return not self.first_broken


class _Broken(ValueError):
    """The first thing in a log that does not hold; the sentence says where."""


def read_log(lines: Iterable[str]) -> LogRead:
    """Read a log from its first line on and check chain, signatures and Merkle roots.

    Args:
        lines: JSONL as downloaded, entries and heads in their order.
    """
    read, reader = LogRead(), _Reader()
    for place, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            reader.take(json.loads(line), read)
        except (_Broken, ValueError, KeyError, TypeError) as fault:
            said = str(fault) if isinstance(fault, _Broken) else "读不出这一行"
            read.first_broken = f"第{place}行：{said}"
            break
    read.unsigned = len(reader.pending)
    return read


class _Reader:
    def __init__(self) -> None:
        self.last_hash, self.last_number = NO_HASH, 0
        self.head_hash, self.head_number = NO_HASH, 0
        self.last_entered: datetime | None = None
        self.pending: list[str] = []

    def take(self, line: dict[str, Any], read: LogRead) -> None:
        if "entry" in line:
            self._entry(str(line["entry"]), str(line["hash"]), read)
        else:
            self._head(line, read)

    def _entry(self, text: str, digest: str, read: LogRead) -> None:
        content = json.loads(text)
        _hold(sm3_hex(text.encode()) == digest, "条目的摘要不符，内容被改过")
        _hold(content["prev"] == self.last_hash, "与前一条的摘要接不上，中间少了或者换了条目")
        _hold(content["number"] == self.last_number + 1, "条目的序号不连续")
        entered = self._entered(content)
        self.last_hash, self.last_number = digest, content["number"]
        self.pending.append(text)
        read.entries += 1
        if content.get("ref"):
            happening = Happening(content["number"], content["at"], entered, content["event"], content["version"])
            read.by_ref.setdefault(content["ref"], []).append((happening, content["sm3"]))

    def _entered(self, content: dict[str, Any]) -> str:
        """When the entry was written, which never goes back; a line of the first form does not say, and comes first."""
        if content["schema"] == FIRST_SCHEMA:
            _hold(self.last_entered is None, "旧格式的条目排在新格式的后面")
            return ""
        _hold(content["schema"] == SCHEMA, "不认识这一行的格式")
        entered = datetime.fromisoformat(content["entered"])
        _hold(self.last_entered is None or entered >= self.last_entered, "记入时间早于前一条")
        self.last_entered = entered
        return str(content["entered"])

    def _head(self, line: dict[str, Any], read: LogRead) -> None:
        text = str(line["head"])
        content = json.loads(text)
        signed = verifies(content["algorithm"], content["public_key"], text.encode(), str(line["signature"]))
        _hold(signed, "签名不符")
        _hold(content["prev"] == self.head_hash, "与前一个签名接不上")
        _hold(content["number"] == self.head_number + 1, "签名的编号不连续")
        _hold(content["last"] == self.last_number and content["last_hash"] == self.last_hash, "签名不是对这些条目的")
        _hold(content["first"] == self.last_number - len(self.pending) + 1, "签名没有接着上一次")
        _hold(content["root"] == root_of([each.encode() for each in self.pending]), "签名的默克尔根不符")
        self.head_hash, self.head_number, self.pending = sm3_hex(text.encode()), content["number"], []
        read.heads += 1
        read.public_keys.add(content["public_key"])


def _hold(holds: bool, otherwise: str) -> None:
    if not holds:
        raise _Broken(otherwise)


def said_of(text: str, read: LogRead) -> RecordSaid:
    """Return what a log says of a record, given as the exact text that was downloaded."""
    digest = sm3_hex(text.encode())
    try:
        ref = str(json.loads(text).get("ref", ""))
    except (ValueError, AttributeError):
        ref = ""
    known = read.by_ref.get(ref, [])
    mine = [happening for happening, sm3 in known if sm3 == digest]
    if not mine:
        return RecordSaid(ref, digest, "unknown")
    return RecordSaid(ref, digest, _state(known, digest), tuple(happening for happening, _ in known))


def _state(known: list[tuple[Happening, str]], digest: str) -> str:
    last, sm3 = known[-1]
    if last.event in SHOWN:
        return "public" if sm3 == digest else "replaced"
    return last.event if sm3 == digest else "replaced"


def as_lines(entries: Iterable[tuple[int, str, str]], heads: Iterable[tuple[int, str, str, str]]) -> Iterator[str]:
    """Write a log: each head after the last entry it signs.

    Args:
        entries: number, canonical text, hash. heads: last entry, canonical text, hash, signature; both in order.
    """
    waiting = iter(heads)
    head = next(waiting, None)
    for number, text, digest in entries:
        yield json.dumps({"entry": text, "hash": digest}, ensure_ascii=False) + "\n"
        while head is not None and head[0] <= number:
            yield json.dumps({"head": head[1], "hash": head[2], "signature": head[3]}, ensure_ascii=False) + "\n"
            head = next(waiting, None)
