"""Below a view, a job and the command line nobody asks for the time: it is handed in."""

import ast

import pytest

from tests.architecture.project import ROOT, python_files

CLOCKS = {"now", "today", "utcnow", "localdate", "localtime", "time", "time_ns"}
OWNERS = {"datetime", "date", "timezone", "time"}
SCOPE = (
    "law/**/*.py",
    "lib/**/*.py",
    "rulebook/**/*.py",
    "*/models.py",
    "*/models/**/*.py",
    "*/services/**/*.py",
    "*/services.py",
    "*/selectors/**/*.py",
    "*/selectors.py",
    "*/policies.py",
)


def _is_clock(node: ast.AST) -> bool:
    """``datetime.now``, ``date.today``, ``timezone.now`` …, called or handed on, and their direct imports."""
    if isinstance(node, ast.ImportFrom):
        source = (node.module or "").rsplit(".", maxsplit=1)[-1]
        return source in {"time", "timezone"} and bool(CLOCKS & {alias.name for alias in node.names})
    if not (isinstance(node, ast.Attribute) and node.attr in CLOCKS):
        return False
    owner = node.value.attr if isinstance(node.value, ast.Attribute) else getattr(node.value, "id", "")
    if node.attr in {"time", "time_ns"}:  # datetime.time is a type, time.time a clock
        return owner == "time"
    return owner in OWNERS


def _is_automatic(node: ast.AST) -> bool:
    """A field that stamps itself asks for the time behind our back."""
    return isinstance(node, ast.keyword) and node.arg in {"auto_now", "auto_now_add"}


def test_no_module_below_the_views_asks_for_the_time() -> None:
    asking = {
        f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"
        for path in python_files(*SCOPE)
        for node in ast.walk(ast.parse(path.read_text()))
        if _is_clock(node) or _is_automatic(node)
    }
    assert asking == set()


@pytest.mark.parametrize(
    "source",
    [
        "datetime.now(UTC)",
        "datetime.datetime.utcnow()",
        "date.today()",
        "f(default=timezone.now)",
        "time.time()",
        "from time import time",
        "from django.utils.timezone import now",
        "F(auto_now=True)",
    ],
)
def test_the_check_sees_every_way_of_asking(source: str) -> None:
    assert any(_is_clock(node) or _is_automatic(node) for node in ast.walk(ast.parse(source)))


@pytest.mark.parametrize("source", ["at.date()", "datetime.time(9, 0)", "record.now", "from datetime import time"])
def test_the_check_leaves_values_alone(source: str) -> None:
    tree = ast.parse(source)
    assert not any(_is_clock(node) or _is_automatic(node) for node in ast.walk(tree))
