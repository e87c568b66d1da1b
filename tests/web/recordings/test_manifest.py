"""Many recordings at once: one JSON line answers each line of the manifest; a bad one costs no other."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import pytest

from hengtu.evidence.manifest import BadLine, read_manifest
from hengtu.evidence.models import Recording
from hengtu.web.commandline.recordings import import_recordings
from tests.cases.recording.films import mp4
from tests.web.recordings.conftest import Office

GOOD = {"camera": "HT-0001", "starts_at": "2025-07-15T09:56:00", "ends_at": "2025-07-15T10:16:00"}


def run(
    manifest: Path, capsys: Any, *, by: str = "officer-a", dry_run: bool = False
) -> tuple[int, list[dict[str, Any]]]:
    options = argparse.Namespace(file=manifest, by=by, agency="", files=None, dry_run=dry_run)
    capsys.readouterr()
    status = import_recordings(options)
    return status, [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def films(folder: Path, count: int) -> list[dict[str, str]]:
    for number in range(count):
        (folder / f"{number}.mp4").write_bytes(mp4(str(number)))
    return [{**GOOD, "file": f"{number}.mp4"} for number in range(count)]


def test_one_bad_line_among_many_is_answered_in_its_place_and_nothing_else_is_lost(
    office: Office, tmp_path: Path, capsys: Any
) -> None:
    rows = [json.dumps(row) for row in films(tmp_path, 12)]
    rows[4] = "{broken"
    rows[7] = json.dumps({**GOOD, "file": "nowhere.mp4"})
    manifest = tmp_path / "manifest.jsonl"
    manifest.write_text("\n".join(rows), encoding="utf-8")
    status, rehearsed = run(manifest, capsys, dry_run=True)
    assert (status, Recording.objects.count()) == (1, 0)
    assert [each["line"] for each in rehearsed] == list(range(1, 13))
    status, answers = run(manifest, capsys)
    assert status == 1
    assert {each["line"]: each["error"] for each in answers if "error" in each} == {
        5: "line_unreadable",
        8: "recording_missing_file",
    }
    assert Recording.objects.count() == 10
    assert answers[0]["officer"] == "陈屿"
    again = run(manifest, capsys)[1]
    assert {each["result"] for each in again if "result" in each} == {"known"}
    assert Recording.objects.count() == 10


def test_who_holds_no_post_and_who_only_looks_on_imports_nothing(office: Office, tmp_path: Path, capsys: Any) -> None:
    manifest = tmp_path / "manifest.jsonl"
    manifest.write_text(json.dumps(films(tmp_path, 1)[0]), encoding="utf-8")
    for by in ("nobody", "supervisor"):
        assert run(manifest, capsys, by=by) == (2, [])


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_a_spreadsheet_of_the_docking_station_is_read_with_chinese_headings(tmp_path: Path, encoding: str) -> None:
    head = "文件,记录仪编号,开始时间,时长（秒）,人员"
    rows = ("a.mp4,HT-1,2025/07/15 09:56:00,90,陈屿", "", "b.mp4,,2025/07/15 09:56:00,90,")
    text = "\n".join((head, *rows)) + "\n"
    (tmp_path / "m.csv").write_bytes(text.encode(encoding))
    first, second = read_manifest(tmp_path / "m.csv", folder=tmp_path)
    assert first.given is not None
    assert (first.number, first.given.officer_said) == (2, "陈屿")
    assert (first.given.ends_at - first.given.starts_at).total_seconds() == 90
    assert first.given.starts_at.isoformat() == "2025-07-15T09:56:00+08:00"
    assert second.problem is not None
    assert second.problem.code == "line_incomplete"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"starts_at": "昨天"}, "line_time_unreadable"),
        ({"starts_at": "0001-01-01T00:00:00"}, "line_time_unreadable"),
        ({"ends_at": "", "seconds": "nan"}, "line_time_unreadable"),
        ({"ends_at": "", "seconds": "1e300"}, "line_time_unreadable"),
        ({"ends_at": ""}, "line_incomplete"),
        ({"file": "../../etc/passwd"}, "line_outside_folder"),
        ({"camera": None}, "line_incomplete"),
    ],
)
def test_a_line_that_cannot_be_read_says_why(tmp_path: Path, changes: dict[str, Any], code: str) -> None:
    path = tmp_path / "m.jsonl"
    path.write_text(json.dumps({**GOOD, "file": "a.mp4", **changes}), encoding="utf-8")
    (line,) = read_manifest(path, folder=tmp_path)
    assert line.problem is not None
    assert line.problem.code == code


def test_four_hundred_lines_with_one_bad_one_are_three_hundred_and_ninety_nine(tmp_path: Path) -> None:
    rows = [json.dumps({**GOOD, "file": f"{number}.mp4"}) for number in range(400)]
    rows[200] = "[]"
    path = tmp_path / "m.jsonl"
    path.write_text("\n".join(rows), encoding="utf-8")
    lines = list(read_manifest(path, folder=tmp_path))
    assert sum(line.given is not None for line in lines) == 399
    assert [line.number for line in lines if line.problem] == [201]


def test_what_is_no_manifest_is_refused_as_a_whole(tmp_path: Path) -> None:
    for name, content, code in (
        ("m.csv", "谁,什么\n1,2\n".encode(), "manifest_without_headings"),
        ("m.jsonl", b"\xff\xff\xff", "manifest_unreadable"),
    ):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(BadLine) as refused:
            list(read_manifest(tmp_path / name, folder=tmp_path))
        assert refused.value.code == code
