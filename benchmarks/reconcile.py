"""100,000 payments held against a statement of the same size, beside reading both inputs alone.

The floor reads the same file into the same lines and the same rows out of the same database in the same run; what is
measured reads both, compares them, writes lines, differences and sums. Processor time, on SQLite that of the database
too. Prints one JSON line with the ratio of the medians.
"""

from __future__ import annotations

import json
import os
import statistics
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

COUNT, REPEATS, APART = 100_000, 3, 40


def main() -> None:
    with tempfile.TemporaryDirectory() as home:
        os.environ["HENGTU_HOME"] = home
        os.environ["DJANGO_SETTINGS_MODULE"] = "hengtu.settings"
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        print(json.dumps(measure(), ensure_ascii=False))


def measure() -> dict[str, Any]:
    """Fill both sides, then time floor and reconciliation in turn."""
    from hengtu.agencies.services.plant_tree import plant_line
    from hengtu.cases.models import StatementDay, StatementDifference
    from hengtu.cases.payments.days import bank_side, our_side
    from hengtu.cases.payments.reconciling import reconcile
    from hengtu.cases.payments.statements import read_statement
    from tests.cast import SINCE

    agency = plant_line(province_code="13", since=SINCE).bureau
    content, on = _both_sides(agency)
    floors, whole, pure = [], [], []
    for _ in range(REPEATS):
        started = time.process_time()
        read_statement(content)
        ours = our_side(agency, on, {})
        floors.append(time.process_time() - started)
        started = time.process_time()
        _reconciled(agency, on, content)
        whole.append(time.process_time() - started)
        bank = bank_side(StatementDay.objects.get())
        started = time.process_time()
        found = reconcile(bank, ours)
        pure.append(time.process_time() - started)
    differences = StatementDifference.objects.count()
    assert differences == len(found.differences) == 2 * APART, differences
    assert found.matched == COUNT - APART
    floor, taken = statistics.median(floors), statistics.median(whole)
    return {
        "benchmark": "reconcile", "payments": COUNT, "aim": "at most three times the reading",
        "floor_cpu_s": round(floor, 2), "whole_cpu_s": round(taken, 2),
        "compare_only_cpu_s": round(statistics.median(pure), 3), "ratio": round(taken / floor, 2),
        "compare_to_floor": round(statistics.median(pure) / floor, 3), "differences": differences,
    }  # fmt: skip


def _both_sides(agency: Any) -> tuple[bytes, Any]:
    """Payments in our books, and a statement that lacks some, has others, and is a cent off in some."""
    from hengtu.agencies.models import scope_values
    from hengtu.cases.models import Booking, ReceivedPayment, Source
    from hengtu.cases.payments.statements import BankLine, write_statement
    from hengtu.law.procedure.situation import CIVIL_TIME

    at = datetime(2026, 11, 2, 9, tzinfo=CIVIL_TIME)
    place = {"agency": agency, **scope_values(agency)}
    rows, lines = [], []
    for number in range(COUNT):
        serial, fen, moment = f"S{number:08d}", 10_000 + number % 977, at + timedelta(milliseconds=300 * number)
        rows.append(
            ReceivedPayment(
                uid=uuid4(), serial=serial, amount_fen=fen, paid_at=moment, paid_on=moment.date(),
                source=Source.CALLBACK, received_at=moment, booking=Booking.BOOKED, **place,
            )
        )  # fmt: skip
        if number < APART // 2:
            continue
        off = 1 if number >= COUNT - APART // 2 else 0
        lines.append(BankLine(0, "PAY", serial, "", fen + off, moment, "赵䶮", "", "手机支付", agency.code))
    lines += [BankLine(0, "PAY", f"T{number}", "", 100, at, "", "", "柜面", agency.code) for number in range(APART)]
    ReceivedPayment.objects.bulk_create(rows, batch_size=1000)
    return write_statement(lines), at.date()


def _reconciled(agency: Any, on: Any, content: bytes) -> None:
    from hengtu.cases.payments.days import take_statement
    from hengtu.cases.payments.statements import read_statement

    take_statement(
        read_statement(content), agency=agency, on=on, source=str(Path("bench")), content=content,
        at=datetime.now().astimezone(),
    )  # fmt: skip


if __name__ == "__main__":
    main()
