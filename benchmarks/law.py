"""The law against other engines and a bare scan: one assessment with trace and citation, and a million by column.

* Assessment: ``hengtu.law`` (trace, citations, explanation), zen-engine with trace, and SpiffWorkflow's DMN engine on
  the same table, in process and as JSON lines; all three must agree on every case.
* Columns: decisions in Parquet, assessed anew by SQL, against a scan of the same columns; as totals and with every row
  written. A sample is compared with the scalar answer.
* The recount of open deadlines is ``deadlines_recompute.py``; its line is taken over.

    python benchmarks/law.py [--cases 1000] [--rows 1000000] [--rounds 5] [--without-deadlines]

Prints one JSON line; medians of interleaved rounds.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import redirect_stdout
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
from _decision_tables import Decide, dmn_decision, rows_of, zen_decision

from hengtu.law import jurisdiction
from hengtu.law.discretion import assess
from hengtu.law.rulebook import records
from hengtu.rulesets.columns.plan import Plan
from hengtu.rulesets.columns.query import assessed, numbered, text_of, totals
from hengtu.web.commandline import law

TABLE, PLACE, ITEM = "road-occupy-dig@2", "四川", "road-occupy-dig"
KEYS = ("area_m2", "road_class", "stopped_when_told", "restored_on_spot", "harm_level")
DATES = {"violation_on": "2025-06-03", "decided_on": "2025-07-01"}
ROADS = ("county", "township", "village", "national", "provincial", "expressway")
HARMS = ("none", "minor", "serious")
SLOW = 20  # SpiffWorkflow gets every twentieth case: it is slower by orders of magnitude
SCAN = """
SELECT count(area_m2), sum(area_m2), max(road_class), max(harm_level), max(stopped_when_told), max(restored_on_spot),
    max(violation_on), max(decided_on) FROM matters
"""
FACTS = """
COPY (
    SELECT range AS id, DATE '2025-01-01' + (range % 181)::INT AS violation_on,
        DATE '2025-07-01' + (range % 89)::INT AS decided_on,
        CASE WHEN hash(range) % 50 = 0 THEN NULL ELSE round((hash(range * 7) % 12000) / 100, 2) END AS area_m2,
        CASE WHEN hash(range * 3) % 50 = 0 THEN NULL
            ELSE ['county', 'township', 'village', 'national', 'provincial', 'expressway'][
                (1 + hash(range * 5) % 6)::INT]
        END AS road_class,
        hash(range * 11) % 3 = 0 AS stopped_when_told, hash(range * 13) % 3 = 0 AS restored_on_spot,
        ['none', 'minor', 'serious'][(1 + hash(range * 17) % 3)::INT] AS harm_level
    FROM range(?)
) TO '{file}'
"""


def main() -> None:
    """Measure the parts one after the other and print one line."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--cases", type=int, default=1000)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--without-deadlines", action="store_true")
    options = parser.parse_args()
    result = {
        "benchmark": "law",
        "assess": against_engines(options.cases, options.rounds),
        "columns": by_column(options.rows, options.rounds),
        "deadlines": None if options.without_deadlines else deadlines(),
        "load": [round(each, 1) for each in os.getloadavg()],
        "python": sys.version.split()[0],
    }
    print(json.dumps(result, ensure_ascii=False))


def seconds(work: Callable[[], object]) -> float:
    """Return the wall time of one run."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def medians(rounds: int, *works: Callable[[], object]) -> list[float]:
    """Return the median of each, run by turns after one round that does not count."""
    for work in works:
        work()
    measured = [[seconds(work) for work in works] for _ in range(rounds)]
    return [statistics.median(side) for side in zip(*measured, strict=True)]


# --- one assessment ---------------------------------------------------------------------------------------------------


def cases(count: int) -> list[dict[str, Any]]:
    """Return facts that the table decides, every one known."""
    chance = random.Random(4)
    drawn = (
        {
            "area_m2": round(chance.uniform(0, 120), 2),
            "road_class": chance.choice(ROADS),
            "stopped_when_told": chance.random() < 0.5,
            "restored_on_spot": chance.random() < 0.5,
            "harm_level": chance.choice(HARMS),
        }
        for _ in range(count * 2)
    )
    return [facts for facts in drawn if not (facts["road_class"] == "expressway" and facts["area_m2"] >= 50)][:count]


def against_engines(count: int, rounds: int) -> dict[str, Any]:
    """Measure the three engines in process and as JSON lines; seconds become assessments per second."""
    asked = cases(count)
    questions = [{"violation": ITEM, "jurisdiction": PLACE, **DATES, "facts": facts} for facts in asked]
    rows = rows_of(records("benchmarks")[TABLE])
    zen, dmn = zen_decision(rows, KEYS), dmn_decision(rows, KEYS)
    agree(asked, questions, zen, dmn)
    few = asked[::SLOW]
    own, by_zen, by_dmn = medians(
        rounds, lambda: list(map(assess, questions)), lambda: list(map(zen, asked)), lambda: list(map(dmn, few))
    )
    with TemporaryDirectory() as folder:
        own_lines, zen_lines, dmn_lines = lines(Path(folder), questions, asked, zen, dmn, rounds)
    process = {"hengtu": count / own, "zen": count / by_zen, "spiff_dmn": len(few) / by_dmn}
    jsonl = {"hengtu": count / own_lines, "zen": count / zen_lines, "spiff_dmn": len(few) / dmn_lines}
    return {
        "cases": count,
        "agree": True,
        "per_second": {name: round(rate) for name, rate in process.items()},
        "ratio_to_zen": round(process["hengtu"] / process["zen"], 1),
        "ratio_to_spiff": round(process["hengtu"] / process["spiff_dmn"], 1),
        "jsonl_per_second": {name: round(rate) for name, rate in jsonl.items()},
        "jsonl_ratio_to_zen": round(jsonl["hengtu"] / jsonl["zen"], 1),
        "jsonl_of_hengtu": "with receipt: every rule, condition and part hashed",
        "aim": "20 times zen-engine in process, 10 times as JSON lines",
    }


def agree(asked: list[dict[str, Any]], questions: list[dict[str, Any]], zen: Decide, dmn: Decide) -> None:
    """Stop unless all three give the same tier and range for every case."""
    for facts, question in zip(asked, questions, strict=True):
        found = assess(question)
        own = (found.tier, found.outcome.min_yuan, found.outcome.max_yuan)
        others = (zen(facts)["result"], dmn(facts))
        if any((each["tier"], each["min"], each["max"]) != own for each in others):
            raise SystemExit(f"the engines differ on {facts}: {own} and {others}")


def lines(folder: Path, questions: list[Any], asked: list[Any], zen: Decide, dmn: Decide, rounds: int) -> list[float]:
    """Measure the three as a filter of JSON lines from a file; output goes to memory."""
    files = {"own": questions, "facts": asked, "few": asked[::SLOW]}
    for name, content in files.items():
        text = "\n".join(json.dumps(each, ensure_ascii=False) for each in content)
        (folder / name).write_text(text, encoding="utf-8")

    def own() -> None:
        with redirect_stdout(io.StringIO()):
            law.run(["assess", str(folder / "own")])

    def other(name: str, decide: Decide) -> None:
        with redirect_stdout(io.StringIO()), (folder / name).open("rb") as source:
            for line in source:
                print(json.dumps(decide(json.loads(line)), ensure_ascii=False))

    return medians(rounds, own, lambda: other("facts", zen), lambda: other("few", dmn))


# --- by column --------------------------------------------------------------------------------------------------------


def by_column(count: int, rounds: int) -> dict[str, Any]:
    """Measure totals and all rows written against a scan of the same columns of the same Parquet file."""
    plan = Plan.of(ITEM, jurisdiction.resolve(PLACE).chain)
    with TemporaryDirectory() as name, duckdb.connect() as connection:
        folder = Path(name)
        connection.execute(FACTS.format(file=folder / "matters.parquet"), [count])
        connection.execute(f"CREATE VIEW matters AS SELECT * FROM read_parquet('{folder / 'matters.parquet'}')")
        compiled = seconds(lambda: text_of(assessed(Plan.of(ITEM, plan.chain), "matters", columns(), keep=("id",))))
        query = text_of(assessed(plan, "matters", columns(), keep=("id",)))
        summed_up = text_of(totals(plan, "matters", columns()))
        rows = text_of(numbered(plan, "matters", columns(), keep=("id",)))
        written = f"COPY ({rows}) TO '{folder / 'answers.parquet'}'"
        whole = f"COPY ({query}) TO '{folder / 'whole.parquet'}'"
        floor, summed, stored, repeated = medians(
            rounds,
            lambda: connection.execute(SCAN).fetchall(),
            lambda: connection.execute(summed_up).fetchall(),
            lambda: connection.execute(written).fetchall(),
            lambda: connection.execute(whole).fetchall(),
        )
        compared = sample(connection, plan, query)
    return {
        "rows": count,
        "floor": "scan of the same columns of the same Parquet file",
        "floor_s": round(floor, 4),
        "plan_s": round(compiled, 4),
        "totals_s": round(summed, 4),
        "totals_ratio": round(summed / floor, 1),
        "written_s": round(stored, 4),
        "written_ratio": round(stored / floor, 1),
        "written": "id, number of the answer, missing facts; the words of each number stand in a small table",
        "every_word_written_s": round(repeated, 4),
        "every_word_written_ratio": round(repeated / floor, 1),
        "equal_to_scalar": compared,
        "aim": "at most 5 times the scan for totals, 12 with all rows written",
    }


def columns() -> frozenset[str]:
    """The columns of the Parquet file."""
    return frozenset({"id", *DATES, *KEYS})


def sample(connection: duckdb.DuckDBPyConnection, plan: Plan, query: str, size: int = 400) -> int:
    """Compare rows with the scalar answer; return how many, or stop at the first that differs."""
    names = (*DATES, *KEYS)
    told = "m.id, a.tier, a.min_yuan, a.max_yuan, a.missing"
    rows = connection.execute(
        f"SELECT {told}, {', '.join('m.' + name for name in names)} FROM matters m JOIN ({query}) a USING (id) "
        f"ORDER BY hash(m.id) LIMIT {size}"
    ).fetchall()
    for _, tier, low, high, missing, *values in rows:
        facts: Mapping[str, Any] = dict(zip(names, values, strict=True))
        dates = {name: day.isoformat() for name, day in facts.items() if isinstance(day, date)}
        known = {name: facts[name] for name in KEYS}
        found = assess({"violation": ITEM, "jurisdiction": PLACE, **dates, "facts": known})
        own = (found.tier, found.outcome.min_yuan, found.outcome.max_yuan, set(found.missing_facts))
        if own != (tier, low, high, set(plan.places.names(missing))):
            raise SystemExit(f"column and scalar differ on {facts}: {(tier, low, high, missing)} and {own}")
    return len(rows)


# --- deadlines --------------------------------------------------------------------------------------------------------


def deadlines() -> Any:
    """Run the benchmark of open deadlines and return its line."""
    script = Path(__file__).with_name("deadlines_recompute.py")
    done = subprocess.run([sys.executable, str(script)], stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])


if __name__ == "__main__":
    main()
