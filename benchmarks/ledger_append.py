"""Acts appended per second, against transactions that insert two plain rows of the same size by the raw driver.

Prints one JSON line: per engine the acts per second, the floor, and their ratio (1 would cost nothing over the floor).
Each act is a transaction of its own, durable; repeats are interleaved, medians are given.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import time

from _engines import on_both_engines


def main() -> int:
    options = _options()
    if options.here:
        print(json.dumps(measure(options.acts, options.repeats)))
    else:
        words = ("--acts", str(options.acts), "--repeats", str(options.repeats))
        print(json.dumps({"benchmark": "ledger_append", **on_both_engines(__file__, *words)}))
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--acts", type=int, default=400, help="acts per repeat")
    parser.add_argument("--repeats", type=int, default=7)
    parser.add_argument("--here", action="store_true", help="measure on the database of the environment")
    return parser.parse_args()


def measure(acts: int, repeats: int) -> dict[str, float]:
    """Append acts and insert plain rows in turn; return medians."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hengtu.settings")
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from tests.ledger.make import append, new_act, stream

    act = new_act(
        payload={"text": "现场检查发现车辆未采取必要措施防止货物脱落扬撒。" * 8, "place": "G2 京沪高速 K1021"}
    )
    case = stream()
    stored = append(case, 0, act)
    rows = _PlainRows(stored.id)
    seq, ours, floor = 1, [], []
    for _ in range(repeats):
        start = time.perf_counter()
        for seq in range(seq, seq + acts):  # noqa: B020
            append(case, seq, act)
        ours.append((time.perf_counter() - start) / acts)
        seq += 1
        start = time.perf_counter()
        for _ in range(acts):
            rows.insert()
        floor.append((time.perf_counter() - start) / acts)
    act_s, floor_s = statistics.median(ours), statistics.median(floor)
    return {
        "acts_per_s": round(1 / act_s),
        "floor_per_s": round(1 / floor_s),
        "ratio": round(floor_s / act_s, 3),
    }


class _PlainRows:
    """Two rows a transaction, with the texts of a real act, into tables without key, guard or index of their own."""

    def __init__(self, act_id: int) -> None:
        from django.db import connection

        connection.ensure_connection()
        self._raw = connection.connection
        self._mark = "%s" if connection.vendor == "postgresql" else "?"
        with connection.cursor() as cursor:
            cursor.execute("SELECT canonical, hash FROM ledger_act WHERE id = %s", (act_id,))
            self._act = cursor.fetchone()
            cursor.execute("SELECT salt, body FROM ledger_payload WHERE act_id = %s", (act_id,))
            self._payload = cursor.fetchone()
            binary = "bytea" if connection.vendor == "postgresql" else "blob"
            identity = "bigserial" if connection.vendor == "postgresql" else "integer"
            cursor.execute(f"CREATE TABLE plain_act (id {identity} PRIMARY KEY, canonical text, hash text)")
            cursor.execute(f"CREATE TABLE plain_payload (id {identity} PRIMARY KEY, salt {binary}, body text)")

    def insert(self) -> None:
        cursor, mark = self._raw.cursor(), self._mark
        cursor.execute("BEGIN" if mark == "%s" else "BEGIN IMMEDIATE")
        cursor.execute(f"INSERT INTO plain_act (canonical, hash) VALUES ({mark}, {mark})", self._act)
        cursor.execute(f"INSERT INTO plain_payload (salt, body) VALUES ({mark}, {mark})", self._payload)
        cursor.execute("COMMIT")
        cursor.close()


if __name__ == "__main__":
    sys.exit(main())
