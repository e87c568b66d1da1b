"""The register of execution over many open decisions: a page and the whole table, on kept phases that open no history.

Plants copies of one case's phases and asks for a page. Prints one JSON line: per engine the decisions, milliseconds for
a page with its counts (median), and seconds for the whole table.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import time
from datetime import date

from _engines import on_both_engines


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--decisions", type=int, default=20000)
    parser.add_argument("--repeats", type=int, default=7)
    parser.add_argument("--here", action="store_true", help="measure on the database of the environment")
    options = parser.parse_args()
    if options.here:
        print(json.dumps(measure(options.decisions, options.repeats)))
        return 0
    words = ("--decisions", str(options.decisions), "--repeats", str(options.repeats))
    aim = {"page_ms": 300, "table_s": 10}
    print(json.dumps({"benchmark": "execution_register", "aim": aim, **on_both_engines(__file__, *words)}))
    return 0


def measure(decisions: int, repeats: int) -> dict[str, float]:
    """Plant the decisions, then ask for pages and for the table."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hengtu.settings")
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from hengtu.cases.selectors.execution_list import ExecutionFilters, execution_list, execution_rows

    reader, on = plant(decisions), date(2026, 1, 5)
    pages = []
    for _ in range(repeats):
        start = time.perf_counter()
        found = execution_list(reader, ExecutionFilters(), on=on)
        pages.append((time.perf_counter() - start) * 1000)
    assert found.counts[0] == decisions
    start = time.perf_counter()
    rows = sum(1 for _ in execution_rows(reader, ExecutionFilters(), on=on))
    assert rows == decisions + 1
    return {
        "decisions": decisions,
        "page_ms": round(statistics.median(pages), 1),
        "table_s": round(time.perf_counter() - start, 2),
    }


def plant(decisions: int):  # type: ignore[no-untyped-def]
    """Play one case to its service and copy its rows; return an account that sees them all."""
    import uuid
    from datetime import timedelta

    from hengtu.cases.models import EnforcementCase, ExecutionPhase
    from hengtu.ledger.models import Stream
    from hengtu.web.commandline.scripts import read_scripts
    from hengtu.web.demo.load import EIGHT_CASES
    from hengtu.web.demo.player import Player
    from hengtu.web.demo.stage import stage_for

    file = read_scripts(EIGHT_CASES)
    stage = stage_for(file)
    player = Player(file.script("demo-1"), stage)
    for act in player.script.acts:
        if act.kind == "paid":
            break
        player.do(act)
    case = EnforcementCase.objects.get(pk=player.case_id)
    phases = list(ExecutionPhase.objects.filter(case=case))
    keys = [uuid.uuid4() for _ in range(decisions - 1)]
    stream = Stream.objects.get(pk=case.pk)
    Stream.objects.bulk_create([_copy(stream, key) for key in keys], batch_size=500)
    EnforcementCase.objects.bulk_create([_copy(case, key) for key in keys], batch_size=500)
    rows = []
    for number, key in enumerate(keys):
        shift = timedelta(days=number % 120)
        for phase in phases:
            values = {field.attname: getattr(phase, field.attname) for field in phase._meta.concrete_fields}
            values |= {"id": None, "case_id": key, "first_on": phase.first_on - shift}
            values["last_on"] = phase.last_on - shift if phase.last_on else None
            rows.append(ExecutionPhase(**values))
    ExecutionPhase.objects.bulk_create(rows, batch_size=500)
    return stage.people["officer-a"].account


def _copy(row, key):  # type: ignore[no-untyped-def]
    values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    values[row._meta.pk.attname] = key
    return type(row)(**values)


if __name__ == "__main__":
    sys.exit(main())
