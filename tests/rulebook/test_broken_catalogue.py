"""One broken file of the catalogue per error: each is named with file, line, and what is expected there."""

import shutil
from pathlib import Path

import pytest

from hengtu.law.catalogue_checks import CatalogueCheck
from hengtu.law.rule_checks import ConditionCheck
from hengtu.lib.rule_compiler import BadRuleFile, RuleProblem, compile_rulebook
from hengtu.web.commandline.rules import RULEBOOK


def problems_after(folder: Path, file: str, old: str, new: str) -> tuple[tuple[RuleProblem, ...], int]:
    """Break one line of a small rulebook; return the problems and the line that was broken."""
    for part in ("facts", "divisions", "regions"):
        shutil.copytree(RULEBOOK / part, folder / part)
    for needed in (*ITEMS, file):
        (folder / needed).parent.mkdir(exist_ok=True)
        shutil.copy(RULEBOOK / needed, folder / needed)
    path = folder / file
    content = path.read_text(encoding="utf-8")
    assert old in content
    line = content[: content.index(old)].count("\n") + 1
    path.write_text(content.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BadRuleFile) as refusal:
        compile_rulebook(folder, checks=(ConditionCheck(), CatalogueCheck()))
    return refusal.value.problems, line


ITEMS = [f"violations/{item}.yaml" for item in ("road-spill", "cargo-not-secured", "road-obstruct")]
SPILL, WORKS = "violations/road-spill.yaml", "violations/quality-subcontract.yaml"
FREIGHT, HEBEI = "violations/freight-unlicensed.yaml", "benchmarks/road-obstruct@1.yaml"
ACTS, CHUANYU = "combinations/acts.yaml", "regions/chuanyu.yaml"


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        (SPILL, "basis: fixed_range", "basis: fixed_rang", "percent_of_contract_price"),
        (SPILL, "kind: fine", "kind: order_stop", "confiscate_items"),
        (SPILL, "party: vehicle_operator", "party: somebody", "responsible_person"),
        (SPILL, "min: 0, max: 5000", "min: 6000, max: 5000", "下限 6000 高于上限 5000"),
        (SPILL, "min: 0, max: 5000", "max: 5000", "缺少 min"),
        (SPILL, "min: 0", "min: 零", "不小于零的数"),
        (SPILL, "[cargo-not-secured]", "[cargo-not-secure]", "cargo-not-secured"),
        (SPILL, "mandatory: true", "mandatory: 必须", "true 或者 false"),
        (SPILL, "mandatory: true", "mandatori: true", "是不是 mandatory"),
        (SPILL, "    must_order_correction: true\n", "", "缺少 must_order_correction"),
        (SPILL, "category: highway_admin", "category: highway", "highway_admin"),
        (WORKS, "when: fee > 0", "when: fees > 0", "fee"),
        (WORKS, "when: fee > 0", "when: fee >", "没有写完"),
        (WORKS, "when: circumstances == 'serious'", "when: circumstances == 'grave'", "不能与"),
        (FREIGHT, "effective_to: 2023-07-20", "effective_to: 2023-07-19", "2023-07-20 结束"),
        (HEBEI, "violation: road-obstruct", "violation: road-obstructed", "road-obstruct"),
        (HEBEI, 'division: "130000"', 'division: "139999"', "没有行政区划或者区域 139999"),
        (HEBEI, 'division: "130000"', "division: example", "example: true"),
        (HEBEI, "statute_from: 2017-11-05", "statute_from: 2017-11-06", "2017-11-05"),
        (HEBEI, "basis: fixed_amount, amount: 200", "basis: fixed_amount, min: 200", "缺少 amount"),
        (ACTS, "decides: ridehail-vehicle-uncertified", "decides: road-spill", "violations 中的一项"),
        (ACTS, "rule: sum_capped", "rule: sum", "sum_capped"),
        (ACTS, "[road-spill, cargo-not-secured]", "[road-spill]", "至少 2 项"),
        (CHUANYU, 'division: "510000"', 'division: "519999"', "519999"),
        ("first_offence/windows.yaml", "window: days", "window: ever", "days"),
    ],
)
def test_a_broken_file_is_named_with_line_and_what_is_expected(
    tmp_path: Path, file: str, old: str, new: str, expected: str
):
    problems, line = problems_after(tmp_path, file, old, new)
    problem = next(each for each in problems if expected in each.message)
    assert problem.file == file
    assert (
        0 <= line - problem.line <= 14 if "缺少 must" in expected or file in {ACTS, FREIGHT} else problem.line == line
    )
