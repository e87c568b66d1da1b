"""Every requirement stands on docs/requirements.md once, and what it claims is a test that exists."""

import ast
import re
from functools import cache

from tests.architecture.project import ROOT

PAGE = ROOT / "docs" / "requirements.md"
EXPECTED = [f"R{number:03d}" for number in range(1, 172)]
ROW = re.compile(r"^\| (R\d{3}) \| (.+?) \| (.+?) \|$", re.MULTILINE)
NODE = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
NOT_YET = "not yet"


def _rows() -> list[tuple[str, str, str]]:
    return [(row[1], row[2], row[3]) for row in ROW.finditer(PAGE.read_text())]


@cache
def _tests_in(name: str) -> frozenset[str]:
    path = ROOT / name
    if not path.is_file():
        return frozenset()
    tree = ast.parse(path.read_text())
    return frozenset(
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_")
    )


def test_every_requirement_has_exactly_one_line() -> None:
    assert [number for number, _, _ in _rows()] == EXPECTED


def test_every_line_is_not_yet_or_names_a_test() -> None:
    unclear = [number for number, _, status in _rows() if status != NOT_YET and not NODE.search(status)]
    assert unclear == []


def test_a_line_that_is_partly_reached_says_what_is_missing() -> None:
    silent = [number for number, _, status in _rows() if status.startswith("partly") and "not yet:" not in status]
    assert silent == []


def test_every_named_test_exists() -> None:
    missing = [
        f"{number}: {name}::{test}"
        for number, _, status in _rows()
        for name, test in NODE.findall(status)
        if test not in _tests_in(name)
    ]
    assert missing == []


def test_no_named_test_hides_behind_another_spelling() -> None:
    """Each mention of tests/ in a status is a full node, so that the check above sees it."""
    vague = [number for number, _, status in _rows() if status.count("tests/") != len(NODE.findall(status))]
    assert vague == []
