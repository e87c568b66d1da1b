"""INV19: no statistic ranks units or officers by fines (APL:74p3). A heuristic over every query and every SQL file."""

import ast
import re

import pytest

from hengtu.cases.selectors.leniency import CountLine
from hengtu.law.indicators import IndicatorRefused
from tests.architecture.project import PACKAGE, ROOT, python_files

MONEY = re.compile(r"fine|amount|yuan|confiscat|paid|penalt", re.I)
PEOPLE = re.compile(r"agency|officer|handler|unit|squad|account|legal_subject|investigator", re.I)
SUMMING = re.compile(r"\b(Sum|Avg|Max|Rank|DenseRank|RowNumber|Window)\(|\b(sum|avg|rank|dense_rank)\s*\(", re.I)
GROUPING = re.compile(r"\.values(_list)?\(|\bgroup by\b|partition_by|partition by|annotate\(|sorted\(|Counter\(", re.I)
EVERY_ROOM = ("**/*.py",)
SORTED = re.compile(r"order_by\(([^()]*)\)|\bkey=lambda [^:]*:([^,)]*)|\border by ([^\n;\"']*)", re.I)
SUM = re.compile(r"fine_|_fine|amount|_yuan|_fen\b|confiscat|penalty_total", re.I)
CHOICE = re.compile(r"[?&](?:sort|order|by)=\W?(?:fine|amount|yuan|fen|money|penalt)|data-sort=.(?:fine|amount)", re.I)
# sums in order that say nothing of units or people: bands of an approval route, the spread of like cases
IN_ORDER = {
    "agencies/selectors/routes.py",  # from which amount upwards who approves
    "cases/selectors/like_cases.py",  # how like cases are spread, without whose they are
    "portal/selectors/alike.py",  # the same, told to the party
}


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


def orders_by_money(text: str) -> bool:
    """Whether something is put in the order of a sum."""
    return any(SUM.search(" ".join(filter(None, found.groups()))) for found in SORTED.finditer(text))


def test_nothing_is_put_in_the_order_of_a_sum() -> None:
    found = {
        str(path.relative_to(PACKAGE))
        for path in python_files(*EVERY_ROOM)
        for text in statements(path.read_text())
        if orders_by_money(text)
    }
    assert found - IN_ORDER == set()


def test_no_page_offers_to_sort_by_a_sum() -> None:
    pages = [*PACKAGE.rglob("*.html"), *PACKAGE.rglob("*.js")]
    assert {str(path) for path in pages if CHOICE.search(path.read_text())} == set()


def test_sums_of_money_are_asked_for_by_reconciliation_and_by_nobody_else() -> None:
    """Whoever else adds up what was paid, per day or per unit, has to say here why."""
    adding = re.compile(r"(Sum|Avg|Max)\(.?(fine_yuan|amount_fen|amount_yuan|paid_yuan)")
    found = {str(path.relative_to(PACKAGE)) for path in python_files(*EVERY_ROOM) if adding.search(path.read_text())}
    assert found <= {"cases/payments/refunds.py"}, "what is on its way back of one case or one payment"


@pytest.mark.parametrize("name", ["各大队罚款总额", "罚没收入排名", "收缴率"])
def test_a_count_that_names_money_is_refused_when_it_is_made(name: str) -> None:
    with pytest.raises(IndicatorRefused):
        CountLine(name, 1, "")


@pytest.mark.parametrize(
    "source",
    [
        "rows = Case.objects.order_by('-fine_yuan')",
        "rows = sorted(units, key=lambda unit: unit.fine_total_yuan)",
        "text = 'SELECT agency FROM decisions ORDER BY sum(fine_yuan) DESC'",
    ],
)
def test_the_heuristic_sees_an_order_of_sums(source: str) -> None:
    assert any(orders_by_money(text) for text in statements(source))


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
