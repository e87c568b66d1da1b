"""Verify an export: no database, no Django, only the files."""

from __future__ import annotations

import json
import multiprocessing
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives import hashes

from hengtu.ledger.errors import LedgerError
from hengtu.ledger.verification.archive import DAMAGE, Archive, open_archive
from hengtu.ledger.verification.chains import Row, check_chains, check_erasures, check_missing
from hengtu.ledger.verification.checkpoints import CheckpointRow, Signed, check_checkpoints
from hengtu.ledger.verification.files import LinkChecker, check_file, check_signed, check_texts
from hengtu.ledger.verification.findings import Broken, Findings
from hengtu.lib.signing import verifies
from hengtu.lib.sm3 import CHUNK, SM3

FORMAT = "hengtu-export/1"
ACTS, STREAMS, CHECKPOINTS = "acts.jsonl", "streams.jsonl", "checkpoints.jsonl"
MANIFEST, SIGNATURE = "manifest.json", "manifest.sig"
_SIGNED = ("text", "algorithm", "public_key", "signature")
_BIG = 32 << 20  # bytes of acts below which one process is faster


class _LineUnreadable(Exception):
    """A line that is no row; carries the defect."""

    def __init__(self, broken: Broken) -> None:
        self.broken = broken
        super().__init__(broken.message)


def verify_export(path: Path, *, processes: int = 2, trusted_key: str | None = None) -> Findings:
    """Check an export and return counts and defects, the most telling first.

    Args:
        path: a folder or zip file that ``hengtu export`` wrote.
        processes: how many share the acts of a large folder.
        trusted_key: hex of the only key that may have signed; ``None`` takes the keys inside and reports them.
    Raises: LedgerError ``export_missing`` if there is nothing at the path, ``not_an_export`` for something else.
    """
    if not path.exists():
        raise LedgerError("export_missing", f"找不到导出包 {path}。请核对路径。")
    try:
        archive = open_archive(path)
    except DAMAGE:
        return Findings(
            broken=[Broken("archive_unreadable", f"{path.name} 无法打开：文件被截断或者损坏。", file=path.name)]
        )
    if not any(archive.exists(name) for name in (MANIFEST, ACTS, STREAMS, CHECKPOINTS)):
        raise LedgerError("not_an_export", f"{path} 不是衡途的导出包。请指定 hengtu export 写出的文件夹或 zip 文件。")
    return _verify(archive, processes, trusted_key)


def _verify(archive: Archive, processes: int, trusted_key: str | None) -> Findings:
    found = Findings()
    signed = _signed(archive, trusted_key)
    found.checkpoints, found.keys = signed.checked, signed.keys
    unreadable = _check_acts(found, archive, processes)
    found.add(signed.broken)
    found.add(
        _read(archive, STREAMS, lambda: check_missing(found, signed.pins, _heads(archive))) if not unreadable else None
    )
    if not unreadable:
        check_erasures(found)
    manifest = _manifest(found, archive, trusted_key)
    named: dict[str, set[str]] = {}
    for name in sorted(manifest.get("files", {})):
        if name.startswith("rows/"):
            found.add(_read(archive, name, partial(_check_rows, found, archive, name, trusted_key, named)))
    if named and not unreadable:
        found.add(_read(archive, ACTS, partial(_check_named, found, archive, named)))
    for name, expected in sorted(manifest.get("files", {}).items()):
        found.add(_check_listed(archive, name, expected))
    return found


def _read(archive: Archive, name: str, work: Callable[[], None]) -> Broken | None:
    """Do something that reads a file, and say so if the file cannot be read."""
    try:
        work()
    except _LineUnreadable as error:
        return error.broken
    except FileNotFoundError:
        return Broken("file_missing", f"导出包缺少文件 {name}：导出不完整或者被删减。", file=name)
    except DAMAGE:
        return Broken("file_unreadable", f"导出包中的 {name} 无法读取：压缩数据被截断或者损坏。", file=name)
    return None


def _lines(archive: Archive, name: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield number and content of the lines between two offsets. Raises: _LineUnreadable, FileNotFoundError, DAMAGE."""
    with archive.open(name) as file:
        number = _count_lines(file, start)
        offset = start
        for number, line in enumerate(file, start=number + 1):  # noqa: B020
            if end is not None and offset >= end:
                return
            offset += len(line)
            yield number, _parse(name, number, line)


def _count_lines(file: Any, end: int) -> int:
    """Read up to an offset and return the number of lines before it."""
    count, left = 0, end
    while left and (chunk := file.read(min(CHUNK, left))):
        count += chunk.count(b"\n")
        left -= len(chunk)
    return count


def _parse(name: str, number: int, line: bytes) -> dict[str, Any]:
    if not line.endswith(b"\n"):
        message = f"{name} 第 {number} 行不完整：文件在此处被截断。"
        raise _LineUnreadable(Broken("export_truncated", message, file=name, line=number))
    try:
        row = json.loads(line)
    except ValueError:
        row = None
    if not isinstance(row, dict):
        message = f"{name} 第 {number} 行无法识别：内容已被改动或者损坏。"
        raise _LineUnreadable(Broken("line_unreadable", message, file=name, line=number))
    return row


def _field_error(name: str, number: int) -> _LineUnreadable:
    message = f"{name} 第 {number} 行的字段不全或者类型不符：内容已被改动或者损坏。"
    return _LineUnreadable(Broken("line_unreadable", message, file=name, line=number))


def _signed(archive: Archive, trusted_key: str | None) -> Signed:
    signed = Signed(0, [], {}, None)

    def read() -> None:
        nonlocal signed
        signed = check_checkpoints(_checkpoints(archive), trusted_key=trusted_key)

    broken = _read(archive, CHECKPOINTS, read)
    return signed if broken is None else signed._replace(broken=broken)


def _checkpoints(archive: Archive) -> Iterator[CheckpointRow]:
    for number, row in _lines(archive, CHECKPOINTS):
        try:
            heads = tuple((str(chain), int(leaf), int(seq), str(digest)) for chain, leaf, seq, digest in row["heads"])
            yield CheckpointRow(
                int(row["number"]), row["canonical"], row["hash"], row["algorithm"], row["public_key"],
                row["signature"], heads, (CHECKPOINTS, number),
            )  # fmt: skip
        except (KeyError, TypeError, ValueError):
            raise _field_error(CHECKPOINTS, number) from None


def _heads(archive: Archive) -> dict[str, tuple[int, str]]:
    """Return stream -> number and hash of its last act, as the export lists them."""
    found = {}
    for number, row in _lines(archive, STREAMS):
        try:
            found[str(row["stream"])] = (int(row["seq"]), str(row["hash"]))
        except (KeyError, TypeError, ValueError):
            raise _field_error(STREAMS, number) from None
    return {stream: head for stream, head in found.items() if head[0] > 0}


def _check_acts(found: Findings, archive: Archive, processes: int) -> bool:
    """Check the acts; return whether some could not be read."""
    try:
        bounds = _bounds(archive, processes)
    except FileNotFoundError:
        found.add(Broken("file_missing", f"导出包缺少文件 {ACTS}：导出不完整或者被删减。", file=ACTS))
        return True
    except DAMAGE:
        found.add(Broken("file_unreadable", f"导出包中的 {ACTS} 无法读取：压缩数据被截断或者损坏。", file=ACTS))
        return True
    if len(bounds) == 1:
        results = [check_part(archive.path, *bounds[0])]
    else:
        with ProcessPoolExecutor(len(bounds), mp_context=multiprocessing.get_context("spawn")) as pool:
            results = [part.result() for part in [pool.submit(check_part, archive.path, *bound) for bound in bounds]]
    for _, unreadable in results:
        found.add(unreadable)
    for part, _ in results:
        found.merge(part)
    return any(unreadable for _, unreadable in results)


def check_part(path: Path, start: int, end: int | None) -> tuple[Findings, Broken | None]:
    """Check the acts between two offsets of an export; the second value is what could not be read."""
    archive = open_archive(path)
    pins: dict[str, dict[int, str]] = {}
    heads: dict[str, tuple[int, str]] | None = None

    def load() -> None:
        nonlocal pins, heads
        heads = _heads(archive)
        pins = check_checkpoints(_checkpoints(archive)).pins

    _read(archive, STREAMS, load)  # what is wrong there is reported by the caller, once
    return _check_rows_of_acts(archive, start, end, pins, heads)


def _check_rows_of_acts(
    archive: Archive,
    start: int,
    end: int | None,
    pins: dict[str, dict[int, str]],
    heads: dict[str, tuple[int, str]] | None,
) -> tuple[Findings, Broken | None]:
    found, unreadable = Findings(), None

    def until_unreadable() -> Iterator[Row]:
        nonlocal unreadable
        rows = _acts(archive, start, end)
        while True:
            row: Row | None = None

            def step() -> None:
                nonlocal row
                row = next(rows, None)

            unreadable = _read(archive, ACTS, step)
            if row is None:
                return
            yield row

    found = check_chains(until_unreadable(), pins=pins, heads=heads)
    if unreadable is not None and found.broken and found.broken[-1].code in ("acts_cut_off", "stream_head_differs"):
        found.broken.pop()  # the chain ends where reading ended
    return found, unreadable


def _acts(archive: Archive, start: int, end: int | None) -> Iterator[Row]:
    for number, row in _lines(archive, ACTS, start, end):
        try:
            salt = None if row["salt"] is None else bytes.fromhex(row["salt"])
            act = Row(
                row["stream"], int(row["seq"]), row["canonical"], row["hash"], salt, row["body"], row["erased_by"],
                place=(ACTS, number),
            )  # fmt: skip
            sound = isinstance(act.stream, str) and isinstance(act.canonical, str) and isinstance(act.body, str | None)
        except (KeyError, TypeError, ValueError):
            raise _field_error(ACTS, number) from None
        if not sound:
            raise _field_error(ACTS, number)
        yield act


def _bounds(archive: Archive, processes: int) -> list[tuple[int, int | None]]:
    """Return offsets that split the acts at ends of chains, one pair a process."""
    with archive.open(ACTS) as file:
        if archive.zipped is not None:
            return [(0, None)]
        size = (archive.path / ACTS).stat().st_size
        if processes <= 1 or size < _BIG:
            return [(0, None)]
        edges = [0, *(_edge(file, size * part // processes) for part in range(1, processes)), size]
    return [(low, high) for low, high in pairwise(edges) if low < high]


def _edge(file: Any, offset: int) -> int:
    """Return the offset of the first chain that begins behind an offset."""
    file.seek(offset)
    file.readline()
    first = None
    while True:
        here = file.tell()
        line = file.readline()
        stream = line[line.find(b'"stream":') :][:43]
        if not line or (first is not None and stream != first):
            return int(here)
        first = stream


def _manifest(found: Findings, archive: Archive, trusted_key: str | None) -> dict[str, Any]:
    """Return the signed list of files, after checking its signature."""
    try:
        with archive.open(MANIFEST) as file:
            text = file.read()
        with archive.open(SIGNATURE) as file:
            signature = file.read().decode().strip()
        manifest = json.loads(text)
        key, algorithm = str(manifest["public_key"]), str(manifest["algorithm"])
    except FileNotFoundError:
        found.add(Broken("manifest_missing", "导出包缺少清单或其签名：导出不完整或者被删减。", file=MANIFEST))
        return {}
    except (*DAMAGE, ValueError, KeyError, TypeError):
        found.add(Broken("manifest_unreadable", "导出包的清单无法识别：内容已被改动或者损坏。", file=MANIFEST))
        return {}
    if not verifies(algorithm, key, text, signature):
        found.add(Broken("manifest_signature_wrong", "导出清单的签名不符：清单已被改动。", file=MANIFEST))
    if trusted_key is not None and key != trusted_key:
        found.add(Broken("manifest_key_unknown", f"导出清单由另一把密钥签署：{key}。", file=MANIFEST))
    if key not in found.keys:
        found.keys.append(key)
    return manifest if isinstance(manifest, dict) else {}


def _check_listed(archive: Archive, name: str, expected: dict[str, Any]) -> Broken | None:
    """Compare a file with what the manifest says of it."""
    size, digest = 0, hashes.Hash(SM3)

    def read() -> None:
        nonlocal size
        with archive.open(name) as file:
            while chunk := file.read(CHUNK):
                size += len(chunk)
                digest.update(chunk)

    broken = _read(archive, name, read)
    if broken is not None:
        return broken
    if size < expected["bytes"]:
        message = f"文件 {name} 被截断：应有 {expected['bytes']} 字节，实有 {size} 字节。"
        return Broken("export_truncated", message, file=name)
    if digest.finalize().hex() != expected["sm3"]:
        return Broken("file_differs", f"文件 {name} 与清单中的摘要不符：内容已被改动。", file=name)
    return None


def _check_named(found: Findings, archive: Archive, named: dict[str, set[str]]) -> None:
    """Check that acts say what rows claim they say; one whose content was lawfully erased can say nothing."""
    missing = dict(named)
    for _, row in _lines(archive, ACTS):
        act = str(row.get("canonical", ""))[len('{"act":"') :][:32]
        digests = missing.pop(act, None)
        body = row.get("body")
        if digests and isinstance(body, str):
            for digest in sorted(each for each in digests if each not in body):
                message = f"行为 {act} 的内容里没有摘要 {digest}：登记或者文件已被换掉。"
                found.add(Broken("digest_not_in_act", message, file=ACTS))
    for act in sorted(missing):
        found.add(Broken("act_missing", f"登记里提到的行为 {act} 不在导出包里。", file=ACTS))


def _check_rows(
    found: Findings, archive: Archive, name: str, trusted_key: str | None, named: dict[str, set[str]]
) -> None:
    """Check texts, files, signatures and links of the rows that a room has added; collect what acts must say."""
    documents, links = name == "rows/documents.jsonl", LinkChecker()
    for number, line in _lines(archive, name):
        try:
            row, files, texts = dict(line["row"]), list(line["files"]), dict(line["texts"])
            listed = [(str(file["name"]), str(file["algorithm"]), str(file["digest"])) for file in files]
            signed = [{field: str(each[field]) for field in _SIGNED} for each in line.get("signed", ())]
            link = (str(line["link"][0]), str(line["link"][1])) if "link" in line else None
            if "act" in line:
                named.setdefault(str(line["act"]), set()).update(digest for _, _, digest in listed)
        except (KeyError, TypeError, ValueError, IndexError):
            raise _field_error(name, number) from None
        found.documents += documents
        what = f"{name} 第 {number} 行"
        found.add(check_texts(what, row, texts))
        found.add(check_signed(what, row, signed, trusted_key))
        found.add(links.check(what, link))
        for file, algorithm, digest in listed:
            found.originals += not documents
            found.add(_damage(file, lambda: check_file(file, algorithm, digest, partial(archive.open, file))))  # noqa: B023


def _damage(name: str, check: Callable[[], Broken | None]) -> Broken | None:
    try:
        return check()
    except DAMAGE:
        return Broken("file_unreadable", f"导出包中的 {name} 无法读取：压缩数据被截断或者损坏。", file=name)
