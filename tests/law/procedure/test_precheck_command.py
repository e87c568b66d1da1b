"""``hengtu law precheck`` on lines of acts: findings as JSON, and what bad input gets."""

import io
import json

from hengtu.web.commandline import law
from tests.law.procedure.flawed_files import flawed_files, sound_files

KEYS = {"code", "severity", "veto", "question", "act", "kind", "about", "message", "basis", "remedy"}


def lines_of(acts):
    return "\n".join(
        json.dumps(
            {
                "kind": each.kind,
                "occurred_at": each.occurred_at.isoformat(),
                "by": [
                    {"id": a.id, "roles": sorted(a.roles), "certificate_valid": a.certificate_valid, "name": a.name}
                    for a in each.by
                ],
                "payload": dict(each.payload),
                "id": each.uid,
            }
        )
        for each in acts
    )


def run(tmp_path, capsys, text, *more):
    path = tmp_path / "acts.jsonl"
    path.write_text(text, encoding="utf-8")
    status = law.run(["precheck", str(path), *more])
    captured = capsys.readouterr()
    return status, json.loads(captured.out or captured.err)


def test_a_flawed_file_is_answered_with_its_findings(tmp_path, capsys):
    file = flawed_files()[0]
    status, answer = run(tmp_path, capsys, lines_of(file.acts))
    assert status == 0
    first = answer["findings"][0]
    assert set(first) == KEYS
    assert (first["code"], first["severity"], first["veto"]) == ("two_officers_required", "veto", "V02")
    assert first["question"] == "officers_qualified"
    assert file.acts[first["act"] - 1].kind == first["kind"]


def test_a_sound_file_is_answered_with_none(tmp_path, capsys):
    assert run(tmp_path, capsys, lines_of(sound_files()[0].acts)) == (0, {"findings": []})


def test_the_day_decides_which_limits_have_run_out(tmp_path, capsys):
    file = next(each for each in sound_files() if each.id == "demo-8-before-review")
    _, in_time = run(tmp_path, capsys, lines_of(file.acts))
    _, late = run(tmp_path, capsys, lines_of(file.acts), "--on", "2026-02-01")
    codes = [{each["code"] for each in answer["findings"]} for answer in (in_time, late)]
    assert "case_decision_run_out" not in codes[0]
    assert "case_decision_run_out" in codes[1]


def test_standard_input_is_read(capsys, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO(lines_of(sound_files()[0].acts)))
    assert law.run(["precheck", "-"]) == 0
    assert json.loads(capsys.readouterr().out) == {"findings": []}


def test_bad_input_is_named(tmp_path, capsys):
    assert run(tmp_path, capsys, "")[1]["error"] == "bad_act"
    status, answer = run(tmp_path, capsys, '{"kind": "O01", "occurred_at": "2025-06-03T09:00:00"}')
    assert (status, answer["error"]) == (2, "bad_act")
    assert "第 1 行" in answer["message"]
    good = lines_of(sound_files()[0].acts)
    assert run(tmp_path, capsys, good, "--on", "昨天")[1]["error"] == "bad_date"
    unknown = '{"kind": "lead_regstered", "occurred_at": "2025-06-03T09:00:00+08:00"}'
    assert run(tmp_path, capsys, unknown)[1]["error"] == "unknown_kind"
