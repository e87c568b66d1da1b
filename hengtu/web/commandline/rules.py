"""``hengtu rules compile [--check]``: turn the authored rule files into the hashed JSON that the law loads."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from hengtu.law.catalogue_checks import CatalogueCheck
from hengtu.law.rule_checks import ConditionCheck, TermCheck
from hengtu.lib.rule_compiler import BadRuleFile, compile_rulebook, stale_files, write_compiled

RULEBOOK = Path(__file__).resolve().parents[2] / "rulebook"


def run(arguments: list[str]) -> int:
    """Compile, or with ``--check`` only say whether the compiled files are those of the sources."""
    parser = argparse.ArgumentParser(prog="hengtu rules", description="编译规则文件")
    parser.add_argument("command", choices=["compile"], help="compile：把 YAML 编译成带散列值的 JSON")
    parser.add_argument("--check", action="store_true", help="只检查编译结果是否与源文件一致")
    parser.add_argument("--rulebook", type=Path, default=RULEBOOK, help="规则文件所在的文件夹")
    options = parser.parse_args(arguments)
    try:
        files = compile_rulebook(options.rulebook, checks=(ConditionCheck(), TermCheck(), CatalogueCheck()))
    except BadRuleFile as error:
        print(error, file=sys.stderr)
        return 1
    stale = stale_files(options.rulebook, files)
    if options.check:
        if stale:
            print(f"编译结果与源文件不一致：{'、'.join(stale)}。请运行 hengtu rules compile。", file=sys.stderr)
        return 1 if stale else 0
    write_compiled(options.rulebook, files)
    print(f"已编译 {len(files)} 个文件，其中 {len(stale)} 个有变化")
    return 0
