"""docs/facts.md says where each fact lives: the page is what the rules say, every rule and every test on it exists."""

import ast
from functools import cache

from tests.architecture.project import ROOT
from tests.tools import facts_page

GROUPS = facts_page.groups()
HELD = [fact for group in GROUPS for fact in group.facts if not fact.open]


@cache
def _names_in(name: str) -> frozenset[str]:
    path = ROOT / name
    if not path.is_file():
        return frozenset()
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.Assign):
            found |= {target.id for target in node.targets if isinstance(target, ast.Name)}
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            found.add(node.target.id)
    return frozenset(found)


def _exists(place: str) -> bool:
    name, _, inner = place.partition("::")
    return (ROOT / name).is_file() and (not inner or inner in _names_in(name))


def test_the_page_is_what_the_rules_say() -> None:
    assert facts_page.PAGE.read_text(encoding="utf-8") == facts_page.page(), "run: make facts"


def test_no_fact_stands_twice_in_a_group() -> None:
    for group in GROUPS:
        ids = [fact.id for fact in group.facts]
        assert len(ids) == len(set(ids)), group.title


def test_every_fact_has_a_rule_and_a_test_or_says_what_is_missing() -> None:
    bare = [
        fact.id
        for group in GROUPS
        for fact in group.facts
        if not fact.open and not (fact.zh and fact.rule and (fact.tests or group.tests))
    ]
    assert bare == []


def test_every_rule_and_every_test_exists() -> None:
    rules = {fact.rule for fact in HELD}
    tests = {
        test for group in GROUPS for test in (*group.tests, *(each for fact in group.facts for each in fact.tests))
    }
    assert sorted(place for place in rules | tests if not _exists(place)) == []


def test_what_is_not_confirmed_waits_for_a_signature() -> None:
    page = facts_page.page().split("## 待法制人员签字确认")[1]
    assert [fact.id for fact in HELD if not fact.confirmed and f"| `{fact.id}` |" not in page] == []
