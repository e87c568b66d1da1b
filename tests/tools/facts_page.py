"""Write docs/facts.md: every fact of the law the project knows, the rule that holds it, the test that fails without it.

Run ``make facts``. What is a record (a term, an item, a benchmark, a step, a form) is found by its id in the rules
themselves; what is a rule of code stands in docs/facts/rules.yaml. What was not confirmed in a text is listed once more
at the end, for a law officer to sign.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
FACTS = ROOT / "docs" / "facts"
PAGE = ROOT / "docs" / "facts.md"
RULEBOOK = ROOT / "hengtu" / "rulebook"
FORMS = ROOT / "hengtu" / "documents" / "forms"
KEYS = {"facts": "key"}
NAMES = ("name_zh", "zh", "name", "title", "short")
HEAD = """# Where each fact lives

Every id of the facts this system was built from: the rule that holds it and a test that fails without it.
Written by `make facts` from [docs/facts](facts/rules.yaml) and the rules themselves;
`tests/architecture/test_facts_page.py` holds it to its word. What nobody could confirm in a text (◇) is never
printed on a document, and waits [at the end](#待法制人员签字确认) for a law officer.
"""


@dataclass(frozen=True)
class Fact:
    """One line: ``rule`` and ``tests`` are ``file`` or ``file::name``; ``open`` says what is missing instead."""

    id: str
    zh: str
    rule: str
    tests: tuple[str, ...]
    confirmed: bool
    open: str = ""


@dataclass(frozen=True)
class Group:
    """Facts of one kind; ``tests`` run over all of them, beside those of a single fact."""

    title: str
    source: str
    facts: tuple[Fact, ...]
    tests: tuple[str, ...] = ()


def groups() -> tuple[Group, ...]:
    """Return all groups, records first."""
    found = _load(FACTS / "records.yaml")
    records = (_group_of_records(group, found["ids"][group["title"]]) for group in found["groups"])
    rules = (_group_of_rules(group) for group in _load(FACTS / "rules.yaml")["groups"])
    return (*records, *rules)


def _group_of_records(group: Mapping[str, Any], ids: list[str]) -> Group:
    places = {"record": _records, "step": _steps, "form": _forms}[group["by"]](group.get("folder", ""))
    places = {**places, **{each: tuple(place) for each, place in group.get("elsewhere", {}).items()}}
    facts = tuple(_record(each, places, group.get("missing", {})) for each in ids)
    return Group(group["title"], group["source"], facts, tuple(group["tests"]))


def _record(identity: str, places: Mapping[str, Any], missing: Mapping[str, str]) -> Fact:
    if identity not in places:
        return Fact(identity, "", "", (), True, missing.get(identity, "not yet"))
    zh, rule, confirmed = places[identity]
    return Fact(identity, zh, rule, (), confirmed)


def _group_of_rules(group: Mapping[str, Any]) -> Group:
    return Group(group["title"], group["source"], tuple(_rule(each, entry) for each, entry in group["entries"].items()))


def _rule(identity: str, entry: Mapping[str, Any]) -> Fact:
    tests = entry.get("test", [])
    listed = tuple(tests) if isinstance(tests, list) else (tests,) if tests else ()
    missing = entry.get("open", "")
    return Fact(identity, entry["zh"], entry.get("rule", ""), listed, entry.get("confirmed", True), missing)


# --- where records stand --------------------------------------------------------------------------------


@cache
def _records(folder: str) -> dict[str, tuple[str, str, bool]]:
    """Return id -> (name, file, confirmed) of one folder of the rulebook."""
    found = {}
    for path in sorted((RULEBOOK / folder).glob("*.yaml")):
        for record in _records_in(_load(path), folder):
            found[record[KEYS.get(folder, "id")]] = (_name(record), _relative(path), _confirmed(record))
    return found


def _records_in(content: Mapping[str, Any], folder: str) -> list[Mapping[str, Any]]:
    return list(content[folder]) if folder in content else [content]


def _name(record: Mapping[str, Any]) -> str:
    document = record.get("document")
    name = next((record[key] for key in NAMES if key in record), document["name"] if document else "")
    return str(name)


def _confirmed(record: Mapping[str, Any]) -> bool:
    if "versions" in record:
        return bool(record["versions"][-1]["confirmed"])
    return bool(record.get("confirmed", True))


@cache
def _steps(_: str) -> dict[str, tuple[str, str, bool]]:
    """Return step -> (name, file, confirmed); a step whose every article was only recalled is not confirmed."""
    from hengtu.law.citations import printable
    from hengtu.law.procedure.versions import VERSIONS

    tables = {path: path.read_text() for path in sorted((ROOT / "hengtu/law/procedure/tables").glob("*.py"))}
    found: dict[str, tuple[str, str, bool]] = {}
    for arrow in VERSIONS[-1].arrows:
        path = next(path for path, text in tables.items() if f'"{arrow.kind}"' in text and f'"{arrow.step}"' in text)
        names = f"{found[arrow.step][0]}、{arrow.zh}" if arrow.step in found else arrow.zh
        found[arrow.step] = (names, _relative(path), any(printable(basis) for basis in arrow.source))
    return found


@cache
def _forms(_: str) -> dict[str, tuple[str, str, bool]]:
    paths = (path for path in sorted(FORMS.glob("*.yaml")) if not path.name.startswith("_"))
    return {path.stem: (_name(_load(path)), _relative(path), True) for path in paths}


# --- the page -------------------------------------------------------------------------------------------


def page() -> str:
    """Return the whole page."""
    every = groups()
    return "\n".join([HEAD, _summary(every), *(_section(group) for group in every), _to_sign(every)])


def _summary(every: tuple[Group, ...]) -> str:
    lines = ["| | facts | with rule and test | not yet |", "|---|---|---|---|"]
    for group in every:
        held = sum(not fact.open for fact in group.facts)
        lines.append(f"| {group.title} | {len(group.facts)} | {held} | {len(group.facts) - held} |")
    total = [fact for group in every for fact in group.facts]
    held = sum(not fact.open for fact in total)
    return "\n".join([*lines, f"| **together** | {len(total)} | {held} | {len(total) - held} |", ""])


def _section(group: Group) -> str:
    over_all = f"{group.source}. Tests over all of them: {_code(group.tests)}" if group.tests else group.source
    lines = [f"## {group.title}", "", over_all, "", "| id | fact | rule | test |", "|---|---|---|---|"]
    return "\n".join([*lines, *(_line(fact) for fact in group.facts), ""])


def _line(fact: Fact) -> str:
    mark = "" if fact.confirmed else " ◇"
    if fact.open:
        return f"| `{fact.id}`{mark} | {fact.zh} | {fact.open} | |"
    return f"| `{fact.id}`{mark} | {fact.zh} | `{fact.rule}` | {_code(fact.tests)} |"


def _code(names: tuple[str, ...]) -> str:
    return "<br>".join(f"`{name}`" for name in names)


def _to_sign(every: tuple[Group, ...]) -> str:
    lines = [
        "## 待法制人员签字确认",
        "",
        "下列内容没有在原文中核对（◇）。系统只把它们当作设置使用，不印在文书上；核对原文以后，请签字并改正规则文件。",
        "",
        "| 编号 | 内容 | 规则 | 核对的原文 | 签字、日期 |",
        "|---|---|---|---|---|",
    ]
    return "\n".join([*lines, *(f"| `{fact.id}` | {fact.zh} | `{fact.rule}` | | |" for fact in _unsure(every)), ""])


def _unsure(every: tuple[Group, ...]) -> Iterator[Fact]:
    return (fact for group in every for fact in group.facts if not fact.confirmed and not fact.open)


def _load(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def _relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
