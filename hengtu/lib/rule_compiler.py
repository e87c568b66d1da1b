"""Compile the authored rule files (YAML) to hashed canonical JSON that starts fast and needs no YAML to read.

One folder of the rulebook becomes one file ``compiled/<folder>.json``; ``compiled/index.json`` records its SHA-256 and
that of every source file. A file of a folder holds one rule, or several under the name of the folder.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from hengtu.lib.rule_schema import FOLDERS, KEY_FIELD
from hengtu.lib.rule_shapes import Path as FieldPath
from hengtu.lib.rule_shapes import Problem
from hengtu.lib.yaml_file import LOADER, parse_yaml

COMPILED = "compiled"
Check = Callable[[str, Mapping[str, Mapping[str, Any]]], Iterable[tuple[str, FieldPath, str]]]


@dataclass(frozen=True)
class RuleProblem:
    """One mistake in a rule file: where it stands and what is expected there."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


class BadRuleFile(ValueError):
    """The rulebook cannot be compiled; carries every problem found."""

    code = "bad_rule_file"

    def __init__(self, problems: Iterable[RuleProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


@dataclass(frozen=True)
class _Source:
    """One authored record with the lines of its fields."""

    file: str
    record: Any
    lines: Mapping[FieldPath, int]

    def problem(self, path: FieldPath, message: str) -> RuleProblem:
        """Point at the field, or at the nearest field above it that has a line."""
        spot = path
        while spot and spot not in self.lines:
            spot = spot[:-1]
        where = ".".join(str(step) for step in path)
        return RuleProblem(self.file, self.lines.get(spot, 1), f"{where}：{message}" if where else message)


def compile_rulebook(folder: Path, *, checks: Iterable[Check] = ()) -> dict[str, bytes]:
    """Return the compiled files, by name, of the rulebook authored in ``folder``.

    Args:
        folder: the rulebook; each known sub-folder holds YAML files, all others are left alone.
        checks: further checks over one folder's records, e.g. that conditions use known facts only.
    Returns: file name -> bytes, ``index.json`` among them; equal sources give equal bytes.
    Raises: BadRuleFile with file, line and what is expected, for all problems at once.
    """
    files: dict[str, bytes] = {}
    index: dict[str, Any] = {}
    problems: list[RuleProblem] = []
    for name in FOLDERS:
        paths = sorted((folder / name).glob("*.yaml"))
        sources, found = _read_all(folder, name, paths)
        problems += found
        records, found = _records(name, sources)
        problems += found
        if not found:
            problems += _checked(name, sources, records, checks)
        files[f"{name}.json"] = _canonical({"records": records})
        index[name] = {
            "sha256": hashlib.sha256(files[f"{name}.json"]).hexdigest(),
            "sources": {f"{name}/{path.name}": hashlib.sha256(path.read_bytes()).hexdigest() for path in paths},
        }
    if problems:
        raise BadRuleFile(problems)
    return {**files, "index.json": _canonical({"format": 1, "files": index})}


def write_compiled(folder: Path, files: Mapping[str, bytes]) -> None:
    """Replace ``folder/compiled`` by the given files."""
    target = folder / COMPILED
    target.mkdir(exist_ok=True)
    for old in target.glob("*.json"):
        if old.name not in files:
            old.unlink()
    for name, content in files.items():
        (target / name).write_bytes(content)


def stale_files(folder: Path, files: Mapping[str, bytes]) -> list[str]:
    """Return the names of compiled files that differ from what the sources compile to."""
    target = folder / COMPILED
    present = {path.name for path in target.glob("*.json")}
    differing = {name for name in files if not (target / name).is_file() or (target / name).read_bytes() != files[name]}
    return sorted(differing | (present - set(files)))


def _read_all(folder: Path, name: str, paths: Iterable[Path]) -> tuple[list[_Source], list[RuleProblem]]:
    sources: list[_Source] = []
    problems: list[RuleProblem] = []
    for path in paths:
        file = str(path.relative_to(folder))
        try:
            sources += _sources_of(file, name, path.read_text(encoding="utf-8"))
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 1
            problems.append(RuleProblem(file, line, f"不是有效的 YAML：{error.problem}"))
        except UnicodeDecodeError:
            problems.append(RuleProblem(file, 1, "应当用 UTF-8 编码保存"))
    return sources, problems


def read_sources(file: str, name: str, content: str) -> list[_Source]:
    """Return the records of one file of a folder, each with the lines of its fields; the file may lie anywhere.

    Raises: BadRuleFile when it is no YAML.
    """
    try:
        return list(_sources_of(file, name, content))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise BadRuleFile([RuleProblem(file, line, f"不是有效的 YAML：{error.problem}")]) from error


def plain(value: Any) -> Any:
    """Return a record as compiled rules hold it: dates as ISO text, keys as text."""
    return _plain(value)


def _sources_of(file: str, name: str, content: str) -> Iterator[_Source]:
    node = yaml.compose(content, Loader=LOADER)
    lines: dict[FieldPath, int] = {}
    _collect_lines(node, (), lines)
    whole = parse_yaml(content)
    if not (isinstance(whole, dict) and name in whole):
        yield _Source(file, whole, lines)
        return
    for position, record in enumerate(whole[name] or []):
        prefix = (name, position)
        own = {path[2:]: line for path, line in lines.items() if path[:2] == prefix}
        yield _Source(file, record, own)


def _collect_lines(node: Any, path: FieldPath, lines: dict[FieldPath, int]) -> None:
    if node is None:
        return
    lines[path] = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            _collect_lines(value, (*path, key.value), lines)
    elif isinstance(node, yaml.SequenceNode):
        for position, value in enumerate(node.value):
            _collect_lines(value, (*path, position), lines)


def _records(name: str, sources: Iterable[_Source]) -> tuple[dict[str, Any], list[RuleProblem]]:
    key = KEY_FIELD.get(name, "id")
    records: dict[str, Any] = {}
    problems: list[RuleProblem] = []
    for source in sources:
        found: list[Problem] = list(FOLDERS[name](source.record, ()))
        problems += [source.problem(path, message) for path, message in found]
        if found:
            continue
        identity = source.record[key]
        if identity in records:
            problems.append(source.problem((key,), f"{identity} 已经有了，编号不能重复"))
        records[identity] = _plain(source.record)
    return records, problems


def _checked(
    name: str, sources: Iterable[_Source], records: Mapping[str, Any], checks: Iterable[Check]
) -> Iterator[RuleProblem]:
    by_id = {source.record[KEY_FIELD.get(name, "id")]: source for source in sources}
    for check in checks:
        for identity, path, message in check(name, records):
            yield by_id[identity].problem(path, message)


def _plain(value: Any) -> Any:
    """Turn dates to ISO text and everything else to what JSON knows."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(key): _plain(member) for key, member in value.items()}
    return [_plain(member) for member in value] if isinstance(value, list) else value


def _canonical(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n").encode()
