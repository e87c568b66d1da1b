"""The five targets others call exist, and CI calls them with nothing optional."""

import os
import re
import subprocess

import pytest

from tests.architecture.project import ROOT

MAKEFILE = (ROOT / "Makefile").read_text()


@pytest.mark.parametrize("target", ["run", "test", "check", "bench", "lock"])
def test_the_target_exists_and_its_recipe_expands(target: str) -> None:
    assert re.search(rf"^{target}:", MAKEFILE, re.MULTILINE)
    dry = subprocess.run(["make", "--dry-run", target], cwd=ROOT, capture_output=True, text=True, check=False)
    assert dry.returncode == 0, dry.stderr


def test_the_port_of_make_run_can_be_chosen() -> None:
    dry = subprocess.run(
        ["make", "--dry-run", "run", "PORT=8123"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert "serve --port 8123" in dry.stdout


def test_an_unknown_benchmark_is_named_and_refused() -> None:
    recipe = ["make", "--assume-old=.venv/installed-dev", "bench", "ONLY=no_such_benchmark"]
    refused = subprocess.run(recipe, cwd=ROOT, capture_output=True, text=True, check=False)
    assert refused.returncode != 0
    assert "no_such_benchmark" in refused.stderr


def test_ci_runs_check_and_test_with_no_part_that_may_fail() -> None:
    script = ROOT / ".ci" / "run"
    text = script.read_text()
    assert os.access(script, os.X_OK)
    assert "set -euo pipefail" in text
    assert [line for line in text.splitlines() if line.startswith("make ")] == ["make check", "make test"]
    assert "||" not in text
    assert "|| true" not in MAKEFILE
    assert not re.search(r"^\t-", MAKEFILE, re.MULTILINE)
