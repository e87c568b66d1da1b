"""``hengtu case run``: whole cases from a script through the services that pages use, in a database of their own."""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any


def run(arguments: list[str]) -> int:
    """Run the cases of a script file; print one JSON line per case, with ``--objections`` one per change too."""
    options = _parser().parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="hengtu-case-") as home:
        os.environ["HENGTU_HOME"] = home
        os.environ["HENGTU_DATABASE_URL"] = f"sqlite://{home}/cases.sqlite3"
        return _run(options)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="hengtu case", description="用页面所用的同一套服务办理案件脚本")
    commands = parser.add_subparsers(dest="command", required=True)
    run_command = commands.add_parser("run", help="办理脚本里的全部案件")
    run_command.add_argument("file", type=Path)
    run_command.add_argument("--out", type=Path, required=True, help="文书、案卷和凭据写到这里")
    run_command.add_argument("--objections", action="store_true", help="同时试办每个违法的变更")
    run_command.add_argument("--only", metavar="ID", help="只办一个案件")
    return parser


def _run(options: argparse.Namespace) -> int:
    import django
    from django.core.management import call_command

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hengtu.settings")
    django.setup()
    call_command("migrate", verbosity=0)

    from hengtu.cases.refusals import ActRefused, LateReasonMissing
    from hengtu.web.commandline.scripts import BadScript, read_scripts
    from hengtu.web.demo.report import objections_line, report_case
    from hengtu.web.demo.stage import stage_for

    refused = 0
    try:
        file = read_scripts(options.file)
        stage = stage_for(file)
        for case_id in file.cases:
            if options.only in (None, case_id):
                try:
                    line = report_case(file.script(case_id), stage, options.out)
                except (ActRefused, LateReasonMissing) as refusal:
                    refused, line = 1, _refused_line(case_id, refusal)
                print(json.dumps(line, ensure_ascii=False), flush=True)
        for change_id, change in file.changes.items() if options.objections else ():
            if options.only in (None, change["case"]):
                print(json.dumps(objections_line(file, change_id, stage), ensure_ascii=False), flush=True)
    except BadScript as error:
        print(
            json.dumps({"error": error.code, "message": str(error), "basis": []}, ensure_ascii=False), file=sys.stderr
        )
        return 2
    return refused


def _refused_line(case_id: str, refusal: Any) -> dict[str, Any]:
    """Say in the case's place which objections the law has to one of its acts; the other cases go on."""
    objections = [objection.as_json() for objection in refusal.objections]
    basis = list(dict.fromkeys(cite for each in refusal.objections for cite in each.basis))
    return {"id": case_id, "error": "act_refused", "message": str(refusal), "basis": basis, "objections": objections}
