"""Every table of the rulebook, proved; what was found is written down, so that a change is seen.

``python -m tests.law.proof.test_rulebook`` writes ``rulebook.json`` anew after a table was added or corrected.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from hengtu.law.contradictions import refuse_contradictions
from hengtu.law.proof import prove_in_force, version_for
from hengtu.law.rulebook import records
from tests.law.proof.test_four_hundred_tables import assert_true

KEPT = Path(__file__).with_name("rulebook.json")
TABLES = sorted(records("benchmarks"))


def found_in(table: str) -> dict[str, Any]:
    proof = prove_in_force(table).as_json()
    kept = {name: proof[name] for name in ("complete", "monotone", "within_statute", "findings")}
    return kept | ({"undecided": proof["undecided"]} if "undecided" in proof else {})


def test_what_is_found_in_the_tables_in_force_is_what_is_written_down():
    kept = json.loads(KEPT.read_text(encoding="utf-8"))
    found = {table: found_in(table) for table in TABLES}
    changed = sorted(table for table in {*kept, *found} if kept.get(table) != found.get(table))
    assert not changed, f"look at hengtu law prove, then run python -m tests.law.proof.test_rulebook: {changed}"


def test_every_table_is_decided_and_stays_inside_its_statute():
    kept = json.loads(KEPT.read_text(encoding="utf-8"))
    assert [table for table, found in kept.items() if "undecided" in found] == []
    assert [table for table, found in kept.items() if not found["within_statute"]] == []


@pytest.mark.parametrize("table", TABLES)
def test_its_counter_examples_are_what_the_engine_meets(table: str):
    rule = records("benchmarks")[table]
    for example in prove_in_force(table).counter_examples:
        refuse_contradictions(example.facts)
        refuse_contradictions(example.other or {})
        assert_true(example, dict(rule), dict(version_for(rule)))


if __name__ == "__main__":
    content = json.dumps({table: found_in(table) for table in TABLES}, ensure_ascii=False, indent=1, sort_keys=True)
    KEPT.write_text(content + "\n", encoding="utf-8")
