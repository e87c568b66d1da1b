"""``hengtu publicity verify LOG [RECORD…]``: check the public log and records against it, without a database."""

from __future__ import annotations

import json
from pathlib import Path

from hengtu.portal.publicity.verifying import LogRead, RecordSaid, read_log, said_of
from hengtu.web.commandline.station import Parser, refusing


@refusing
def run(arguments: list[str]) -> int:
    """Print one JSON line; exit 1 when the log is broken or a record does not stand in it."""
    parser = Parser(prog="hengtu publicity", description="核对执法结果公示日志，不需要数据库")
    actions = parser.add_subparsers(dest="action", required=True)
    verify = actions.add_parser("verify", help="核对日志的链、签名，以及公开的内容是否记在里面")
    verify.add_argument("log", type=Path, help="从公示网站下载的 log.jsonl")
    verify.add_argument("records", type=Path, nargs="*", help="下载的决定（JSON 原文）")
    options = parser.parse_args(arguments)
    with options.log.open(encoding="utf-8") as lines:
        read = read_log(lines)
    said = [(path.name, said_of(path.read_text(encoding="utf-8"), read)) for path in options.records]
    print(json.dumps(_answer(read, said), ensure_ascii=False))
    return 0 if read.ok and all(each.state != "unknown" for _, each in said) else 1


def _answer(read: LogRead, said: list[tuple[str, RecordSaid]]) -> dict[str, object]:
    return {
        "entries": read.entries,
        "heads": read.heads,
        "unsigned": read.unsigned,
        "ok": read.ok,
        "first_broken": read.first_broken or None,
        "public_keys": sorted(read.public_keys),
        "records": [
            {
                "record": name,
                "ref": each.ref,
                "sm3": each.sm3,
                "state": each.state,
                "events": [
                    {
                        "number": one.number,
                        "at": one.at,
                        "entered": one.entered or None,
                        "event": one.event,
                        "version": one.version,
                    }
                    for one in each.happenings
                ],
            }
            for name, each in said
        ],
    }
