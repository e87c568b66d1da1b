"""``hengtu law prove [FILE…]``: prove benchmark tables, of files or of the whole rulebook; one JSON line each."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hengtu.law.errors import LawError, nearest
from hengtu.law.proof import Proof, prove, prove_in_force, version_for
from hengtu.law.rule_checks import ConditionCheck
from hengtu.law.rulebook import records

if TYPE_CHECKING:
    from hengtu.lib.rule_compiler import RuleProblem


def run_prove(arguments: list[str]) -> int:
    """Print one proof per table; 1 if any table fails, 2 if a file is broken (file, line and what is expected)."""
    parser = argparse.ArgumentParser(prog="hengtu law prove", description="证明裁量基准")
    parser.add_argument(
        "files", nargs="*", metavar="FILE", help="基准文件（YAML 或者 JSON）；不写就证明规则库的全部基准"
    )
    files = parser.parse_args(arguments).files
    if files:
        problems: list[RuleProblem] = []
        tables = [table for file in files for table in _read(file, problems)]
        if problems:
            return _refuse(problems)
        proofs: Iterator[Proof] = (_proved(table) for table in tables)
    else:
        proofs = (prove_in_force(each) for each in records("benchmarks"))
    failed = False
    for proof in proofs:
        failed = failed or not proof.sound
        print(json.dumps(proof.as_json(), ensure_ascii=False), flush=True)
    return 1 if failed else 0


def _proved(table: Mapping[str, Any]) -> Proof:
    """Prove a table; one on a superseded text that is not named, against the latest older text it fits into."""
    from hengtu.web.commandline.table_form import older_versions

    versions = older_versions(table) or [version_for(table)]
    proofs = [prove(table, version, vocabulary=records("facts")) for version in versions]
    return next((proof for proof in proofs if proof.within_statute), proofs[0])


def _refuse(problems: list[RuleProblem]) -> int:
    first, told = problems[0], [{"file": each.file, "line": each.line, "expected": each.message} for each in problems]
    message = f"{first.file} 第 {first.line} 行：{first.message}"
    error = {"error": "bad_rule_file", "message": message, "basis": [], **told[0], "problems": told}
    print(json.dumps(error, ensure_ascii=False), file=sys.stderr)
    return 2


def _read(file: str, problems: list[RuleProblem]) -> list[dict[str, Any]]:
    """Return the tables of a file in the form the proof reads; what is wrong is added to ``problems``."""
    from hengtu.lib.rule_compiler import BadRuleFile, RuleProblem, plain, read_sources  # YAML is needed here only
    from hengtu.web.commandline.table_form import TABLE, as_table

    try:
        sources = read_sources(file, "benchmarks", Path(file).read_text(encoding="utf-8"))
    except OSError as error:
        raise LawError("file_unreadable", f"文件 {file} 打不开：{error.strerror}。") from error
    except UnicodeDecodeError:
        problems.append(RuleProblem(file, 1, "应当用 UTF-8 编码保存"))
        return []
    except BadRuleFile as error:
        problems += error.problems
        return []
    if not sources:
        problems.append(RuleProblem(file, 1, "应当至少有一张基准表"))
    tables: list[dict[str, Any]] = []
    for position, source in enumerate(sources):
        misshapen = [source.problem(path, message) for path, message in TABLE(source.record, ())]
        problems += misshapen
        if misshapen:
            continue
        table = as_table(plain(source.record), f"{file}#{position + 1}")
        problems += [source.problem(path, message) for path, message in _law_problems(table)]
        tables.append(table)
    return tables


def _law_problems(table: dict[str, Any]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield what only the law can say about a table: facts it does not know, an item or a text that does not exist."""
    check = ConditionCheck()
    list(check("facts", records("facts")))
    for _, path, message in check("benchmarks", {table["id"]: table}):
        yield path, message
    violations = records("violations")
    if table["violation"] not in violations:
        yield ("violation",), f"没有编号为 {table['violation']} 的违法行为。{nearest(table['violation'], violations)}"
        return
    try:
        version_for(table)
    except LawError as error:
        yield ("statute_from",), error.message
