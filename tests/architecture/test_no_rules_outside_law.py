"""Limits of the law live in law/ and rulebook/. A heuristic: no statutory figure in a comparison above them."""

import ast

import pytest

from tests.architecture.project import ROOT, python_files

# spot fines and cash (APL:51, APL:68), over-limit ceiling (HSPR:64), hearing thresholds of the provinces
YUAN = {200, 3000, 10_000, 30_000, 100_000}
# case, payment, seizure and review periods (APL:60, APL:67, ACL:25, ARL:20)
DAYS = {15, 30, 60, 90}
ABOVE_THE_LAW = tuple(
    f"{room}/**/*.py"
    for room in ("web", "cases", "documents", "evidence", "officers", "subjects", "agencies", "ledger")
)
HTTP = {"status", "status_code", "returncode"}


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def _states_a_rule(node: ast.AST) -> bool:
    """A comparison of money or days with a figure of the law; HTTP status codes are none of its business."""
    if not isinstance(node, ast.Compare):
        return False
    sides = [node.left, *node.comparators]
    figures = {side.value for side in sides if isinstance(side, ast.Constant) and type(side.value) in (int, float)}
    names = {_name(side) for side in sides}
    if names & HTTP:
        return False
    return bool(figures & YUAN) or (bool(figures & DAYS) and any("day" in name for name in names))


def test_no_room_above_the_law_compares_with_a_figure_of_the_law() -> None:
    found = {
        f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"
        for path in python_files(*ABOVE_THE_LAW)
        for node in ast.walk(ast.parse(path.read_text()))
        if _states_a_rule(node)
    }
    assert found == set()


@pytest.mark.parametrize("source", ["fine_yuan > 3000", "200 >= amount", "elapsed.days > 90", "open_days == 15"])
def test_the_heuristic_sees_a_rule(source: str) -> None:
    assert any(_states_a_rule(node) for node in ast.walk(ast.parse(source)))


@pytest.mark.parametrize("source", ["response.status_code == 200", "len(rows) > 15", "width > 30"])
def test_the_heuristic_leaves_the_rest_alone(source: str) -> None:
    assert not any(_states_a_rule(node) for node in ast.walk(ast.parse(source)))
