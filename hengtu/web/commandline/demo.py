"""``hengtu demo load|reset``: the demonstration data."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any

from hengtu.law.procedure.situation import CIVIL_TIME


def run(arguments: list[str]) -> int:
    """Load the demonstration into an empty database, or make everything anew."""
    options = _parser().parse_args(arguments)
    settings = _django()
    if options.command == "reset" and not _reset(settings):
        return 2
    return _load(options, settings)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="hengtu demo", description="演示数据：人、地、案件都是虚构的")
    parser.add_argument("command", choices=("load", "reset"))
    parser.add_argument("--cases", type=int, default=120, help="八件整案之外再办多少件")
    parser.add_argument("--until", type=date.fromisoformat, default=None, help="演示的今天，默认为今天")
    return parser


def _django() -> Any:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hengtu.settings")
    django.setup()
    from django.conf import settings

    return settings


def _reset(settings: Any) -> bool:
    """Acts cannot be deleted, so a reset removes the embedded database as a whole."""
    database = settings.DATABASES["default"]
    if not database["ENGINE"].endswith("sqlite3"):
        print("重置演示只用于内置数据库。使用 PostgreSQL 的，请新建一个空库再运行 hengtu demo load。", file=sys.stderr)
        return False
    for suffix in ("", "-wal", "-shm"):
        Path(f"{database['NAME']}{suffix}").unlink(missing_ok=True)
    shutil.rmtree(settings.BLOB_ROOT, ignore_errors=True)
    shutil.rmtree(os.environ["HENGTU_PACKS"], ignore_errors=True)
    return True


def _tell(played: int) -> None:
    if played % 20 == 0:
        print(f"正在载入演示案件：{played} 件", file=sys.stderr, flush=True)


def _load(options: argparse.Namespace, settings: Any) -> int:
    from django.core.management import call_command

    from hengtu.agencies.models import Agency
    from hengtu.web.demo.load import load_demo, write_accounts

    call_command("migrate", verbosity=0)
    if Agency.objects.exists():
        print("库里已有数据，照原样保留。要重新载入演示，请运行 hengtu demo reset。", file=sys.stderr)
        return 0
    made = load_demo(until=options.until or datetime.now(CIVIL_TIME).date(), cases=options.cases, tell=_tell)
    path = write_accounts(made.pop("accounts"), settings.HOME)
    print(json.dumps({**made, "accounts": str(path)}, ensure_ascii=False))
    return 0
