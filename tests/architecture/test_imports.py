"""The floors hold for imports, and the law stays plain Python."""

import ast
import subprocess
import sys
from pathlib import Path

from tests.architecture.project import ROOT, python_files


def test_import_linter_finds_every_contract_kept() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def _imported(tree: ast.AST) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module)
    return names


def test_the_law_imports_the_standard_library_and_itself_only() -> None:
    foreign = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in python_files("law/**/*.py")
        for name in _imported(ast.parse(path.read_text()))
        if name.split(".")[0] not in sys.stdlib_module_names and not name.startswith("hengtu.law")
    }
    assert foreign == set()


def test_no_app_listens_to_django_signals() -> None:
    signals = {"django.db.models.signals", "django.dispatch", "django.core.signals"}
    listening = {
        str(path.relative_to(ROOT))
        for path in python_files("**/*.py")
        if _imported(ast.parse(path.read_text())) & signals
    }
    assert listening == set()
