"""A mutation run over ``hengtu/law``: small changes, one at a time; the tests of the module should notice each.

``make mutate [SEED=n] [LIMIT=n] [SECONDS=n] [ONLY=parts,of,paths]``: a seeded sample, bounded in time. What survived
and where goes to standard output as JSON lines, the totals last. Run it as a file: it must not import what it changes.
"""

from __future__ import annotations

import argparse
import ast
import json
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LAW = ROOT / "hengtu" / "law"
PROCEDURE = ("tests/law/procedure",)
# Which tests answer for which module, the nearest first; the first failing one ends the run of a mutant.
TESTS: dict[str, tuple[str, ...]] = {
    "calendar.py": ("tests/law/test_calendar.py", "tests/law/test_deadlines.py"),
    "conditions.py": ("tests/law/test_conditions.py", "tests/law/test_discretion.py"),
    "deadlines.py": ("tests/law/test_deadlines.py", "tests/law/test_calendar.py", "tests/law/test_every_day.py"),
    "benchmarks.py": (
        "tests/law/test_benchmarks.py", "tests/law/test_published_tables.py", "tests/law/test_discretion.py",
        "tests/law/test_receipt_changes.py",
    ),
    "statute.py": (
        "tests/law/test_two_dates.py", "tests/law/test_discretion.py", "tests/law/test_benchmarks.py",
        "tests/law/test_receipt_changes.py",
    ),
    "measures.py": ("tests/law/test_discretion.py", "tests/law/proof"),
    "discretion.py": (
        "tests/law/test_discretion.py", "tests/law/test_benchmarks.py", "tests/law/test_two_dates.py",
        "tests/law/test_receipt_changes.py", "tests/law/test_overlimit.py",
    ),
    "violations.py": ("tests/law/test_discretion.py",),
    "assessment.py": ("tests/law/test_discretion.py", "tests/law/test_receipt.py"),
    "thresholds.py": ("tests/law/test_thresholds.py", *PROCEDURE),
    "outcome.py": ("tests/law/test_discretion.py", "tests/law/test_benchmarks.py", *PROCEDURE),
    "formulas.py": ("tests/law/test_discretion.py", "tests/law/test_overlimit.py", "tests/law/test_benchmarks.py"),
    "facts.py": ("tests/law/test_discretion.py", "tests/law/test_overlimit.py"),
    "overlimit.py": ("tests/law/test_overlimit.py",),
    "periods.py": ("tests/law/test_two_dates.py", "tests/law/test_discretion.py"),
    "receipt.py": ("tests/law/test_receipt.py", "tests/law/test_receipt_changes.py"),
    "packs.py": ("tests/law/test_packs.py",),
    "alike.py": ("tests/law/test_alike.py",),
    "question_text.py": ("tests/law/test_question_text.py",),
    "proof": ("tests/law/proof",),
    "procedure": PROCEDURE,
}  # fmt: skip
SWAPPED: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.And: ast.Or, ast.Or: ast.And,
}  # fmt: skip
NAMES = {"min": "max", "max": "min", "any": "all", "all": "any"}


@dataclass(frozen=True)
class Mutant:
    """One change of one module. ``spot`` counts the places of the module that can be changed."""

    module: str
    line: int
    spot: int
    before: str
    after: str


class _Change(ast.NodeTransformer):
    """Walk a module, count the places, and change the one that was asked for."""

    def __init__(self, wanted: int | None = None) -> None:
        self.wanted, self.count = wanted, 0
        self.found: list[tuple[int, str, str]] = []

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        node.body = [self.visit(each) for each in node.body]  # neither decorators nor annotations nor defaults
        return node

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        node.body = [self.visit(each) for each in node.body]
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        node.value = self.visit(node.value) if node.value else None
        return node

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        self.generic_visit(node)
        changed = ast.Compare(node.left, [SWAPPED[type(node.ops[0])](), *node.ops[1:]], node.comparators)
        return self._one_of(node, changed)

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.AST:
        self.generic_visit(node)
        return self._one_of(node, ast.BoolOp(SWAPPED[type(node.op)](), node.values))

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        self.generic_visit(node)
        swapped = SWAPPED.get(type(node.op))
        return self._one_of(node, ast.BinOp(node.left, swapped(), node.right)) if swapped else node

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.AST:
        self.generic_visit(node)
        return self._one_of(node, node.operand) if isinstance(node.op, ast.Not) else node

    def visit_IfExp(self, node: ast.IfExp) -> ast.AST:
        self.generic_visit(node)
        return self._one_of(node, ast.IfExp(node.test, node.orelse, node.body))

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        if isinstance(node.value, bool):
            return self._one_of(node, ast.Constant(not node.value))
        if isinstance(node.value, int):
            return self._one_of(node, ast.Constant(node.value + 1))
        return node

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        if isinstance(node.func, ast.Name) and node.func.id in NAMES:
            return self._one_of(node, ast.Call(ast.Name(NAMES[node.func.id]), node.args, node.keywords))
        return node

    def _one_of(self, before: ast.AST, after: ast.AST) -> ast.AST:
        self.count += 1
        if self.wanted is None:
            self.found.append((getattr(before, "lineno", 0), ast.unparse(before), ast.unparse(after)))
            return before
        return ast.copy_location(after, before) if self.count == self.wanted else before


def mutants_of(module: Path) -> Iterator[Mutant]:
    """Yield every mutant of a module."""
    walk = _Change()
    walk.visit(ast.parse(module.read_text(encoding="utf-8")))
    for spot, (line, before, after) in enumerate(walk.found, start=1):
        yield Mutant(str(module.relative_to(ROOT)), line, spot, before, after)


def mutated(mutant: Mutant, source: str) -> str:
    """Return the source of a module with one change."""
    tree = _Change(mutant.spot).visit(ast.parse(source))
    return ast.unparse(ast.fix_missing_locations(tree))


def answering(module: str) -> tuple[str, ...]:
    """Return the tests that answer for a module; empty where none is named."""
    inside = Path(module).relative_to("hengtu/law").parts
    own = f"tests/law/test_{inside[0]}"
    return TESTS.get(inside[0]) or ((own,) if (ROOT / own).is_file() else ())


def survives(mutant: Mutant, copy: Path, seconds: int) -> bool:
    """Run the tests of a mutant in a process of its own; one that hangs or crashes is noticed too."""
    target = copy / mutant.module
    kept = target.read_text(encoding="utf-8")
    target.write_text(mutated(mutant, kept), encoding="utf-8")
    try:
        return _passes(copy, answering(mutant.module), seconds)
    finally:
        target.write_text(kept, encoding="utf-8")


def _passes(copy: Path, tests: tuple[str, ...], seconds: int) -> bool:
    child = os.fork()
    if child == 0:
        _run_tests(copy, tests)
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        pid, status = os.waitpid(child, os.WNOHANG)
        if pid:
            return os.waitstatus_to_exitcode(status) == 0
        time.sleep(0.02)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return False


def _run_tests(copy: Path, tests: tuple[str, ...]) -> None:
    os.chdir(copy)
    sys.path.insert(0, str(copy))
    sys.dont_write_bytecode = True
    silent = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silent, 1)
    os.dup2(silent, 2)
    plain = ("-x", "-q", "-p", "no:django", "-p", "no:cacheprovider", "-W", "ignore")
    os._exit(int(pytest.main([*plain, *tests])))


def main() -> int:
    """Try a seeded sample; print what survived and, last, the totals. Exit 0 however many survive."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=2021)
    parser.add_argument("--limit", type=int, default=150)
    parser.add_argument("--seconds", type=int, default=900, help="for the whole run")
    parser.add_argument("--only", default="", help="parts of the modules' paths, with commas")
    options = parser.parse_args()
    named = options.only.split(",")
    modules = [path for path in sorted(LAW.rglob("*.py")) if any(part in str(path.relative_to(ROOT)) for part in named)]
    every = [each for path in modules if answering(str(path.relative_to(ROOT))) for each in mutants_of(path)]
    chosen = random.Random(options.seed).sample(every, min(options.limit, len(every)))
    until, tried, survivors = time.monotonic() + options.seconds, 0, 0
    with tempfile.TemporaryDirectory() as folder:
        for name in ("hengtu", "tests", "pyproject.toml"):
            source, target = ROOT / name, Path(folder) / name
            shutil.copytree(source, target) if source.is_dir() else shutil.copy(source, target)
        untouched = sorted({answering(each.module) for each in chosen})
        failing = [tests for tests in untouched if not _passes(Path(folder), tests, seconds=300)]
        if failing:
            print(f"these fail without any change: {failing}", file=sys.stderr)
            return 2
        for mutant in chosen:
            if time.monotonic() > until:
                break
            tried += 1
            if survives(mutant, Path(folder), seconds=120):
                survivors += 1
                print(json.dumps(mutant.__dict__, ensure_ascii=False), flush=True)
    print(json.dumps({"places": len(every), "tried": tried, "killed": tried - survivors, "survived": survivors}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
