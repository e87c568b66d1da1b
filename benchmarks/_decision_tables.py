"""One table of the rulebook for other engines: the same rows for zen-engine and for the DMN engine of SpiffWorkflow."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from types import SimpleNamespace
from typing import Any

from hengtu.law.benchmarks import FIRST_TIERS, title_of
from hengtu.law.conditions import Comparison, Junction, Tree, tree_of

Row = tuple[Mapping[str, list[tuple[str, Any]]], Mapping[str, Any]]
Decide = Callable[[dict[str, Any]], Any]


def rows_of(table: Mapping[str, Any]) -> list[Row]:
    """Return the tiers as rows of comparisons by fact with their outputs; a tier with *or* takes several rows."""
    tiers = sorted(table["tiers"], key=lambda tier: tier["tier"] not in FIRST_TIERS)
    return [(_by_fact(part), _outputs(table, tier)) for tier in tiers for part in _alternatives(tree_of(tier["when"]))]


def _alternatives(tree: Tree) -> list[list[Comparison]]:
    """The disjunctive form of a condition without *not*."""
    if isinstance(tree, Comparison):
        return [[tree]]
    assert isinstance(tree, Junction), "the table of the comparison has no negation"
    parts = [_alternatives(part) for part in tree.parts]
    if tree.decides:
        return [each for part in parts for each in part]
    joined: list[list[Comparison]] = [[]]
    for part in parts:
        joined = [[*left, *right] for left in joined for right in part]
    return joined


def _by_fact(part: list[Comparison]) -> Mapping[str, list[tuple[str, Any]]]:
    found: dict[str, list[tuple[str, Any]]] = {}
    for each in part:
        found.setdefault(each.key, []).append((each.sign, each.value))
    return found


def _outputs(table: Mapping[str, Any], tier: Mapping[str, Any]) -> Mapping[str, Any]:
    outcome = tier["outcome"]
    return {"tier": tier["tier"], "min": outcome.get("min", 0), "max": outcome.get("max", 0), "cite": title_of(table)}


def zen_decision(rows: Sequence[Row], keys: Sequence[str]) -> Decide:
    """Return zen-engine's evaluation with trace, the table compiled beforehand."""
    import zen

    inputs = [{"id": key, "name": key, "field": key} for key in keys]
    outputs = [{"id": f"o_{name}", "name": name, "field": name} for name in rows[0][1]]
    rules = [
        {"_id": str(number), **{key: _cell(tests.get(key, ()), "$", json.dumps) for key in keys}}
        | {f"o_{name}": json.dumps(value, ensure_ascii=False) for name, value in told.items()}
        for number, (tests, told) in enumerate(rows)
    ]
    content = {"hitPolicy": "first", "inputs": inputs, "outputs": outputs, "rules": rules}
    kinds = [("in", "inputNode", {}), ("table", "decisionTableNode", content), ("out", "outputNode", {})]
    nodes = [
        {"id": name, "type": kind, "name": name, "position": {"x": 0, "y": 0}, "content": what}
        for name, kind, what in kinds
    ]
    ends = [("in", "table"), ("table", "out")]
    edges = [{"id": f"{left}-{right}", "sourceId": left, "targetId": right, "type": "edge"} for left, right in ends]
    graph = {"contentType": "application/vnd.gorules.decision", "nodes": nodes, "edges": edges}
    decision = zen.ZenEngine().create_decision(json.dumps(graph))
    return lambda facts: decision.evaluate(facts, {"trace": True})


def dmn_decision(rows: Sequence[Row], keys: Sequence[str]) -> Decide:
    """Return the evaluation of SpiffWorkflow's DMN engine, without the workflow around it; the first row that fits."""
    from SpiffWorkflow.bpmn.script_engine import PythonScriptEngine
    from SpiffWorkflow.dmn.engine.DMNEngine import DMNEngine
    from SpiffWorkflow.dmn.specs.model import DecisionTable, Input, InputEntry, Output, OutputEntry, Rule

    table = DecisionTable("table", "table", "UNIQUE")
    table.inputs = [Input(key, key, key, key, "") for key in keys]
    table.outputs = [Output(name, name, name, "") for name in rows[0][1]]
    for number, (tests, told) in enumerate(rows):
        rule = Rule(str(number))
        for column in table.inputs:
            entry = InputEntry(column.id, column)
            text = _cell(tests.get(column.id, ()), "?", repr)
            entry.lhs = [text] if text else []
            rule.inputEntries.append(entry)
        for out in table.outputs:
            entry = OutputEntry(out.id, out)
            entry.text = repr(told[out.name])
            rule.outputEntries.append(entry)
        table.rules.append(rule)
    engine, workflow = DMNEngine(table), SimpleNamespace(script_engine=PythonScriptEngine())
    return lambda facts: engine.result(SimpleNamespace(data=facts, workflow=workflow))


def _cell(tests: Sequence[tuple[str, Any]], name: str, write: Callable[[Any], str]) -> str:
    return " and ".join(f"{name} {sign} {write(list(value) if sign == 'in' else value)}" for sign, value in tests)
