"""What the commands of the ledger share: starting Django, and refusals as one JSON object on standard error."""

from __future__ import annotations

import argparse
import functools
import json
import os
import sqlite3
import sys
from collections.abc import Callable
from typing import Any, NoReturn

from hengtu.lib.coded_error import CodedError
from hengtu.lib.disk import FULL

REFUSED = 2


def start_django() -> None:
    """Set up Django for a command."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hengtu.settings")
    django.setup()


def show(answer: dict[str, Any]) -> None:
    """Print an answer as one JSON line."""
    print(json.dumps(answer, ensure_ascii=False), flush=True)


def refuse(code: str, message: str) -> int:
    """Print a refusal and return the exit status for it."""
    print(json.dumps({"error": code, "message": message, "basis": []}, ensure_ascii=False), file=sys.stderr)
    return REFUSED


class Parser(argparse.ArgumentParser):
    """An argument parser whose mistakes come out in the same form."""

    def error(self, message: str) -> NoReturn:
        """Refuse a command line that is not understood."""
        raise CodedError("usage", f"{message}。{self.format_usage().strip()}")


def refusing(run: Callable[[list[str]], int]) -> Callable[[list[str]], int]:
    """Turn refusals, a full disk and an unreachable database into one JSON object and exit status 2."""

    @functools.wraps(run)
    def wrapped(arguments: list[str]) -> int:
        try:
            return run(arguments)
        except CodedError as error:
            return refuse(error.code, error.message)
        except OSError as error:
            if error.errno in FULL:
                return refuse(
                    "disk_full",
                    f"磁盘空间不足，没有完成，也没有留下半个文件（{error.filename or '目标磁盘'}）。请清理磁盘后重试。",
                )
            return refuse(
                "file_trouble", f"文件无法读写：{error.strerror}（{error.filename}）。请检查路径和权限后重试。"
            )
        except Exception as error:
            return _refuse_database(error)

    return wrapped


def _refuse_database(error: Exception) -> int:
    """Name what the database said, if it was the database; anything else is a defect and keeps its traceback."""
    from django.db import Error

    if not isinstance(error, Error | sqlite3.Error):
        raise error
    if "full" in str(error):
        return refuse("disk_full", "磁盘空间不足，没有完成，也没有留下半个文件。请清理或扩充后重试。")
    return refuse(
        "database_trouble",
        f"数据库没有完成操作：{str(error).strip()}。请检查数据库是否可用、是否已运行 hengtu migrate。",
    )
