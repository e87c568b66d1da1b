"""The mutation run changes exactly one place, and knows which tests answer for a module."""

import ast
from pathlib import Path

from tests.tools.mutate import LAW, ROOT, answering, mutants_of, mutated

MODULE = LAW / "money.py"


def test_a_mutant_differs_in_one_place_and_is_still_python():
    source = MODULE.read_text(encoding="utf-8")
    plain = ast.unparse(ast.parse(source))
    mutants = list(mutants_of(MODULE))
    assert mutants
    for mutant in mutants:
        changed = mutated(mutant, source).splitlines()
        different = [new for new, old in zip(changed, plain.splitlines(), strict=True) if new != old]
        assert len(different) == 1, mutant


def test_words_types_and_decorators_are_left_alone():
    conditions = list(mutants_of(LAW / "conditions.py"))
    source = (LAW / "conditions.py").read_text(encoding="utf-8").splitlines()
    assert not [each for each in conditions if source[each.line - 1].lstrip().startswith("@")]


def test_every_named_test_exists():
    for path in sorted(LAW.rglob("*.py")):
        for test in answering(str(path.relative_to(ROOT))):
            assert (Path(ROOT) / test).exists(), test
