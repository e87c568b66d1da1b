"""Whole ordinary cases per second, checks on, against the same transactions with plain rows by the raw driver.

Prints one JSON line: per engine the cases per second, the floor, and their ratio (1 would cost nothing over the floor).
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import time

from _engines import on_both_engines

ROWS_PER_ACT = 3


def main() -> int:
    options = _options()
    words = ("--cases", str(options.cases), "--repeats", str(options.repeats))
    if options.here:
        print(json.dumps(measure(options.cases, options.repeats)))
    else:
        aim = {"sqlite": 0.35, "postgresql": 0.55}
        print(json.dumps({"benchmark": "case_life", "aim": aim, **on_both_engines(__file__, *words)}))
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--cases", type=int, default=10, help="cases per repeat")
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--here", action="store_true", help="measure on the database of the environment")
    return parser.parse_args()


def measure(cases: int, repeats: int) -> dict[str, float]:
    """Play cases and write plain rows in turn; return medians."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hengtu.settings")
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from hengtu.web.commandline.scripts import read_scripts
    from hengtu.web.demo.load import EIGHT_CASES
    from hengtu.web.demo.player import Player
    from hengtu.web.demo.stage import stage_for

    file = read_scripts(EIGHT_CASES)
    stage = stage_for(file)
    script = file.script("demo-1")
    Player(script, stage).play()  # compile rules, templates and caches once
    _prepare_floor()
    ours, floor = [], []
    for _ in range(repeats):
        start = time.perf_counter()
        for _ in range(cases):
            Player(script, stage).play()
        ours.append((time.perf_counter() - start) / cases)
        start = time.perf_counter()
        for _ in range(cases):
            _plain_case(len(script.acts))
        floor.append((time.perf_counter() - start) / cases)
    case_s, floor_s = statistics.median(ours), statistics.median(floor)
    return {
        "acts": len(script.acts),
        "cases_per_s": round(1 / case_s, 2),
        "floor_cases_per_s": round(1 / floor_s, 2),
        "ratio": round(floor_s / case_s, 3),
    }


def _prepare_floor() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE plain_row (id bigint, seq integer, kind text, body text)")


def _plain_case(acts: int) -> None:
    """One transaction per act, three rows in each, without any question asked."""
    from django.db import connection, transaction

    body = "x" * 400
    for seq in range(acts):
        with transaction.atomic(), connection.cursor() as cursor:
            for row in range(ROWS_PER_ACT):
                cursor.execute("INSERT INTO plain_row VALUES (%s, %s, %s, %s)", [seq, row, "act", body])


if __name__ == "__main__":
    sys.exit(main())
