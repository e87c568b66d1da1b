"""``hengtu law prove``: the shape of the contract, both forms of table, broken files with line and expectation."""

import json
from pathlib import Path
from typing import Any

import pytest

from hengtu.law.rulebook import records
from hengtu.web.commandline import law

OWN = """id: draft@1
violation: road-occupy-dig
role: ladder
tiers:
  - {tier: 一般, when: area_m2 < 5, outcome: {kind: fine, basis: fixed_range, min: 0, max: 1000}}
  - tier: 严重
    when: area_m2 >= 5
    outcome: {kind: fine, basis: fixed_range, min: 1000, max: 30000}
"""
PLAIN = """benchmarks:
- id: overlimit-mass@4
  violation: overlimit-mass
  jurisdiction: 某省
  level: local
  document: {name: 某规则, name_confirmed: false, year: 2020}
  range_source: national
  statute_version: current
  conflicts_with_current_statute: false
  complete: true
  confirmed: true
  tiers:
  - tier: 轻微
    when: excess_kg > 0 and excess_kg <= 1000
    outcome: {kind: warning}
  - tier: 一般
    when: excess_kg > 1000
    outcome: {kind: fine, basis: per_unit_formula, formula: 500 * floor(excess_kg / 1000), max: 30000}
  note: 公式写成文字
- violation: ridehail-vehicle-uncertified
  tiers:
  - tier: 不予处罚
    when: harm_level == 'none'
    outcome: {kind: none}
"""
SHAPE = {"table", "complete", "overlaps", "gaps", "monotone", "within_statute", "counter_examples"}


def run(tmp_path: Path, content: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, list[Any], Any]:
    file = tmp_path / "tables.yaml"
    file.write_text(content, encoding="utf-8")
    status = law.run(["prove", str(file)])
    captured = capsys.readouterr()
    answers = [json.loads(line) for line in captured.out.splitlines()]
    return status, answers, json.loads(captured.err) if captured.err else None


def test_a_sound_table_passes_in_the_shape_of_the_contract(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    status, (answer,), error = run(tmp_path, OWN, capsys)
    assert (status, error, set(answer) >= SHAPE) == (0, None, True)
    assert (answer["table"], answer["complete"], answer["monotone"], answer["within_statute"]) == (
        "draft@1", True, True, True,
    )  # fmt: skip


def test_json_is_read_too_and_an_unsound_table_gives_status_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    tiers = [{"tier": "一般", "when": "area_m2 < 5", "outcome": {"kind": "fine", "basis": "fixed_amount", "amount": 9}}]
    content = json.dumps({"violation": "road-occupy-dig", "tiers": tiers}, ensure_ascii=False)
    status, (answer,), _ = run(tmp_path, content, capsys)
    assert (status, answer["complete"]) == (1, False)
    assert [each["message"] for each in answer["gaps"]] == ["占用或损坏面积为 5 平方米时，没有一个档次符合。"]


def test_plain_entries_with_written_formulas_are_proved(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    status, answers, _ = run(tmp_path, PLAIN, capsys)
    assert (status, [each["counter_examples"] for each in answers]) == (0, [[], []])
    turned = PLAIN.replace("500 * floor(excess_kg / 1000)", "'max(0, 30000 - excess_kg)'")
    status, answers, _ = run(tmp_path, turned, capsys)
    assert (status, answers[0]["monotone"]) == (1, False)


@pytest.mark.parametrize(
    ("content", "line", "expected"),
    [
        (OWN.replace("violation: road-occupy-dig", "violation: road-occupy"), 2, "road-occupy-dig"),
        (OWN.replace("when: area_m2 >= 5", "when: area_m2 >= five"), 7, "应当是数"),
        (OWN.replace("when: area_m2 >= 5", "when: aera_m2 >= 5"), 7, "area_m2"),
        (OWN.replace("when: area_m2 >= 5", "when: harm_level >= 'none'"), 7, "没有大小"),
        (OWN.replace("tier: 严重", "tier: 很重"), 6, "特别严重"),
        (OWN.replace("    when: area_m2 >= 5\n", ""), 6, "缺少 when"),
        (OWN.replace("role: ladder", "rolle: ladder"), 3, "是不是 role"),
        (OWN + "statute_from: 2001-01-01\n", 9, "已有的是"),
        (OWN.replace("area_m2 < 5,", "[area_m2 < 5,"), 5, "YAML"),
        (PLAIN.replace("floor(excess_kg / 1000)", "floor(excess_kg / )"), 18, "应当是数、事实或者函数"),
        ("benchmarks: []\n", 1, "至少有一张"),
        ("just words\n", 1, "violation"),
    ],
)
def test_a_broken_file_is_named_with_line_and_what_is_expected(
    content: str, line: int, expected: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    status, answers, error = run(tmp_path, content, capsys)
    assert (status, answers, error["line"]) == (2, [], line)
    assert {"error", "message", "basis"} <= set(error)
    assert expected in error["message"]


def test_a_file_that_cannot_be_opened_is_named(capsys: pytest.CaptureFixture[str], tmp_path: Path):
    assert law.run(["prove", str(tmp_path / "nowhere.yaml")]) == 2
    assert json.loads(capsys.readouterr().err)["error"] == "file_unreadable"
    (tmp_path / "bytes.yaml").write_bytes(b"\xff\xfe\x00")
    assert law.run(["prove", str(tmp_path / "bytes.yaml")]) == 2


def test_without_a_file_the_whole_rulebook_is_proved(capsys: pytest.CaptureFixture[str]):
    assert law.run(["prove"]) == 1, "tables in force load with findings, and still fail"
    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [each["table"] for each in answers] == list(records("benchmarks"))
    assert all(bool(each["findings"]) >= bool(each["counter_examples"]) for each in answers)
