"""The lines of a statement laid into their table in one stroke: a bank's day may have a hundred thousand.

Model objects would cost five times the reading of the file. The database still keeps what holds of a line: one per
day, direction and serial.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import connection

from hengtu.cases.models import StatementDay, StatementLine
from hengtu.cases.payments.statements import BankLine

FIELDS = (
    "day_id", "line", "direction", "serial", "order_number", "amount_fen", "paid_at", "payer", "receipt_no", "channel",
)  # fmt: skip


def write_lines(day: StatementDay, lines: Iterable[BankLine]) -> None:
    """Write the lines of a day; a statement that was taken before has been emptied. Raises: IntegrityError."""
    table = connection.ops.quote_name(StatementLine._meta.db_table)
    columns = ", ".join(connection.ops.quote_name(name) for name in FIELDS)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with connection.wrap_database_errors, cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for row in _rows(day, lines):
                    copy.write_row(row)
        else:
            places = ", ".join(["%s"] * len(FIELDS))
            cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({places})", tuple(_rows(day, lines)))  # noqa: S608


def _rows(day: StatementDay, lines: Iterable[BankLine]) -> Iterator[tuple[Any, ...]]:
    moment = connection.ops.adapt_datetimefield_value
    for each in lines:
        yield (
            day.pk, each.line, str(each.direction), each.serial, each.order, each.amount_fen, moment(each.at),
            each.payer, each.receipt_no, each.channel,
        )  # fmt: skip
