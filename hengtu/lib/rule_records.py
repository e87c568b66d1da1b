"""Rules that do not come from files: the same shapes and checks as for the authored rulebook, without lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from hengtu.lib.rule_compiler import Check
from hengtu.lib.rule_schema import FOLDERS, KEY_FIELD

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
Rules = Mapping[str, Mapping[str, Mapping[str, Any]]]


def problems_of(records: Rules, *, checks: Iterable[Check] = ()) -> list[str]:
    """Return what is wrong with rules, each ``folder/id field：what is expected``; empty means sound.

    Args:
        records: folder of the rulebook -> id -> rule; days as ISO text or as dates.
        checks: as for the compiler; they must know the vocabulary of facts already.
    """
    return [problem for folder, rules in records.items() for problem in _of_folder(folder, rules, tuple(checks))]


def plain_rules(value: Any) -> Any:
    """Return rules as JSON knows them: days as ISO text."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): plain_rules(member) for key, member in value.items()}
    return [plain_rules(member) for member in value] if isinstance(value, list | tuple) else value


def _of_folder(folder: str, rules: Mapping[str, Mapping[str, Any]], checks: tuple[Check, ...]) -> Iterator[str]:
    if folder not in FOLDERS:
        yield f"{folder}：规则库没有这个文件夹，可用的有 {'、'.join(FOLDERS)}"
        return
    key, shape, sound = KEY_FIELD.get(folder, "id"), FOLDERS[folder], True
    for identity, rule in rules.items():
        for path, message in shape(_with_days(rule), ()):
            sound = False
            yield _said(folder, identity, path, message)
        if isinstance(rule, Mapping) and rule.get(key) != identity:
            sound = False
            yield _said(folder, identity, (key,), f"应当是 {identity}")
    for check in checks if sound else ():
        for identity, path, message in check(folder, rules):
            yield _said(folder, identity, path, message)


def _said(folder: str, identity: str, path: tuple[str | int, ...], message: str) -> str:
    where = ".".join(str(step) for step in path)
    return f"{folder}/{identity}{' ' + where if where else ''}：{message}"


def _with_days(value: Any) -> Any:
    """Return rules as the shapes expect them: days as dates. A day that does not exist stays text and is refused."""
    if isinstance(value, Mapping):
        return {key: _with_days(member) for key, member in value.items()}
    if isinstance(value, list | tuple):
        return [_with_days(member) for member in value]
    if isinstance(value, str) and _DAY.match(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            return value
    return value
