"""Where an article is used: rules of the rulebook, arrows of the procedure, and guards written in Python.

Guards cite in their own source, beside the sentence they object with; the source is read once, as it is installed.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hengtu.law.benchmarks import title_of
from hengtu.law.instruments import place_of
from hengtu.law.jurisdiction import name_of
from hengtu.law.procedure.versions import VERSIONS
from hengtu.law.rulebook import records, rule_cache

LAW = Path(__file__).resolve().parent
KIND_NAMES = {
    "violations": "违法行为事项",
    "items": "强制和检查事项",
    "benchmarks": "裁量基准",
    "adjustments": "从轻从重和不予处罚",
    "terms": "期限",
    "thresholds": "较大数额",
    "mass_limits": "限定标准",
    "arrows": "程序步骤",
    "guards": "程序检查",
}
_OBJECTIONS = frozenset({"void", "curable", "late"})


@dataclass(frozen=True)
class Use:
    """One rule that rests on a citation: the folder, its id, how people call it, which citation it uses."""

    kind: str
    rule: str
    name: str
    basis: str

    @property
    def kind_zh(self) -> str:
        return KIND_NAMES[self.kind]


def uses_of(instrument: str, article: str = "") -> tuple[Use, ...]:
    """Return what rests on an instrument, or on one article of it; by kind and name.

    Args:
        instrument: id, as in ``law.instruments``.
        article: ``64`` or ``12-1``; "" for all of the instrument, a citation of the whole instrument included.
    """
    found = [use for use, its_instrument, its_article in _all() if its_instrument == instrument]
    if article:
        found = [use for use, its, number in _all() if its == instrument and number == article]
    return tuple(found)


def articles_used(instrument: str) -> Mapping[str, int]:
    """Return article -> how many rules rest on it."""
    counts: dict[str, int] = {}
    for _, its, article in _all():
        if its == instrument and article:
            counts[article] = counts.get(article, 0) + 1
    return counts


@rule_cache
def _all() -> tuple[tuple[Use, str, str], ...]:
    found: dict[tuple[Use, str, str], None] = {}
    for use in (*_of_rules(), *_of_arrows(), *_of_guards()):
        place = place_of(use.basis)
        if place is not None:
            found[use, place.instrument, place.article] = None
    order = list(KIND_NAMES)
    return tuple(sorted(found, key=lambda each: (order.index(each[0].kind), each[0].name, each[0].basis)))


def _of_rules() -> Iterator[Use]:
    for identity, rule in records("violations").items():
        for version in rule["versions"]:
            for basis in _cites(version, ("violated", "penalty_provision", "basis")):
                yield Use("violations", identity, rule["name_zh"], basis)
    for identity, rule in records("benchmarks").items():
        yield from _of_benchmark(identity, rule)
    for folder, name, keys in (
        ("items", "name_zh", ("basis",)),
        ("adjustments", "zh", ("basis",)),
        ("terms", "name", ("basis",)),
        ("mass_limits", "id", ("cite",)),
    ):
        for identity, rule in records(folder).items():
            for basis in _cites(rule, keys):
                yield Use(folder, identity, str(rule[name]), basis)


def _of_benchmark(identity: str, rule: Mapping[str, Any]) -> Iterator[Use]:
    """A benchmark rests on the article that empowers it, and on those of the item it refines."""
    item = records("violations").get(rule["violation"])
    cites = _cites(rule["document"], ("cite",))
    versions = item["versions"] if item else ()
    resting = [each for each in versions if each["effective_from"] == rule["statute_from"]]
    for version in resting:
        cites += _cites(version, ("penalty_provision", "basis"))
    name = f"{name_of(rule['division'])}：{item['name_zh'] if item else rule['violation']}（{title_of(rule)}）"
    for basis in dict.fromkeys(cites):
        yield Use("benchmarks", identity, name, basis)


def _of_arrows() -> Iterator[Use]:
    for version in VERSIONS:
        for arrow in version.arrows:
            for basis in arrow.source:
                yield Use("arrows", arrow.kind, arrow.zh, basis)


@rule_cache
def _of_guards() -> tuple[Use, ...]:
    paths = sorted((LAW / "procedure").rglob("*.py"))
    return tuple(use for path in paths for use in _cited_by(path))


def _cited_by(path: Path) -> Iterator[Use]:
    """Calls of void, curable, late and the makers of guards, with the citations among their arguments."""
    module = path.relative_to(LAW).with_suffix("").as_posix().replace("/", ".")
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            words = _words(node.args[1]) if len(node.args) > 1 else ""
            for basis in _bases(node):
                if words and not words.isascii():
                    prefix = "" if node.func.id in _OBJECTIONS else "要求："
                    yield Use("guards", f"{module}:{node.lineno}", prefix + words, basis)


def _bases(call: ast.Call) -> Iterator[str]:
    for argument in (*call.args, *(keyword.value for keyword in call.keywords)):
        elements = argument.elts if isinstance(argument, ast.Tuple) else [argument]
        for element in elements:
            if isinstance(element, ast.Constant) and isinstance(element.value, str):
                place = place_of(element.value)
                if place is not None and place.known and place.article:
                    yield element.value


def _words(node: ast.expr) -> str:
    """The sentence of an objection; what is filled in while it runs is shown as …"""
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "…" for part in node.values)
    return ""


def _cites(rule: Mapping[str, Any], keys: tuple[str, ...]) -> list[str]:
    found: list[str] = []
    for key in keys:
        value = rule.get(key) or ()
        for entry in (value,) if isinstance(value, str) else value:
            found.append(str(entry["cite"]) if isinstance(entry, Mapping) else str(entry))
    return found
