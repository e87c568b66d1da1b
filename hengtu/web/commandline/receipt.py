"""``hengtu receipt verify FILE…``: run receipts again, without a database, and name what differs."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from typing import Any

from hengtu.law.errors import LawError
from hengtu.law.receipt import code_of, verify


def run(arguments: list[str]) -> int:
    """Verify every receipt of every file, with the code that decisions print; 1 if one differs, 2 if unreadable."""
    parser = argparse.ArgumentParser(prog="hengtu receipt", description="核验裁量凭据")
    parser.add_argument("command", choices=["verify"])
    parser.add_argument("files", nargs="+", metavar="FILE", help="凭据文件：一个 JSON 对象，或者每行一个")
    options = parser.parse_args(arguments)
    failed = False
    for file in options.files:
        try:
            for name, receipt in _receipts(file):
                differs = verify(receipt)
                failed = failed or bool(differs)
                answer = {"receipt": name, "code": code_of(receipt), "ok": not differs, "differs": differs}
                print(json.dumps(answer, ensure_ascii=False))
        except LawError as error:
            print(json.dumps(error.as_json(), ensure_ascii=False), file=sys.stderr)
            return 2
    return 1 if failed else 0


def _receipts(file: str) -> Iterator[tuple[str, Any]]:
    """Yield name and receipt; an answer of ``law assess`` counts as the receipt it carries."""
    try:
        with open(file, encoding="utf-8") as source:
            content = source.read()
        loaded = _parsed(content)
    except (OSError, UnicodeDecodeError, ValueError) as error:
        raise LawError("file_unreadable", f"凭据文件 {file} 读不出来：应当是 JSON 对象，或者每行一个。") from error
    for number, each in enumerate(loaded, start=1):
        name = file if len(loaded) == 1 else f"{file}:{number}"
        carried = isinstance(each, dict) and "format" not in each and isinstance(each.get("receipt"), dict)
        yield name, each["receipt"] if carried else each


def _parsed(content: str) -> list[Any]:
    try:
        whole = json.loads(content)
    except ValueError:
        return [json.loads(line) for line in content.splitlines() if line.strip()]
    return whole if isinstance(whole, list) else [whole]
