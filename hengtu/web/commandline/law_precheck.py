"""``hengtu law precheck``: a whole file read again on the command line, without a database."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date

from hengtu.law.acts import LegalAct
from hengtu.law.errors import LawError
from hengtu.law.procedure import BadPayload, NoProcedure, UnknownKind, day_of
from hengtu.law.procedure.precheck import precheck
from hengtu.law.procedure.precheck_across import filed_in
from hengtu.law.procedure.precheck_recording import recorded_in
from hengtu.web.commandline.law_check import BadLine, read_lines


def run_precheck(arguments: list[str]) -> int:
    """Print ``{"findings": [...]}`` for the acts of one case; exit 2 with an error object when they cannot be read."""
    options = _parser().parse_args(arguments)
    try:
        acts = read_lines(options.file)
        if not acts:
            raise BadLine("没有任何行为。请每行给出一个行为。")
        found = precheck(acts, exhibits=filed_in(acts), recorded=recorded_in(acts), on=_day(options.on, acts))
    except (BadPayload, UnknownKind, NoProcedure, BadLine) as error:
        code = getattr(error, "code", type(error).__name__)
        print(json.dumps({"error": code, "message": str(error), "basis": []}, ensure_ascii=False), file=sys.stderr)
        return 2
    print(json.dumps({"findings": [each.as_json() for each in found]}, ensure_ascii=False))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="hengtu law precheck", description="预审一件案子的全部行为")
    parser.add_argument("file", nargs="?", default="-", help="JSONL，每行一个行为，- 为标准输入")
    parser.add_argument("--on", metavar="DATE", help="截至哪一天，默认是最后一个行为的当日")
    return parser


def _day(text: str | None, acts: tuple[LegalAct, ...]) -> date:
    if text is None:
        return max(day_of(act.occurred_at) for act in acts)
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise LawError("bad_date", f"「{text}」不是日期，请写成 2026-09-28。") from error
