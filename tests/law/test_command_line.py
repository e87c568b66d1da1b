"""The command line of the law: shapes, exit states, errors in their place, and no Django."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from hengtu.web.commandline import law, receipt


def test_due_prints_the_shape_of_the_contract(capsys: pytest.CaptureFixture[str]):
    assert law.run(["due", "hearing_request", "--from", "2025-12-17"]) == 0
    answer = json.loads(capsys.readouterr().out)
    fixed = {
        "term",
        "kind",
        "not_before",
        "due_on",
        "due_at",
        "binds",
        "provisional",
        "counted",
        "explanation",
        "basis",
    }
    assert fixed <= set(answer)
    assert answer["due_on"] == "2025-12-24"
    assert answer["counted"] == [["2025-12-20", "weekend"], ["2025-12-21", "weekend"]]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["due", "nonsense", "--from", "2025-01-01"], "unknown_term"),
        (["due", "seizure"], "start_needed"),
        (["due", "seizure", "--from", "2025-02-30"], "bad_date"),
        (["due", "seizure", "--from", "2025-01-01", "--suspend", "2025-01-05"], "bad_suspension"),
        (["due", "hearing_notice", "--from", "2025-01-01"], "to_needed"),
        (["due", "seizure", "--from", "2025-01-01", "--never"], "usage"),
        (["due"], "usage"),
        (["wrong"], "usage"),
        ([], "usage"),
        (["assess", "/nowhere/file.jsonl"], "file_unreadable"),
    ],
)
def test_errors_are_one_object_on_standard_error_and_status_two(
    arguments: list[str], code: str, capsys: pytest.CaptureFixture[str]
):
    assert law.run(arguments) == 2
    captured = capsys.readouterr()
    error = json.loads(captured.err)
    assert (error["error"], captured.out) == (code, "")
    assert set(error) == {"error", "message", "basis"}


def test_a_bad_line_answers_in_its_place_and_the_rest_goes_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    good = {
        "violation": "underwater-works",
        "jurisdiction": "江苏",
        "violation_on": "2025-12-26",
        "decided_on": "2026-01-19",
        "facts": {},
    }
    lines = [json.dumps(good), "{", "[1]", "", json.dumps({**good, "violation": "underwater"}), json.dumps(good)]
    file = tmp_path / "questions.jsonl"
    file.write_bytes("\n".join(lines).encode() + b"\n\xff\xfe\n")
    assert law.run(["assess", str(file)]) == 1
    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [each.get("error") for each in answers] == [
        None,
        "bad_json",
        "bad_json",
        "unknown_violation",
        None,
        "bad_json",
    ]
    assert [each.get("line") for each in answers] == [None, 2, 3, 5, None, 7]
    fixed = {
        "violation",
        "tier",
        "outcome",
        "statutory",
        "benchmark",
        "missing_facts",
        "alternatives",
        "basis",
        "explanation",
        "receipt",
    }
    assert fixed <= set(answers[0])


def test_overlimit_prints_the_shape_of_the_contract(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    file = tmp_path / "passages.jsonl"
    question = {"vehicle_form": "train", "axle_count": 5, "gross_mass_kg": 98940, "violation_on": "2025-06-03"}
    file.write_text(json.dumps(question), encoding="utf-8")
    assert law.run(["overlimit", str(file)]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert set(answer) == {
        "mass_limit_kg", "excess_kg", "excess_ratio", "mass_penalty", "dimension_penalty",
        "total", "missing_facts", "basis", "explanation",
    }  # fmt: skip
    assert (answer["excess_kg"], answer["excess_ratio"], answer["total"]["amount_yuan"]) == (55940, 1.3009, 27500)


def test_receipts_verify_from_files_and_answers(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    questions = tmp_path / "questions.jsonl"
    question: dict[str, object] = {"violation": "overlimit-mass", "jurisdiction": "国家", "violation_on": "2025"}
    question["facts"] = {"excess_kg": 5000}
    line = json.dumps(question, ensure_ascii=False) + chr(10)
    questions.write_text(line * 2, encoding="utf-8")
    assert law.run(["assess", str(questions)]) == 0
    answers = tmp_path / "answers.jsonl"
    answers.write_text(capsys.readouterr().out, encoding="utf-8")
    assert receipt.run(["verify", str(answers)]) == 0
    assert [json.loads(line)["ok"] for line in capsys.readouterr().out.splitlines()] == [True, True]
    answers.write_text(
        answers.read_text(encoding="utf-8").replace('"tier": "一般"', '"tier": "严重"'), encoding="utf-8"
    )
    assert receipt.run(["verify", str(answers)]) == 1
    assert "answer.tier" in json.loads(capsys.readouterr().out.splitlines()[0])["differs"]
    answers.write_bytes(b"\xff")
    assert receipt.run(["verify", str(answers)]) == 2


def test_the_law_answers_without_django_or_yaml():
    code = (
        "import sys; from hengtu.web.commandline.main import main; "
        "main(['law', 'due', 'pay_fine', '--from', '2025-06-11']); "
        "sys.exit(any(name.split('.')[0] in {'django', 'yaml'} for name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, env={**os.environ}, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["due_on"] == "2025-06-26"
