"""``hengtu case run``: a case that the law stops is said in its place, and the others go on."""

import json
import subprocess
import sys
from pathlib import Path

import yaml

SCRIPTS = Path(__file__).resolve().parents[3] / "hengtu" / "web" / "demo" / "scripts" / "eight_cases.yaml"


def test_a_refused_case_is_named_with_its_objections_and_the_rest_runs(tmp_path: Path) -> None:
    content = yaml.safe_load(SCRIPTS.read_text(encoding="utf-8"))
    chosen = [case for case in content["cases"] if case["id"] in ("demo-2", "demo-6")]
    measure = next(act for case in chosen for act in case["acts"] if act["step"] == "C01")
    measure["payload"]["granting_article"] = "道路运输车辆技术管理规定"
    path = tmp_path / "two.yaml"
    path.write_text(
        yaml.safe_dump({**content, "cases": chosen, "must_object": []}, allow_unicode=True), encoding="utf-8"
    )
    command = [sys.executable, "-m", "hengtu", "case", "run", str(path), "--out", str(tmp_path / "out")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    lines = {line["id"]: line for line in map(json.loads, done.stdout.splitlines())}
    assert done.returncode == 1
    assert lines["demo-2"]["ledger_ok"] is True
    assert lines["demo-6"]["error"] == "act_refused"
    assert "measure_without_power" in {objection["code"] for objection in lines["demo-6"]["objections"]}
