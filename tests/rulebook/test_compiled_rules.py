"""The rulebook: compiled equals source, bad files are named by line, damage is noticed, every day has one rule."""

import hashlib
import itertools
import json
import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest

from hengtu.law import rulebook
from hengtu.law.catalogue_checks import CatalogueCheck
from hengtu.law.citations import cite
from hengtu.law.errors import LawError
from hengtu.law.rule_checks import ConditionCheck, TermCheck
from hengtu.lib.rule_compiler import BadRuleFile, compile_rulebook, stale_files, write_compiled
from hengtu.web.commandline import rules

SOURCE = rules.RULEBOOK
COMPILED = compile_rulebook(SOURCE, checks=(ConditionCheck(), TermCheck(), CatalogueCheck()))


def test_what_is_committed_is_what_the_sources_compile_to():
    assert stale_files(SOURCE, COMPILED) == []


def test_compiling_twice_gives_the_same_bytes():
    assert compile_rulebook(SOURCE) == COMPILED


def test_the_rulebook_holds_no_code():
    assert [path for path in SOURCE.rglob("*.py") if path.name != "__init__.py"] == []


def test_every_compiled_file_is_canonical_and_has_the_hash_of_the_index():
    index = json.loads(COMPILED["index.json"])["files"]
    for name, entry in index.items():
        content = COMPILED[f"{name}.json"]
        again = json.dumps(json.loads(content), ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"
        assert content == again.encode()
        assert entry["sha256"] == hashlib.sha256(content).hexdigest()
        for source, digest in entry["sources"].items():
            assert digest == hashlib.sha256((SOURCE / source).read_bytes()).hexdigest()


def small(tmp_path: Path, folder: str, content: str) -> Path:
    """A rulebook with one file."""
    (tmp_path / folder).mkdir()
    (tmp_path / folder / "one.yaml").write_text(content, encoding="utf-8")
    return tmp_path


TERM = """terms:
  - id: a
    name: 甲
    kind: deadline
    unit: calendar_day
    amount: 3
    binds: agency
    roll: none
    starts_from: 某日
    basis: ["APL:60"]
    confirmed: true
    effect: {kind: late}
    consequence: 无
"""
ADJUSTMENT = """id: a
result: no_penalty
zh: 甲
mandatory: true
basis: ["APL:30"]
confirmed: true
when:
  - {if: CONDITION, zh: 乙}
"""
CALENDAR = """id: "2030"
year: 2030
notices: [{title: 甲, issued_on: 昨天, confirmed: true}]
holidays: {元旦: [2030-01-01]}
make_up: [2030-01-05]
"""
DIVISION = 'divisions:\n  - {id: "110000", name: 北京市, short: 北京}\n'


@pytest.mark.parametrize(
    ("folder", "content", "line", "expected"),
    [
        ("terms", TERM.replace("kind: deadline", "kind: limit"), 4, "deadline、earliest、window、setting"),
        ("terms", TERM.replace("amount: 3", "amount: three"), 6, "正整数"),
        ("terms", TERM.replace("amount: 3", "amount: 0"), 6, "正整数"),
        ("terms", TERM.replace("confirmed: true", "confirmed: yes indeed"), 11, "true 或者 false"),
        ("terms", TERM.replace("    binds: agency\n", ""), 2, "缺少 binds"),
        ("terms", TERM.replace("amount: 3", "amout: 3"), 6, "是不是 amount"),
        ("terms", TERM.replace('["APL:60"]', "[]"), 10, "至少 1 项"),
        ("terms", TERM.replace("name: 甲", "name: ''"), 3, "非空的文字"),
        ("terms", TERM + TERM.partition("terms:\n")[2], 14, "编号不能重复"),
        ("terms", "terms:\n  - [1, 2\n", 3, "不是有效的 YAML"),
        ("divisions", DIVISION.replace("北京市", "[北京市]"), 2, "非空的文字"),
        (
            "calendar",
            CALENDAR,
            3,
            "写成 2025-01-31",
        ),
        (
            "adjustments",
            ADJUSTMENT.replace("CONDITION", "agee < 14"),
            8,
            "agee",
        ),
        (
            "adjustments",
            ADJUSTMENT.replace("CONDITION", "age <"),
            8,
            "没有写完",
        ),
    ],
)
def test_a_bad_file_is_named_with_line_and_what_is_expected(
    tmp_path: Path, folder: str, content: str, line: int, expected: str
):
    with pytest.raises(BadRuleFile) as refusal:
        compile_rulebook(small(tmp_path, folder, content), checks=(ConditionCheck(), TermCheck()))
    problem = refusal.value.problems[0]
    assert (problem.file, problem.line) == (f"{folder}/one.yaml", line)
    assert expected in problem.message


def test_all_problems_are_told_at_once(tmp_path: Path):
    broken = TERM.replace("kind: deadline", "kind: x").replace("roll: none", "roll: x")
    with pytest.raises(BadRuleFile) as refusal:
        compile_rulebook(small(tmp_path, "terms", broken))
    assert len(refusal.value.problems) == 2


def test_the_command_checks_compiles_and_refuses(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    book = small(tmp_path, "terms", TERM)
    assert rules.run(["compile", "--check", "--rulebook", str(book)]) == 1
    assert rules.run(["compile", "--rulebook", str(book)]) == 0
    assert rules.run(["compile", "--check", "--rulebook", str(book)]) == 0
    (book / "terms" / "one.yaml").write_text(TERM.replace("3", "-3"), encoding="utf-8")
    assert rules.run(["compile", "--rulebook", str(book)]) == 1
    assert "terms/one.yaml:6" in capsys.readouterr().err


def test_the_loader_refuses_an_altered_or_missing_file(tmp_path: Path):
    write_compiled(tmp_path, COMPILED)
    folder = tmp_path / "compiled"
    assert rulebook.records("terms", folder)["pay_fine"]["amount"] == 15
    (folder / "calendar.json").write_bytes((folder / "calendar.json").read_bytes() + b" ")
    (folder / "facts.json").unlink()
    for name in ("calendar", "facts", "nonsense"):
        with pytest.raises(LawError) as refusal:
            rulebook.records(name, folder)
        assert refusal.value.code == "rulebook_damaged"
    shutil.rmtree(folder)


def sampled_days() -> list[date]:
    first, last = date(2021, 7, 15), date(2026, 12, 31)
    return [first + timedelta(days=n) for n in range(0, (last - first).days, 7)]


@pytest.mark.parametrize("item", sorted(rulebook.records("violations")))
def test_on_every_day_exactly_one_version_applies(item: str):
    versions = rulebook.records("violations")[item]["versions"]
    for day in sampled_days():
        text = day.isoformat()
        if text < versions[0]["effective_from"]:
            continue  # what was in force before was not read: the law says so, it does not guess
        applying = [each for each in versions if each["effective_from"] <= text < each.get("effective_to", "9999")]
        assert len(applying) == 1, (item, text)


@pytest.mark.parametrize("item", sorted(rulebook.records("violations")))
def test_versions_follow_one_another_without_gap(item: str):
    versions = rulebook.records("violations")[item]["versions"]
    for earlier, later in itertools.pairwise(versions):
        assert earlier["effective_to"] == later["effective_from"]
    assert "effective_to" not in versions[-1]


@pytest.mark.parametrize("table", sorted(rulebook.records("benchmarks")))
def test_every_table_rests_on_a_version_that_exists_and_stays_inside_it(table: str):
    rule = rulebook.records("benchmarks")[table]
    versions = rulebook.records("violations")[rule["violation"]]["versions"]
    version = next(each for each in versions if each["effective_from"] == rule["statute_from"])
    yuan = ("fixed_range", "fixed_amount", "per_unit_formula")
    fines = [each for each in version["penalties"] if each.get("basis") in yuan]
    highest = max((each.get("max", each.get("amount", 0)) for each in fines), default=0)
    if rule["role"] == "local_statute" or rule.get("example"):
        highest = float("inf")  # its own law gives its range
    for tier in rule["tiers"]:
        if tier["outcome"].get("basis") in {"fixed_range", "fixed_amount"}:
            assert tier["outcome"].get("max", tier["outcome"].get("amount")) <= highest
    if "superseded_zh" in rule:
        assert rule["effective_to"] == version["effective_to"]


def test_every_article_of_the_law_reads_as_a_sentence():
    for term in rulebook.records("terms").values():
        for basis in term["basis"]:
            assert cite(basis) != basis
