"""INV19: no statistic ranks units or officers by fines (APL:74p3). A heuristic over every query and every SQL file."""

import ast
import re

import pytest

from tests.architecture.project import PACKAGE, ROOT, python_files

MONEY = re.compile(r"fine|amount|yuan|confiscat|paid|penalt", re.I)
PEOPLE = re.compile(r"agency|officer|handler|unit|squad|account|legal_subject|investigator", re.I)
SUMMING = re.compile(r"\b(Sum|Avg|Max|Rank|DenseRank|RowNumber|Window)\(|\b(sum|avg|rank|dense_rank)\s*\(", re.I)
GROUPING = re.compile(r"\.values(_list)?\(|\bgroup by\b|partition_by|partition by|annotate\(|sorted\(|Counter\(", re.I)
EVERY_ROOM = ("**/*.py",)


def ranks_by_money(text: str) -> bool:
    """Whether one query sums or ranks money per unit or person."""
    return all(pattern.search(text) for pattern in (MONEY, PEOPLE, SUMMING, GROUPING))


def statements(source: str) -> list[str]:
    """Each simple statement as text: a chained query is one."""
    simple = (ast.Assign, ast.AnnAssign, ast.Return, ast.Expr)
    return [ast.unparse(node) for node in ast.walk(ast.parse(source)) if isinstance(node, simple)]


def test_no_query_ranks_units_or_officers_by_fines() -> None:
    found = {
        f"{path.relative_to(ROOT)}: {text[:80]}"
        for path in python_files(*EVERY_ROOM)
        for text in statements(path.read_text())
        if ranks_by_money(text)
    }
    assert found == set()


def test_no_sql_file_ranks_units_or_officers_by_fines() -> None:
    found = {str(path) for path in PACKAGE.rglob("*.sql") if ranks_by_money(path.read_text())}
    assert found == set()


@pytest.mark.parametrize(
    "source",
    [
        "rows = Case.objects.values('agency').annotate(total=Sum('fine_yuan')).order_by('-total')",
        "return Decision.objects.values('officer__name').annotate(best=Max('amount_yuan'))",
        "top = sorted(rank(officers), key=lambda officer: sum(officer.fines))",
    ],
)
def test_the_heuristic_sees_a_ranking(source: str) -> None:
    source = source if not source.startswith("return") else f"def f():\n    {source}"
    assert any(ranks_by_money(text) for text in statements(source))


@pytest.mark.parametrize(
    "source",
    [
        "late = Case.objects.values('agency').annotate(number=Count('id'))",
        "total = sum(penalty.amount_yuan for penalty in penalties)",
        "rows = Route.objects.order_by('min_amount_yuan')",
    ],
)
def test_the_heuristic_leaves_the_rest_alone(source: str) -> None:
    assert not any(ranks_by_money(text) for text in statements(source))
