"""``hengtu law …``: answers of the law without a database and without starting Django."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from hengtu.law.errors import LawError


def run(arguments: list[str]) -> int:
    """Run one law command; a refusal is one JSON object on standard error and exit status 2."""
    commands: dict[str, Callable[[list[str]], int]] = {
        "due": _due,
        "assess": _assess,
        "overlimit": _overlimit,
        "check": _check,
        "precheck": _precheck,
        "kinds": _kinds,
        "prove": _prove,
    }
    if not arguments or arguments[0] not in commands:
        return _refuse(LawError("usage", f"用法：hengtu law {'|'.join(commands)}"))
    try:
        return commands[arguments[0]](arguments[1:])
    except LawError as error:
        return _refuse(error)
    except BrokenPipeError:  # the reader has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


def _check(arguments: list[str]) -> int:
    from hengtu.web.commandline.law_check import run_check  # the procedure is loaded only when asked for

    return run_check(arguments)


def _precheck(arguments: list[str]) -> int:
    from hengtu.web.commandline.law_precheck import run_precheck

    return run_precheck(arguments)


def _kinds(arguments: list[str]) -> int:
    from hengtu.web.commandline.law_check import run_kinds

    return run_kinds(arguments)


def _prove(arguments: list[str]) -> int:
    from hengtu.web.commandline.law_prove import run_prove

    return run_prove(arguments)


def _refuse(error: LawError) -> int:
    print(json.dumps(error.as_json(), ensure_ascii=False), file=sys.stderr)
    return 2


class _Parser(argparse.ArgumentParser):
    """An argument parser whose mistakes come out in the form the contract fixes."""

    def error(self, message: str) -> Any:
        raise LawError("usage", f"{message}。{self.format_usage().strip()}")


def _due(arguments: list[str]) -> int:
    from hengtu.law.deadlines import due

    parser = _Parser(prog="hengtu law due", description="计算期限")
    parser.add_argument("term", help="期限编号")
    parser.add_argument("--from", dest="start", help="起算的日期或者时刻")
    parser.add_argument("--to", help="往前计算的期限所对应的日期")
    parser.add_argument("--province", help="省名或者行政区划代码")
    parser.add_argument("--suspend", action="append", default=[], metavar="FROM:TO", help="不计入的期间，可以多次给出")
    parser.add_argument("--restart", action="append", default=[], metavar="DATE", help="重新起算的日期，可以多次给出")
    parser.add_argument("--extend", action="store_true", help="已依法批准延长")
    options = parser.parse_args(arguments)
    if options.start is None and options.to is None:
        raise LawError("start_needed", "请用 --from 给出起算的日期，往前计算的期限用 --to。")
    to = _day(options.to) if options.to else None
    answer = due(
        options.term,
        _moment(options.start) if options.start else to or date.min,
        to=to,
        province=options.province,
        suspensions=[_span(each) for each in options.suspend],
        extended=options.extend,
        restarts=[_day(each) for each in options.restart],
    )
    print(json.dumps(answer.as_json(), ensure_ascii=False))
    return 0


def _moment(text: str) -> date | datetime:
    try:
        return date.fromisoformat(text) if "T" not in text and " " not in text else datetime.fromisoformat(text)
    except ValueError as error:
        raise LawError(
            "bad_date", f"「{text}」不是日期或者时刻，请写成 2026-09-28 或者 2026-09-28T10:00:00+08:00。"
        ) from error


def _day(text: str) -> date:
    moment = _moment(text)
    return moment.date() if isinstance(moment, datetime) else moment


def _span(text: str) -> tuple[date, date]:
    first, separator, last = text.partition(":")
    if not separator:
        raise LawError("bad_suspension", f"「{text}」不是期间，请写成 2026-01-05:2026-01-12。")
    return _day(first), _day(last)


def _assess(arguments: list[str]) -> int:
    from hengtu.law.contradictions import refuse_contradictions, understood
    from hengtu.law.discretion import assess
    from hengtu.law.receipt import as_line

    def answer(question: dict[str, Any]) -> str:
        try:
            assessment = assess(question)
        except LawError:
            understood(question.get("facts"), question.get("party_type"))  # what is wrong with the facts is said first
            raise
        refuse_contradictions(assessment.facts)
        return as_line(question, assessment)

    return _each_line(arguments, "hengtu law assess", answer)


def _overlimit(arguments: list[str]) -> int:
    from hengtu.law.overlimit import answer

    def written(question: dict[str, Any]) -> str:
        return json.dumps(answer(question).as_json(), ensure_ascii=False)

    return _each_line(arguments, "hengtu law overlimit", written)


def _each_line(arguments: list[str], name: str, answer: Callable[[dict[str, Any]], str]) -> int:
    """Answer every line of a JSONL file in its place; a bad line becomes an error object and the rest goes on."""
    parser = _Parser(prog=name)
    parser.add_argument("file", nargs="?", default="-", help="JSONL 文件，- 表示标准输入")
    file = parser.parse_args(arguments).file
    try:
        source = sys.stdin.buffer if file == "-" else open(file, "rb")  # noqa: SIM115 - closed below
    except OSError as error:
        raise LawError("file_unreadable", f"文件 {file} 打不开：{error.strerror}。") from error
    failed = False
    with source:
        for number, line in enumerate(source, start=1):
            if not line.strip():
                continue
            said, ok = _answer_line(line, number, answer)
            failed = failed or not ok
            print(said)
    return 1 if failed else 0


def _answer_line(line: bytes, number: int, answer: Callable[[dict[str, Any]], str]) -> tuple[str, bool]:
    try:
        question = json.loads(line)
    except ValueError:
        return _refused(LawError("bad_json", "这一行不是有效的 JSON。"), number), False
    if not isinstance(question, dict):
        return _refused(LawError("bad_json", "这一行应当是一个 JSON 对象。"), number), False
    try:
        return answer(question), True
    except LawError as error:
        return _refused(error, number), False


def _refused(error: LawError, number: int) -> str:
    return json.dumps({**error.as_json(), "line": number}, ensure_ascii=False)
