"""``hengtu law check`` on lines of acts: what is judged without knowing the case, and what bad lines get."""

import json

from hengtu.web.commandline.law_check import run_check

OFFICERS = [{"id": name, "certificate_valid": True, "roles": ["officer"]} for name in "ab"]
HEAD = [{"id": "h", "roles": ["agency_head"]}]


def line(kind, at, by, **payload):
    return json.dumps({"kind": kind, "occurred_at": f"2025-06-{at}:00+08:00", "by": by, "payload": payload})


def run(tmp_path, capsys, *lines):
    path = tmp_path / "acts.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    status = run_check([str(path)])
    captured = capsys.readouterr()
    return status, json.loads(captured.out or captured.err)


def test_without_a_case_block_order_people_and_times_are_judged_and_the_rest_is_named(tmp_path, capsys):
    status, answer = run(
        tmp_path,
        capsys,
        line("O01", "03T09:00", OFFICERS, source="fixed_station"),
        line("case_filed", "03T15:00", HEAD),
        line("O04", "04T09:00", OFFICERS, records=["scene_record"]),
    )
    assert (status, answer["lawful"], answer["objections"]) == (0, True, [])
    assert "case" in answer["not_judged"][0]
    (deadline,) = [each for each in answer["open_deadlines"] if each["term"] == "case_decision"]
    assert deadline["due_on"] == "2025-09-01"


def test_each_objection_says_which_act(tmp_path, capsys):
    _, answer = run(tmp_path, capsys, line("O01", "03T09:00", OFFICERS[:1], source="fixed_station"))
    (objection,) = answer["objections"]
    assert (objection["act"], objection["code"], objection["basis"]) == (1, "two_officers_required", ["APL:42p1"])


def test_a_line_that_is_no_act_is_named(tmp_path, capsys):
    status, answer = run(tmp_path, capsys, '{"kind": "O01", "occurred_at": "2025-06-03T09:00:00"}')
    assert (status, answer["error"]) == (2, "bad_act")
    assert "第 1 行" in answer["message"]
    assert run_check([str(tmp_path / "none.jsonl")]) == 2
    assert "找不到输入文件" in capsys.readouterr().err
