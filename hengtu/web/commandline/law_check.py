"""``hengtu law check`` and ``hengtu law kinds``: the procedure on the command line, without a database."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from hengtu.law.acts import Actor, LegalAct
from hengtu.law.procedure import BadPayload, Clock, NoProcedure, Situation, UnknownKind, clocks_of, objections_to
from hengtu.law.procedure.versions import VERSIONS
from hengtu.web.commandline.scripts import KIND_OF_STEP, BadScript, legal_acts, read_scripts


def run_check(arguments: list[str]) -> int:
    """Check the acts of one case; print one JSON object. Exit 2 with an error object when the input cannot be read."""
    options = _parser().parse_args(arguments)
    try:
        acts = _script_acts(options) if options.script else read_lines(options.file)
        print(json.dumps(check(acts), ensure_ascii=False))
    except (BadScript, BadPayload, UnknownKind, NoProcedure, BadLine) as error:
        code = getattr(error, "code", type(error).__name__)
        print(json.dumps({"error": code, "message": str(error), "basis": []}, ensure_ascii=False), file=sys.stderr)
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="hengtu law check", description="逐个检查一件案子的行为是否合法")
    parser.add_argument("file", nargs="?", default="-", help="JSONL，每行一个行为，- 为标准输入")
    parser.add_argument("--province", help="省份（没有写明管辖地时使用）")
    parser.add_argument("--script", metavar="FILE", help="案件脚本（YAML），此时第一个参数是案件 id")
    parser.add_argument("--change", metavar="ID", help="应用脚本里的一个变更")
    return parser


def _script_acts(options: argparse.Namespace) -> tuple[LegalAct, ...]:
    file = read_scripts(Path(options.script))
    return legal_acts(file, file.script(options.file, options.change))


class BadLine(ValueError):
    """A line of the input is no act."""

    code = "bad_act"


def read_lines(name: str) -> tuple[LegalAct, ...]:
    """Read the acts of one case from a JSONL file, ``-`` for standard input.

    Raises: BadLine with the number of the line.
    """
    if name != "-" and not Path(name).is_file():
        raise BadLine(f"找不到输入文件 {name}。请核对路径，或者用 - 从标准输入读取。")
    try:
        text = sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadLine(f"读不了输入 {name}：{error}") from error
    lines = enumerate(text.splitlines(), start=1)
    return tuple(act_of_line(line, number) for number, line in lines if line.strip())


def act_of_line(line: str, number: int) -> LegalAct:
    """Read one line as an act; ``number`` is named when it is none. Raises: BadLine."""
    try:
        entry = json.loads(line)
        kind = KIND_OF_STEP.get(entry["kind"], entry["kind"])
        recorded = entry.get("recorded_at")
        return LegalAct(
            kind,
            _instant(entry["occurred_at"]),
            tuple(_actor(actor) for actor in entry.get("by", ())),
            entry.get("payload") or {},
            _instant(recorded) if recorded else None,
            entry.get("id", f"line-{number}"),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadLine(
            f"第 {number} 行不是一个行为：{error}。需要 kind、occurred_at（带时区）、by、payload。"
        ) from error


def _instant(text: str) -> datetime:
    instant = datetime.fromisoformat(text)
    if instant.tzinfo is None:
        raise ValueError(f"时间 {text} 没有时区，应当像 2026-09-24T09:00:00+08:00")
    return instant


def _actor(entry: dict[str, Any]) -> Actor:
    return Actor(
        str(entry["id"]), frozenset(entry.get("roles", ())), entry.get("certificate_valid"), entry.get("name", "")
    )


def check(acts: Iterable[LegalAct]) -> dict[str, Any]:
    """Judge every act after those before it; return the object fixed by the contract.

    Acts that nowhere say what the case is about are judged by order, people and times alone; ``not_judged`` says so.
    """
    acts = tuple(acts)
    says_what = any(act.payload.get("case") for act in acts)
    history: list[LegalAct] = []
    found: list[dict[str, Any]] = []
    for number, act in enumerate(acts, start=1):
        for objection in objections_to(history, act):
            if says_what or objection.code != "case_missing":
                found.append({"act": number, "kind": act.kind, **objection.as_json()})
        history.append(act)
    clocks = clocks_of(Situation.of(tuple(history))) if history else ()
    return {
        "lawful": not found,
        "objections": found,
        "open_deadlines": [_deadline(clock) for clock in clocks if clock.is_open],
        "not_judged": []
        if says_what
        else ["没有案件基本情况（第一个行为的 case），处罚种类、幅度和听证标准没有判断。"],
    }


def _deadline(clock: Clock) -> dict[str, Any]:
    due = clock.due
    return {
        "term": clock.term,
        **({"about": clock.about, "label": clock.label} if clock.about else {}),
        "from": clock.start.isoformat(),
        "due_on": due.due_on.isoformat() if due.due_on else None,
        "binds": due.binds,
        "provisional": due.provisional,
        "basis": list(due.basis),
    }


def run_kinds(arguments: list[str]) -> int:
    """List the kinds of acts with step id, name, source and payload schema, one JSON object per line."""
    argparse.ArgumentParser(prog="hengtu law kinds", description="列出全部行为种类").parse_args(arguments)
    for arrow in max(VERSIONS, key=lambda version: version.effective_from).arrows:
        schema = {field.key: {"type": field.type, "required": field.required, "zh": field.zh} for field in arrow.fields}
        line = {"kind": arrow.kind, "step": arrow.step, "zh": arrow.zh, "basis": list(arrow.source), "payload": schema}
        print(json.dumps(line, ensure_ascii=False))
    return 0
