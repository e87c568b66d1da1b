"""Tables in force as people look for them: by item and place, with versions, findings and who published them."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from hengtu.law.benchmarks import place_of, title_of
from hengtu.law.errors import LawError
from hengtu.law.proof import Proof, prove_in_force
from hengtu.law.rulebook import records, rule_cache, version_of
from hengtu.law.statute import item_of
from hengtu.rulesets.models import RulePack

Rule = Mapping[str, Any]
EVALUATED_SOON = timedelta(days=90)  # how long beforehand the makers of a table see that its evaluation comes up


@dataclass(frozen=True)
class TableLine:
    """One table as a list shows it. ``until`` is the first day on which it no longer holds, "" for none.

    ``state`` is current, coming, ended, superseded (the statute moved on) or unchecked.
    """

    id: str
    item: str
    violation: str
    title: str
    number: str
    place: str
    division: str
    since: str
    until: str
    state: str
    published: bool
    findings: tuple[str, ...]
    evaluate_by: str = ""

    @property
    def state_zh(self) -> str:
        """The state in words."""
        return STATES[self.state]


STATES = {
    "current": "现行",
    "coming": "尚未施行",
    "ended": "已被接替",
    "superseded": "所依据的法律已改",
    "unchecked": "来源未核实",
}


def table_lines(*, on: date, violation: str = "", divisions: Collection[str] = ()) -> list[TableLine]:
    """Return the tables of an item, of some divisions, or all, by item, layer and first day.

    Args:
        on: the day the states are told for.
        violation, divisions: empty for all.
    """
    rules = [
        rule
        for rule in records("benchmarks").values()
        if (not violation or rule["violation"] == violation) and (not divisions or rule["division"] in divisions)
    ]
    rules.sort(key=lambda rule: (rule["violation"], rule["division"], rule["effective_from"], rule["id"]))
    return [line_of(rule, on) for rule in rules]


def line_of(rule: Rule, on: date) -> TableLine:
    """Return one table as a list shows it."""
    until = end_of(rule)
    return TableLine(
        id=rule["id"],
        item=str(item_of(rule["violation"])["name_zh"]),
        violation=rule["violation"],
        title=title_of(rule),
        number=str(rule["document"].get("number", "")),
        place=place_of(rule),
        division=rule["division"],
        since=str(rule["effective_from"]),
        until=until,
        state=_state(rule, until, on),
        published="published_on" in rule,
        findings=findings_of(rule["id"]),
        evaluate_by=str(rule.get("evaluate_by", "")),
    )


def end_of(rule: Rule) -> str:
    """Return the first day on which a table no longer holds (its own end, its successor's start), "" for none."""
    ends = [str(rule["effective_to"])] if rule.get("effective_to") else []
    ends += [str(each["effective_from"]) for each in successors(rule["id"])]
    return min(ends, default="")


def successors(identity: str) -> list[Rule]:
    """Return the tables that replace one."""
    return [each for each in records("benchmarks").values() if identity in each.get("replaces", ())]


@rule_cache
def proof_of(identity: str) -> Proof | None:
    """Return the proof of a table in force; None for a list or a table whose text of the statute is not loaded."""
    try:
        return prove_in_force(identity)
    except LawError:
        return None


def findings_of(identity: str) -> tuple[str, ...]:
    """Return what a table in force is loaded with: what was noted when it was read, and what the proof found."""
    noted = tuple(records("benchmarks")[identity].get("findings", ()))
    proof = proof_of(identity)
    if proof is None:
        return noted
    return (*noted, *proof.findings, *([proof.undecided] if proof.undecided else []))


def due_for_evaluation(divisions: Collection[str], *, before: date) -> list[TableLine]:
    """Return the tables of these divisions that are in force and must be evaluated before a day, the nearest first."""
    lines = [
        line_of(rule, before)
        for rule in records("benchmarks").values()
        if rule["division"] in divisions and rule.get("evaluate_by") and str(rule["evaluate_by"]) <= before.isoformat()
    ]
    return sorted((line for line in lines if line.state == "current"), key=lambda line: (line.evaluate_by, line.id))


@dataclass(frozen=True)
class Origin:
    """Where a published table comes from: its pack, with what anybody needs to check it."""

    seq: int
    name: str
    sha256: str
    algorithm: str
    public_key: str
    signature: str
    text: str


def origin_of(identity: str) -> Origin | None:
    """Return the pack a table was published in; None for a table of the rulebook."""
    for pack in RulePack.objects.order_by("seq").iterator():
        if identity in json.loads(pack.text)["records"].get("benchmarks", {}):
            return Origin(pack.seq, pack.name, pack.sha256, pack.algorithm, pack.public_key, pack.signature, pack.text)
    return None


def hash_of(identity: str) -> str:
    """Return what receipts pin: the SHA-256 of the rule in canonical form."""
    return version_of("benchmarks", identity)


def places_with_tables() -> list[tuple[str, str]]:
    """Return division and place of everything that has a table, in the order of the codes."""
    found = {rule["division"]: place_of(rule) for rule in _all() if "place_zh" not in rule or "published_on" in rule}
    return sorted(found.items())


def items_with_tables() -> list[tuple[str, str]]:
    """Return id and name of the items that have a table, by name."""
    found = {rule["violation"]: str(item_of(rule["violation"])["name_zh"]) for rule in _all()}
    return sorted(found.items(), key=lambda each: each[1])


def _all() -> Iterable[Rule]:
    return records("benchmarks").values()


def _state(rule: Rule, until: str, on: date) -> str:
    day = on.isoformat()
    if not rule["confirmed"]:
        return "unchecked"
    if rule["statute_from"] != item_of(rule["violation"])["versions"][-1]["effective_from"]:
        return "superseded"
    if until and until <= day:
        return "ended"
    return "coming" if str(rule["effective_from"]) > day else "current"
