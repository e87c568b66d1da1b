"""A receipt file read line by line: JSON lines, or CSV with the same names as columns. One bad line costs no other."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

ACCEPTED, REFUSED = "accepted", "refused"
RESULTS = {ACCEPTED: "已接收", REFUSED: "退回"}
LIMITS = {"package": 80, "record_type": 24, "source_id": 160, "code": 40, "field": 60, "message": 500}
MOST_LINES = 200_000


@dataclass(frozen=True)
class Answer:
    """One answer of a platform. Without ``record_type`` it is about the whole package."""

    line: int
    package: str
    result: str
    answered_at: datetime
    record_type: str = ""
    source_id: str = ""
    version: int | None = None
    code: str = ""
    field: str = ""
    message: str = ""


@dataclass(frozen=True)
class BadLine:
    """A line that cannot be used, and why."""

    line: int
    message: str


def read_receipt(content: bytes) -> Iterator[Answer | BadLine]:
    """Yield every line of a receipt as an answer or as what is wrong with it; empty lines are passed over."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        yield BadLine(1, "文件不是 UTF-8 编码，请请平台导出 UTF-8 的回执")
        return
    for number, said in _rows(text):
        if number > MOST_LINES:
            yield BadLine(number, f"一次最多读{MOST_LINES}行，请分成几个文件")
            return
        yield said if isinstance(said, BadLine) else _answer(number, said)


def _rows(text: str) -> Iterator[tuple[int, Mapping[str, Any] | BadLine]]:
    if text.lstrip().startswith("{"):
        for number, line in enumerate(text.split("\n"), start=1):
            if line.strip():
                yield number, _json(number, line)
        return
    rows = csv.DictReader(io.StringIO(text))
    if "package" not in (rows.fieldnames or ()):
        yield 1, BadLine(1, "认不出格式：应当是每行一个 JSON，或者第一行是列名（package、result……）的 CSV")
        return
    for number, row in enumerate(rows, start=2):
        yield number, {key: value for key, value in row.items() if key and value}


def _json(number: int, line: str) -> Mapping[str, Any] | BadLine:
    try:
        said = json.loads(line)
    except ValueError:
        return BadLine(number, "不是有效的 JSON")
    return said if isinstance(said, dict) else BadLine(number, "每行应当是一个 JSON 对象")


def _answer(number: int, said: Mapping[str, Any]) -> Answer | BadLine:
    texts = {key: str(said.get(key) or "").strip() for key in LIMITS}
    for key, limit in LIMITS.items():
        if len(texts[key]) > limit:
            return BadLine(number, f"{key} 超过{limit}字")
    if not texts["package"]:
        return BadLine(number, "缺少包号 package")
    if said.get("result") not in RESULTS:
        return BadLine(number, "result 应当是 accepted 或者 refused")
    if bool(texts["record_type"]) != bool(texts["source_id"]):
        return BadLine(number, "record_type 和 source_id 要一起给出")
    if said["result"] == REFUSED and not (texts["message"] or texts["code"]):
        return BadLine(number, "退回的要写明 code 或者 message")
    answered_at, version = _instant(said.get("answered_at")), _version(said.get("version"))
    if answered_at is None:
        return BadLine(number, "answered_at 应当是带时区的时间，例如 2026-03-02T09:00:00+08:00")
    if texts["record_type"] and version is None:
        return BadLine(number, "version 应当是正整数")
    return Answer(number, result=str(said["result"]), answered_at=answered_at, version=version, **texts)


def _instant(said: Any) -> datetime | None:
    try:
        instant = datetime.fromisoformat(str(said))
    except ValueError:
        return None
    return instant if instant.tzinfo is not None else None


def _version(said: Any) -> int | None:
    text = str(said if said is not None else "")
    return int(text) if text.isascii() and text.isdigit() and 0 < int(text) < 2**31 else None
