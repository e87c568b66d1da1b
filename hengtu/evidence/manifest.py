"""The manifest of a docking station: which file comes from which camera and when, as JSONL or CSV.

Every line stands for itself: one that cannot be read is answered in its place and the others go on.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from hengtu.evidence.services.dock_recording import FromCamera
from hengtu.law.procedure.situation import CIVIL_TIME
from hengtu.lib.coded_error import CodedError

# what a column may be called
NAMES: Mapping[str, str] = {
    "file": "file", "文件": "file", "文件名": "file",
    "camera": "camera", "记录仪编号": "camera", "记录仪": "camera",
    "starts_at": "starts_at", "开始时间": "starts_at",
    "ends_at": "ends_at", "结束时间": "ends_at",
    "seconds": "seconds", "时长（秒）": "seconds", "时长(秒)": "seconds",
    "officer": "officer", "人员": "officer", "证件编号": "officer",
    "place": "place", "地点": "place",
}  # fmt: skip
FIRST_YEAR, LAST_YEAR = 1970, 2200  # a clock that was lost begins in 1970 or later
ZH = {"file": "文件", "camera": "记录仪编号", "starts_at": "开始时间", "ends_at": "结束时间或者时长"}


class BadLine(CodedError):
    """A line of a manifest that cannot be read: a full sentence with what to do."""


@dataclass(frozen=True)
class Line:
    """One line, counted from 1 (in a CSV the heading is line 1): what it gives, or what is wrong with it."""

    number: int
    given: FromCamera | None
    problem: BadLine | None = None


def read_manifest(manifest: Path, *, folder: Path) -> Iterator[Line]:
    """Yield every line that is not empty.

    Args:
        manifest: UTF-8 or GB 18030; a name ending in .csv is read as CSV, anything else as JSONL.
        folder: where the files lie; a path that leads out of it is refused.
    Raises: BadLine ``manifest_unreadable`` when it is no text at all, ``manifest_without_headings``.
    """
    text = _text(manifest.read_bytes())
    rows = _csv(text) if manifest.suffix.lower() == ".csv" else _jsonl(text)
    for number, row in rows:
        try:
            yield Line(number, _given(row, folder))
        except BadLine as problem:
            yield Line(number, None, problem)


def _text(content: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadLine("manifest_unreadable", "清单不是文字文件。请用UTF-8保存为JSONL或者CSV。")


def _jsonl(text: str) -> Iterator[tuple[int, Any]]:
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            try:
                yield number, json.loads(line)
            except ValueError:
                yield number, None


def _csv(text: str) -> Iterator[tuple[int, Any]]:
    reader = csv.reader(io.StringIO(text))
    headings = [heading.strip() for heading in next(reader, [])]
    if "file" not in {NAMES.get(heading) for heading in headings}:
        raise BadLine(
            "manifest_without_headings", "清单第一行没有“文件”这一列。请写明文件、记录仪编号、开始时间、结束时间。"
        )
    for number, cells in enumerate(reader, start=2):
        if any(cell.strip() for cell in cells):
            yield number, dict(zip(headings, cells, strict=False))


def _given(row: Any, folder: Path) -> FromCamera:
    if not isinstance(row, dict):
        raise BadLine("line_unreadable", "这一行不是一个JSON对象。请照说明改写这一行。")
    values = {NAMES[key]: str(value or "").strip() for key, value in row.items() if key in NAMES}
    starts_at = _instant(_needed(values, "starts_at"), "开始时间")
    name = _needed(values, "file")
    return FromCamera(
        serial=_needed(values, "camera"),
        starts_at=starts_at,
        ends_at=_end(values, starts_at),
        file=_inside(folder, name),
        filename=name,
        officer_said=values.get("officer", ""),
        place=values.get("place", ""),
    )


def _needed(values: Mapping[str, str], key: str) -> str:
    if not values.get(key):
        raise BadLine("line_incomplete", f"没有写{ZH[key]}。请补上这一项。")
    return values[key]


def _end(values: Mapping[str, str], starts_at: datetime) -> datetime:
    if values.get("ends_at"):
        return _instant(values["ends_at"], "结束时间")
    seconds = values.get("seconds", "")
    if not seconds:
        raise BadLine("line_incomplete", f"没有写{ZH['ends_at']}。请补上这一项。")
    try:
        return starts_at + timedelta(seconds=float(seconds))
    except (ValueError, OverflowError) as error:
        raise BadLine("line_time_unreadable", f"时长“{seconds}”不是秒数。请改成数字。") from error


def _instant(text: str, what: str) -> datetime:
    try:
        found = datetime.fromisoformat(text.replace("/", "-"))
    except ValueError as error:
        raise BadLine("line_time_unreadable", f"{what}“{text}”读不出来。请写成2026-06-03T09:12:00这样。") from error
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise BadLine("line_time_unreadable", f"{what}“{text}”不像是时间。请照记录仪显示的填写。")
    return found if found.tzinfo else found.replace(tzinfo=CIVIL_TIME)


def _inside(folder: Path, name: str) -> Path:
    path = (folder / name.replace("\\", "/")).resolve()
    if not path.is_relative_to(folder.resolve()):
        raise BadLine("line_outside_folder", f"文件“{name}”不在清单所在的文件夹里。请把文件放进去，写相对的名字。")
    return path
